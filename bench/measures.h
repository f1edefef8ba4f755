#pragma once

#include <string>
#include <vector>

#include "app/application.h"
#include "app/words.h"
#include "bench/skew.h"
#include "platform/storage/scratch.h"
#include "platform/storage/scratch_server.h"

namespace jincai::bench {

int payments(std::vector<std::string> const& words);
int book(std::vector<std::string> const& words);
int over_http(std::vector<std::string> const& words);
int scale(std::vector<std::string> const& words);

struct GroundOptions {
    std::int64_t regions = 10;  ///< counties, each with a book of its own
    std::int64_t lines = 1'000;  ///< quotas in all of them, five for each unit
    std::string skew = "uniform";
    storage::Backend backend = storage::Backend::sqlite;
    std::string server = {};  ///< address of a PostgreSQL; empty: one of its own is started
};
/// `--regions`, `--quota-lines`, `--skew`, `--backend`, `--db`.
[[nodiscard]] Result<GroundOptions> ground_options(app::Words const& words);

/// Counties whose units have quotas with plenty of money and plan, in a scratch folder and, on a
/// server, in a database of its own.
class Ground {
public:
    [[nodiscard]] static Result<std::unique_ptr<Ground>> make(GroundOptions const& options);

    app::Application& application() { return *application_; }
    /// Ends the server on these data, or starts one on them.
    void close() { application_.reset(); }
    [[nodiscard]] Result<void> open();
    [[nodiscard]] std::vector<RegionCode> const& regions() const { return regions_; }
    [[nodiscard]] std::vector<QuotaId> const& quotas() const { return quotas_; }
    [[nodiscard]] Skew const& skew() const { return skew_; }
    /// The PostgreSQL that was named or else started; starts one when there is none yet.
    [[nodiscard]] Result<std::string> server();
    [[nodiscard]] std::string backend_name() const;
    /// A handler who may apply for every unit of every county.
    [[nodiscard]] api::Caller handler() const;

    /// Where the n-th payment takes place, as an index into `regions()`.
    [[nodiscard]] std::size_t region_of(std::size_t number) const;
    [[nodiscard]] execution::NewPayment payment(std::size_t number) const;
    /// A list of `size` payments of the unit that the n-th payment concerns.
    [[nodiscard]] execution::NewPaymentList list(std::size_t number, std::int64_t size) const;

private:
    Ground(GroundOptions options, Skew skew)
        : options_{std::move(options)}, skew_{std::move(skew)} {}
    [[nodiscard]] Result<void> fill_region(RegionCode const& region, std::int64_t lines);

    GroundOptions options_;
    storage::ScratchFolder folder_;
    std::unique_ptr<storage::ScratchServer> own_server_;
    std::unique_ptr<storage::ServerDatabase> database_;
    SystemClock clock_;
    Skew skew_;
    std::unique_ptr<app::Application> application_;
    std::vector<RegionCode> regions_;
    std::vector<QuotaId> quotas_;  ///< region after region, unit after unit
};

/// What was measured.
struct Report {
    std::string bench;
    std::string backend = "sqlite";
    std::string skew;
    std::int64_t clients = 0;
    std::int64_t list_size = 0;  ///< 0: one by one
    std::int64_t seconds_milli = 0;
    std::int64_t booked = 0;   ///< payments
    std::int64_t refused = 0;  ///< requests
    std::int64_t per_second = 0;
    std::int64_t baseline_per_second = 0;
    std::int64_t p50_us = 0;  ///< of a request: a payment or a list
    std::int64_t p99_us = 0;
    std::int64_t max_us = 0;
    std::int64_t batches = 0;
    std::int64_t changes = 0;      ///< in those batches
    std::int64_t cpu_us_each = 0;  ///< processor time of the whole process for one payment
    std::int64_t projected_after_ms = 0;  ///< from the last answer to up-to-date read models
    std::int64_t rss_mb = 0;              ///< at its highest
    bool verified = false;                ///< the data was proved afterwards
};

struct Load {
    std::string bench;
    std::int64_t clients = 64;
    std::int64_t seconds = 20;
    std::int64_t list_size = 0;
};
/// `act(client, number)` sends the n-th request and says whether it was booked.
using Act = std::function<bool(std::size_t client, std::size_t number)>;

/// Lets `clients` threads act for `seconds` and sums up. Processor time counts until the read models
/// have caught up: it says more than the clock on a busy machine.
[[nodiscard]] Report measure(Ground& ground, Load const& load, Act const& act);

/// Of this process, at its highest.
[[nodiscard]] std::int64_t highest_memory_mb();

/// Proves the data, prints the report and gives the exit code: 0 when something was booked and the
/// data is sound.
int finish(Ground& ground, Report report, bool as_json);

}  // namespace jincai::bench
