#include "app/routes_system.h"

#include "app/application.h"

namespace jincai::app {

namespace {

struct AuditFilter : api::Paging {
    std::optional<std::string> user_name;
    std::optional<std::string> action;
    std::optional<std::string> object_kind;
    std::optional<std::string> object_id;
    std::optional<std::string> unit_code;
    std::optional<BusinessDate> from;
    std::optional<BusinessDate> to;
};
BOOST_DESCRIBE_STRUCT(AuditFilter, (api::Paging),
                      (user_name, action, object_kind, object_id, unit_code, from, to))

struct AuditItem {
    std::int64_t seq = 0;
    Timestamp at;
    std::string user_name;
    std::string role;
    std::string ip;
    std::string request_id;
    std::string action;
    std::string object_kind;
    std::string object_id;
    std::string region_code;
    std::string unit_code;
    std::vector<audit::FieldChange> changes;
    std::string approver;
    std::string rule_version;
    std::string result;
};
BOOST_DESCRIBE_STRUCT(AuditItem, (),
                      (seq, at, user_name, role, ip, request_id, action, object_kind, object_id,
                       region_code, unit_code, changes, approver, rule_version, result))

struct JobItem {
    jobs::Job job;
    std::int64_t progress_bp = 0;
};
BOOST_DESCRIBE_STRUCT(JobItem, (), (job, progress_bp))

AuditItem item_of(audit::Record const& record) {
    return {.seq = record.seq,
            .at = record.at,
            .user_name = record.actor.user_name,
            .role = record.actor.role,
            .ip = record.actor.ip,
            .request_id = record.actor.request_id,
            .action = record.action,
            .object_kind = record.object_kind,
            .object_id = record.object_id,
            .region_code = record.region_code,
            .unit_code = record.unit_code,
            .changes = record.changes,
            .approver = record.approver,
            .rule_version = record.rule_version,
            .result = record.result};
}

audit::Filter filter_of(AuditFilter const& wanted) {
    audit::Filter filter{.unit_prefix = wanted.unit_code,
                         .user_name = wanted.user_name,
                         .action = wanted.action,
                         .object_kind = wanted.object_kind,
                         .object_id = wanted.object_id};
    if (wanted.from) filter.from = start_of(*wanted.from);
    if (wanted.to) filter.until = start_of(add_days(*wanted.to, 1));
    return filter;
}

void add_audit(api::Router& router, Application& application) {
    router.get<AuditFilter, api::Page<AuditItem>>(
        "/api/audit/records", {.permission = "audit.read", .summary = "操作日志"},
        [&application](AuditFilter const& wanted,
                       api::Call& call) -> Result<api::Page<AuditItem>> {
            auto const found = application.database().read([&](storage::Session& session) {
                return audit::find(session, call.caller.scope, filter_of(wanted),
                                   {.page = wanted.page.value_or(1), .size = wanted.limit()});
            });
            api::Page<AuditItem> page{.total = found.total};
            for (auto const& record : found.records) page.items.push_back(item_of(record));
            return page;
        });
}

jobs::View view_of(api::Caller const& caller) {
    return {.user_id = caller.user_id,
            .supervises = caller.may("audit.read"),
            .scope = caller.scope};
}

void add_jobs(api::Router& router, Application& application) {
    router.get<api::Paging, api::Page<JobItem>>(
        "/api/jobs", {.permission = "jobs.read", .summary = "后台任务列表"},
        [&application](api::Paging const& paging,
                       api::Call& call) -> Result<api::Page<JobItem>> {
            auto const found =
                application.jobs().list(view_of(call.caller), paging.limit(), paging.offset());
            api::Page<JobItem> page{.total = found.total};
            for (auto const& status : found.jobs)
                page.items.push_back({status.job, status.progress_bp});
            return page;
        });
    router.get<api::None, JobItem>(
        "/api/jobs/{job_id}", {.permission = "jobs.read", .summary = "后台任务详情"},
        [&application](api::None const&, api::Call& call) -> Result<JobItem> {
            auto const status = JC_TRY(application.jobs().find(
                call.path_id<jobs::JobId>("job_id"), view_of(call.caller)));
            return JobItem{status.job, status.progress_bp};
        });
    router.post<api::None, JobItem>(
        "/api/jobs/{job_id}/cancel",
        {.permission = "jobs.read", .audit = "job_cancelled", .summary = "取消后台任务"},
        [&application](api::None const&, api::Call& call) -> Result<JobItem> {
            auto const id = call.path_id<jobs::JobId>("job_id");
            JC_CHECK(application.jobs().cancel(id, call.caller, view_of(call.caller)));
            auto const status = JC_TRY(application.jobs().find(id, view_of(call.caller)));
            return JobItem{status.job, status.progress_bp};
        });
}

}  // namespace

void add_system_routes(api::Router& router, Application& application) {
    add_audit(router, application);
    add_jobs(router, application);
    router.stream("/api/events",
                  {.permission = api::kSignedIn, .summary = "实时消息（服务器推送）"},
                  application.bus());
    router.raw(http::Method::get, "/healthz",
               {.permission = api::kPublic, .summary = "进程存活"},
               [](api::Call&) -> Result<http::Response> {
                   return http::text_response(200, "ok\n");
               });
    router.raw(http::Method::get, "/readyz",
               {.permission = api::kPublic, .summary = "可以受理业务"},
               [&application](api::Call&) -> Result<http::Response> {
                   return application.is_ready() ? http::text_response(200, "ready\n")
                                                 : http::text_response(503, "not ready\n");
               });
}

}  // namespace jincai::app
