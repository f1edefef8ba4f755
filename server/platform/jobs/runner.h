#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/scope.h"
#include "platform/audit/audit.h"
#include "platform/events/bus.h"
#include "platform/jobs/model.h"
#include "platform/storage/database.h"

namespace jincai::jobs {

struct Options {
    int threads = 1;  ///< work on large files waits its turn: payments come first
    std::int64_t open_per_user = 5;
    /// Told of an exception that ended a job; the person sees only that it broke.
    std::function<void(JobId, std::string_view what)> log = {};
};

struct NewJob {
    std::string kind;
    std::string title;
    RegionCode region_code;
    Language language = Language::zh;  ///< of the error text
};

/// Whose jobs: one's own, or all of the regions in scope for those who supervise.
struct View {
    UserId user_id;
    bool supervises = false;
    DataScope scope;
};

/// Runs long work beside the requests, and remembers how it went. Start, cancel and end are
/// audited. A job that a restart interrupts is shown as failed and never begun again by itself.
/// Safe from any thread; the destructor cancels and waits.
class Runner {
public:
    /// `bus` tells the owner of each change as `job_changed`.
    Runner(storage::Database& database, Clock const& clock, events::Bus& bus, Options options = {});
    ~Runner();
    Runner(Runner const&) = delete;
    Runner& operator=(Runner const&) = delete;

    /// Refused when the person has too many jobs that have not ended.
    [[nodiscard]] Result<JobId> start(NewJob const& wanted, audit::Actor const& actor, Work work);
    /// A waiting job never runs; a running one stops at its next look at `is_cancelled`.
    [[nodiscard]] Result<void> cancel(JobId job_id, audit::Actor const& actor, View const& view);

    struct Page {
        std::vector<JobStatus> jobs;  ///< the newest first
        std::int64_t total = 0;
    };
    [[nodiscard]] Page list(View const& view, std::int64_t limit, std::int64_t offset) const;
    [[nodiscard]] Result<JobStatus> find(JobId job_id, View const& view) const;

    /// Waits until nothing waits or runs: for tests and commands.
    void drain();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

[[nodiscard]] std::span<storage::Migration const> migrations();

}  // namespace jincai::jobs
