#include "platform/audit/audit.h"

#include <fmt/format.h>

#include "audit_migrations.h"
#include "platform/json/codec.h"

namespace jincai::audit {

namespace {

constexpr std::int64_t kPageSizeMax = 500;

struct Row {
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
    std::string changes;
    std::string approver;
    std::string rule_version;
    std::string result;
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (seq, at, user_id, user_name, role, ip, session_id, request_id, action,
                       object_kind, object_id, region_code, unit_code, changes, approver,
                       rule_version, result))

constexpr std::string_view kSelect =
    "select seq, at, user_id, user_name, role, ip, session_id, request_id, action, object_kind,"
    " object_id, region_code, unit_code, changes, approver, rule_version, result"
    " from audit_record";

std::string text_of(json::Value const& change, std::string_view name) {
    auto const* member = change.find(name);
    auto const* text = member == nullptr ? nullptr : member->as_string();
    return text == nullptr ? std::string{} : *text;
}

/// Read leniently, not with the strict decoder: what was once written must stay readable, however
/// long a value is.
std::vector<FieldChange> changes_of(std::string const& text) {
    std::vector<FieldChange> changes;
    if (text.empty()) return changes;
    auto const value = json::parse(text);
    auto const* elements = value ? value->as_array() : nullptr;
    if (elements == nullptr) {
        throw storage::StorageError{storage::Failure::corrupt, "an audit record is not readable"};
    }
    for (json::Value const& change : *elements) {
        changes.push_back(
            {text_of(change, "field"), text_of(change, "old_value"), text_of(change, "new_value")});
    }
    return changes;
}

Row row_of(Record record, std::int64_t seq) {
    return {.seq = seq,
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
            .changes = record.changes.empty() ? std::string{} : json::encode(record.changes),
            .approver = std::move(record.approver),
            .rule_version = std::move(record.rule_version),
            .result = std::move(record.result)};
}

Record record_of(Row row) {
    return {.seq = row.seq,
            .at = row.at,
            .actor = {.user_id = row.user_id,
                      .user_name = std::move(row.user_name),
                      .role = std::move(row.role),
                      .ip = std::move(row.ip),
                      .session_id = std::move(row.session_id),
                      .request_id = std::move(row.request_id)},
            .action = std::move(row.action),
            .object_kind = std::move(row.object_kind),
            .object_id = std::move(row.object_id),
            .region_code = std::move(row.region_code),
            .unit_code = std::move(row.unit_code),
            .changes = changes_of(row.changes),
            .approver = std::move(row.approver),
            .rule_version = std::move(row.rule_version),
            .result = std::move(row.result)};
}

storage::Where conditions(DataScope const& scope, Filter const& filter) {
    storage::Where where;
    where.scope(scope, "region_code", "unit_code")
        .starts_with("region_code", filter.region_prefix.value_or(""))
        .starts_with("unit_code", filter.unit_prefix.value_or(""))
        .equal_if("user_id", filter.user_id)
        .equal_if("user_name", filter.user_name)
        .equal_if("action", filter.action)
        .equal_if("object_kind", filter.object_kind)
        .equal_if("object_id", filter.object_id);
    if (filter.from) where.compare("at", ">=", *filter.from);
    if (filter.until) where.compare("at", "<", *filter.until);
    return where;
}

}  // namespace

Actor system_actor() {
    return {.user_name = "system", .role = "system"};
}

void note(Record& record, std::string_view field, std::string old_value, std::string new_value) {
    if (old_value == new_value) return;
    record.changes.push_back({std::string{field}, std::move(old_value), std::move(new_value)});
}

void append(storage::Session& session, Record record) {
    auto const seq = session.next("audit_record", "seq");
    session.insert("audit_record", row_of(std::move(record), seq));
}

Found find(storage::Session& session, DataScope const& scope, Filter const& filter, Paging paging) {
    auto const where = conditions(scope, filter);
    auto const size = std::clamp<std::int64_t>(paging.size, 1, kPageSizeMax);
    auto const offset = (std::max<std::int64_t>(paging.page, 1) - 1) * size;
    Found found;
    found.total =
        session.value<std::int64_t>("select count(*) from audit_record" + where.sql(), where)
            .value_or(0);
    session.for_each<Row>(
        fmt::format("{}{} order by seq desc limit :size offset :start", kSelect, where.sql()),
        [&](Row const& row) { found.records.push_back(record_of(row)); }, where, size, offset);
    return found;
}

SequenceCheck check_sequence(storage::Session& session) {
    return {.count = session.value<std::int64_t>("select count(*) from audit_record").value_or(0),
            .first_gap = session.value<std::int64_t>(
                "select min(place) from (select seq, row_number() over (order by seq) as place"
                " from audit_record) numbered where seq <> place")};
}

std::span<storage::Migration const> migrations() {
    return kMigrations;
}

}  // namespace jincai::audit
