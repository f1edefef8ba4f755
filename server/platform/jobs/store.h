#pragma once

#include <optional>
#include <vector>

#include "base/scope.h"
#include "platform/jobs/model.h"
#include "platform/storage/session.h"

/// The only file that knows the table `job`.
namespace jincai::jobs::store {

[[nodiscard]] std::optional<Job> job(storage::Session& session, JobId job_id);
/// Of one person, or of the regions in `scope` when there is none. The newest first.
[[nodiscard]] std::vector<Job> jobs(storage::Session& session, std::optional<UserId> user_id,
                                    DataScope const& scope, std::int64_t limit,
                                    std::int64_t offset);
[[nodiscard]] std::int64_t job_count(storage::Session& session, std::optional<UserId> user_id,
                                     DataScope const& scope);
[[nodiscard]] std::int64_t open_count(storage::Session& session, UserId user_id);
[[nodiscard]] std::vector<Job> open_jobs(storage::Session& session);
void insert(storage::Session& session, Job const& job);
void update(storage::Session& session, Job const& job);

}  // namespace jincai::jobs::store
