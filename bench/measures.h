#pragma once

#include <string>
#include <vector>

#include "app/application.h"
#include "platform/storage/scratch.h"

namespace jincai::bench {

int payments(std::vector<std::string> const& words);
int book(std::vector<std::string> const& words);
int over_http(std::vector<std::string> const& words);

/// A county of twenty units with one quota each, plenty of money and plan, in a scratch folder.
class Ground {
public:
    [[nodiscard]] static Result<std::unique_ptr<Ground>> make();

    app::Application& application() { return *application_; }
    [[nodiscard]] std::vector<QuotaId> const& quotas() const { return quotas_; }
    /// A handler who may apply for every unit of the county.
    [[nodiscard]] api::Caller handler() const;
    [[nodiscard]] execution::NewPayment payment(std::size_t number) const;

private:
    Ground() = default;
    [[nodiscard]] Result<void> fill();

    storage::ScratchFolder folder_;
    SystemClock clock_;
    std::unique_ptr<app::Application> application_;
    std::vector<QuotaId> quotas_;
};

/// What was measured, times in microseconds.
struct Report {
    std::string bench;
    std::int64_t clients = 0;
    std::int64_t seconds_milli = 0;
    std::int64_t booked = 0;
    std::int64_t refused = 0;
    std::int64_t per_second = 0;
    std::int64_t p50_us = 0;
    std::int64_t p99_us = 0;
    std::int64_t max_us = 0;
    std::int64_t cpu_us_each = 0;  ///< processor time of the whole process for one of them
    bool verified = false;  ///< the data was proved afterwards
};
BOOST_DESCRIBE_STRUCT(Report, (), (bench, clients, seconds_milli, booked, refused, per_second,
                                   p50_us, p99_us, max_us, cpu_us_each, verified))

/// Lets `clients` threads call `act(client, number) -> bool` for `seconds` and sums up. Processor
/// time counts until the read models have caught up: it says more than the clock on a busy machine.
[[nodiscard]] Report measure(Ground& ground, std::string name, std::int64_t clients,
                             std::int64_t seconds,
                             std::function<bool(std::size_t client, std::size_t number)> const& act);

/// Prints the report and gives the exit code: 0 when something was booked and the data is sound.
int finish(Ground& ground, Report report, bool as_json);

}  // namespace jincai::bench
