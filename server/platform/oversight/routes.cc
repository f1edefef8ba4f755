#include "platform/oversight/routes.h"

namespace jincai::oversight {

namespace {

audit::Filter filter_of(AuditFilter const& query) {
    audit::Filter filter{.region_prefix = query.region_prefix,
                         .unit_prefix = query.unit_prefix,
                         .user_id = query.user_id,
                         .user_name = query.user_name,
                         .action = query.action,
                         .object_kind = query.object_kind,
                         .object_id = query.object_id};
    if (query.from) filter.from = start_of(*query.from);
    if (query.until) filter.until = start_of(add_days(*query.until, 1));
    return filter;
}

AuditRecord view_of(audit::Record record) {
    return {.seq = record.seq,
            .at = record.at,
            .user_id = record.actor.user_id,
            .user_name = std::move(record.actor.user_name),
            .role = std::move(record.actor.role),
            .ip = std::move(record.actor.ip),
            .session_id = std::move(record.actor.session_id),
            .request_id = std::move(record.actor.request_id),
            .action = std::move(record.action),
            .object_kind = std::move(record.object_kind),
            .object_id = std::move(record.object_id),
            .region_code = std::move(record.region_code),
            .unit_code = std::move(record.unit_code),
            .changes = std::move(record.changes),
            .approver = std::move(record.approver),
            .rule_version = std::move(record.rule_version),
            .result = std::move(record.result)};
}

JobView view_of(jobs::JobStatus const& status) {
    auto const& job = status.job;
    return {.id = job.job_id,
            .kind = job.kind,
            .title = job.title,
            .state = job.state,
            .progress_bp = status.progress_bp,
            .message = job.message,
            .error = job.error,
            .result_link = job.result_link,
            .created_by_name = job.user_name,
            .created_at = job.created_at,
            .finished_at = job.finished_at};
}

jobs::View view_for(api::Caller const& caller) {
    return {
        .user_id = caller.user_id, .supervises = caller.may("audit.read"), .scope = caller.scope};
}

}  // namespace

void add_audit_routes(api::Router& router, storage::Database& database) {
    router.get<AuditFilter, api::Page<AuditRecord>>(
        "/api/audit/records", {.permission = "audit.read", .summary = "操作日志，最新的在前"},
        [&database](AuditFilter const& query, api::Call& call) -> Result<api::Page<AuditRecord>> {
            auto found = database.read([&](storage::Session& session) {
                return audit::find(session, call.caller.scope, filter_of(query),
                                   {.page = query.page.value_or(1), .size = query.limit()});
            });
            api::Page<AuditRecord> page{.total = found.total};
            for (auto& record : found.records) page.items.push_back(view_of(std::move(record)));
            return page;
        });
}

void add_job_routes(api::Router& router, jobs::Runner& runner) {
    router.get<api::Paging, api::Page<JobView>>(
        "/api/jobs", {.permission = "jobs.read", .summary = "后台任务，最新的在前"},
        [&runner](api::Paging const& query, api::Call& call) -> Result<api::Page<JobView>> {
            auto const found = runner.list(view_for(call.caller), query.limit(), query.offset());
            api::Page<JobView> page{.total = found.total};
            for (auto const& status : found.jobs) page.items.push_back(view_of(status));
            return page;
        });
    router.get<api::None, JobView>(
        "/api/jobs/{job_id}", {.permission = "jobs.read", .summary = "一个后台任务"},
        [&runner](api::None const&, api::Call& call) -> Result<JobView> {
            return view_of(
                JC_TRY(runner.find(call.path_id<jobs::JobId>("job_id"), view_for(call.caller))));
        });
    router.post<api::None, JobView>(
        "/api/jobs/{job_id}/cancel",
        {.permission = "jobs.read", .audit = "job_cancelled", .summary = "取消后台任务"},
        [&runner](api::None const&, api::Call& call) -> Result<JobView> {
            auto const job_id = call.path_id<jobs::JobId>("job_id");
            auto const view = view_for(call.caller);
            JC_CHECK(runner.cancel(job_id, call.caller, view));
            return view_of(JC_TRY(runner.find(job_id, view)));
        });
}

}  // namespace jincai::oversight
