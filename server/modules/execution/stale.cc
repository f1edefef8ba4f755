#include "modules/execution/stale.h"

#include "modules/execution/refusals.h"
#include "platform/audit/audit.h"

namespace jincai::execution {

namespace {

std::string fields_of(audit::Record const& record) {
    std::string text;
    for (auto const& change : record.changes)
        text += fmt::format("{} {}: {} → {}", text.empty() ? "" : ",", change.field,
                            change.old_value, change.new_value);
    return text;
}

}  // namespace

std::unexpected<Error> refuse_stale(storage::Session& session, std::string_view object_kind,
                                    std::int64_t id, std::int64_t revision) {
    auto const found = audit::find(
        session, DataScope::everything(),
        {.object_kind = std::string{object_kind}, .object_id = std::to_string(id)}, {.size = 1});
    std::string change = "?";
    if (!found.records.empty()) {
        auto const& last = found.records.front();
        change = fmt::format("{} {} {}{}", format_date(business_date(last.at)),
                             last.actor.user_name, last.action, fields_of(last));
    }
    return refuse(refusals::revision_stale,
                  {{"revision", std::to_string(revision)}, {"change", std::move(change)}});
}

Result<void> check_read(storage::Database const& database, std::string_view object_kind,
                        std::int64_t id, std::int64_t stored, std::optional<std::int64_t> read) {
    if (!read || *read == stored) return {};
    return database.read([&](storage::Session& session) -> Result<void> {
        return refuse_stale(session, object_kind, id, stored);
    });
}

}  // namespace jincai::execution
