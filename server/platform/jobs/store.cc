#include "platform/jobs/store.h"

#include <fmt/format.h>

namespace jincai::jobs::store {

namespace {

constexpr std::string_view kSelect =
    "select job_id, kind, title, state, message, error, result_link, user_id, user_name,"
    " region_code, created_at, started_at, finished_at from job";

storage::Where conditions(std::optional<UserId> user_id, DataScope const& scope) {
    storage::Where where;
    if (user_id) return where.equal("user_id", *user_id);
    return where.scope_region(scope, "region_code");
}

}  // namespace

std::optional<Job> job(storage::Session& session, JobId job_id) {
    return session.query_one<Job>(fmt::format("{} where job_id = :job_id", kSelect), job_id);
}

std::vector<Job> jobs(storage::Session& session, std::optional<UserId> user_id,
                      DataScope const& scope, std::int64_t limit, std::int64_t offset) {
    auto const where = conditions(user_id, scope);
    return session.query<Job>(
        fmt::format("{}{} order by job_id desc limit :limit offset :offset", kSelect, where.sql()),
        where, limit, offset);
}

std::int64_t job_count(storage::Session& session, std::optional<UserId> user_id,
                       DataScope const& scope) {
    auto const where = conditions(user_id, scope);
    return session.value<std::int64_t>("select count(*) from job" + where.sql(), where).value_or(0);
}

std::int64_t open_count(storage::Session& session, UserId user_id) {
    return session
        .value<std::int64_t>(
            "select count(*) from job where user_id = :user_id"
            " and state in ('waiting', 'running')",
            user_id)
        .value_or(0);
}

std::vector<Job> open_jobs(storage::Session& session) {
    return session.query<Job>(
        fmt::format("{} where state in ('waiting', 'running') order by job_id", kSelect));
}

void insert(storage::Session& session, Job const& job) {
    session.insert("job", job);
}

void update(storage::Session& session, Job const& job) {
    session.execute(
        "update job set state = :state, message = :message, error = :error,"
        " result_link = :result_link, started_at = :started_at, finished_at = :finished_at"
        " where job_id = :job_id",
        job.state, job.message, job.error, job.result_link, job.started_at, job.finished_at,
        job.job_id);
}

}  // namespace jincai::jobs::store
