#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "platform/api/endpoint.h"
#include "platform/audit/audit.h"
#include "platform/jobs/runner.h"

/// The endpoints of the audit log and of the jobs: what supervision reads.
namespace jincai::oversight {

struct AuditFilter : api::Paging {
    std::optional<std::string> region_prefix;
    std::optional<std::string> unit_prefix;
    std::optional<UserId> user_id;
    std::optional<std::string> user_name;
    std::optional<std::string> action;
    std::optional<std::string> object_kind;
    std::optional<std::string> object_id;
    std::optional<BusinessDate> from;   ///< this day and later
    std::optional<BusinessDate> until;  ///< up to the end of this day
};
BOOST_DESCRIBE_STRUCT(AuditFilter, (api::Paging),
                      (region_prefix, unit_prefix, user_id, user_name, action, object_kind,
                       object_id, from, until))

struct AuditRecord {
    std::int64_t seq = 0;
    Timestamp at;
    UserId user_id;
    std::string user_name;
    std::string role;
    std::string ip;
    std::string session_id;
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
BOOST_DESCRIBE_STRUCT(AuditRecord, (),
                      (seq, at, user_id, user_name, role, ip, session_id, request_id, action,
                       object_kind, object_id, region_code, unit_code, changes, approver,
                       rule_version, result))

struct JobView {
    jobs::JobId id;
    std::string kind;
    std::string title;
    jobs::JobState state = jobs::JobState::waiting;
    std::int64_t progress_bp = 0;
    std::string message;
    std::optional<std::string> error;
    std::optional<std::string> result_link;
    std::string created_by_name;
    Timestamp created_at;
    std::optional<Timestamp> finished_at;
};
BOOST_DESCRIBE_STRUCT(JobView, (),
                      (id, kind, title, state, progress_bp, message, error, result_link,
                       created_by_name, created_at, finished_at))

/// GET /api/audit/records, newest first, within the caller's data scope.
void add_audit_routes(api::Router& router, storage::Database& database);
/// GET /api/jobs, GET /api/jobs/{job_id}, POST /api/jobs/{job_id}/cancel: one's own jobs; with
/// `audit.read` all of the regions in scope.
void add_job_routes(api::Router& router, jobs::Runner& runner);

}  // namespace jincai::oversight
