#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace jincai::jobs {

using JobId = Id<struct JobTag>;

BOOST_DEFINE_ENUM_CLASS(JobState, waiting, running, done, failed, cancelled)

[[nodiscard]] constexpr bool has_ended(JobState state) {
    return state != JobState::waiting && state != JobState::running;
}

struct Job {
    JobId job_id;
    std::string kind;   ///< "import_units"
    std::string title;  ///< for people
    JobState state = JobState::waiting;
    std::string message;  ///< what it is doing, or what came out
    std::optional<std::string> error;
    std::optional<std::string> result_link;
    UserId user_id;
    std::string user_name;
    RegionCode region_code;
    Timestamp created_at;
    std::optional<Timestamp> started_at;
    std::optional<Timestamp> finished_at;
};
BOOST_DESCRIBE_STRUCT(Job, (),
                      (job_id, kind, title, state, message, error, result_link, user_id, user_name,
                       region_code, created_at, started_at, finished_at))

/// A job with how far it is.
struct JobStatus {
    Job job;
    std::int64_t progress_bp = 0;  ///< 10000: all done
};

/// What a finished job leaves.
struct Outcome {
    std::string message;
    std::optional<std::string> result_link;  ///< a path of the interface, e.g. of a file
};

/// How a job tells where it is, and learns that it is to stop.
class Progress {
public:
    virtual ~Progress() = default;
    /// Cheap enough for every row of a file.
    virtual void report(std::int64_t done, std::int64_t total, std::string_view message) = 0;
    /// True when somebody cancelled it or the server stops. Work then ends with `stopped()`.
    [[nodiscard]] virtual bool is_cancelled() const = 0;
    [[nodiscard]] static std::unexpected<Error> stopped();
};

/// The work. Runs on a thread of the runner; a refusal is the job's error text.
using Work = std::function<Result<Outcome>(Progress&)>;

}  // namespace jincai::jobs
