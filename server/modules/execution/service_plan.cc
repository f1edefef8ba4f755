#include "modules/execution/service_plan.h"

#include "ledger/refusals.h"
#include "modules/execution/plan_document.h"
#include "modules/execution/quota_document.h"
#include "modules/execution/refusals.h"
#include "modules/execution/stale.h"
#include "platform/json/codec.h"

/// Plan documents in the hands of the preparer: entered, changed, submitted, taken back, voided.
namespace jincai::execution {

namespace {

Result<void> check_line(Office& office, api::Caller const& caller, NewPlanDocument const& wanted,
                        std::size_t index) {
    auto const& line = wanted.lines[index];
    auto const path = "/lines/" + std::to_string(index);
    auto const quota = office.quota(caller.scope, line.quota_id);
    if (!quota) return std::unexpected(under(path + "/quota_id", quota.error()));
    if (quota->region_code != wanted.region_code || quota->fiscal_year != wanted.fiscal_year ||
        quota->unit_code != wanted.unit_code)
        return refuse_at(path + "/quota_id", refusals::quota_unknown);
    if (!line.amount_fen.is_positive())
        return refuse_at(path + "/amount_fen", ledger::refusals::amount_not_positive);
    if (wanted.kind == PlanDocumentKind::shift && !line.to_month)
        return refuse_at(path + "/to_month", refusals::line_incomplete,
                         {{"line", std::to_string(index + 1)}, {"field", std::string{"to_month"}}});
    return {};
}

Result<void> check_lines(Office& office, api::Caller const& caller, NewPlanDocument const& wanted) {
    JC_CHECK(office.check_open(wanted.region_code, wanted.unit_code));
    if (!caller.scope.covers(wanted.region_code, wanted.unit_code))
        return refuse_at("/unit_code", refusals::unit_unknown,
                         {{"unit", wanted.unit_code.value()}});
    if (wanted.lines.empty()) return refuse_at("/lines", refusals::lines_missing);
    std::vector<Error> found;
    for (std::size_t i = 0; i < wanted.lines.size(); ++i) {
        auto checked = check_line(office, caller, wanted, i);
        if (!checked) found.push_back(std::move(checked).error());
    }
    if (found.empty()) return {};
    Error first = found.front();
    if (found.size() > 1) first.more = std::move(found);
    return std::unexpected(std::move(first));
}

/// The changeable part of a row, checked.
Result<void> fill(Office& office, api::Caller const& caller, NewPlanDocument const& wanted,
                  PlanDocumentRow& row) {
    JC_CHECK(check_lines(office, caller, wanted));
    Money sum;
    for (auto const& line : wanted.lines) sum = JC_TRY(add(sum, line.amount_fen));
    row.title = wanted.title;
    row.reason = wanted.reason;
    row.amount_fen = sum;
    row.lines = json::encode(wanted.lines);
    row.attachment_ids = joined(wanted.attachment_ids.value_or(std::vector<std::int64_t>{}));
    return {};
}

bool is_with_preparer(DocumentStatus status) {
    return status == DocumentStatus::draft || status == DocumentStatus::returned;
}

}  // namespace

Result<PlanDocumentRow> PlanService::new_row(api::Caller const& caller,
                                             NewPlanDocument const& wanted) {
    PlanDocumentRow row{.region_code = wanted.region_code,
                        .fiscal_year = wanted.fiscal_year,
                        .kind = wanted.kind,
                        .unit_code = wanted.unit_code,
                        .status = DocumentStatus::draft,
                        .created_by = caller.user_id,
                        .created_by_name = caller.user_name,
                        .created_at = office_.parts.clock.now()};
    JC_CHECK(fill(office_, caller, wanted, row));
    row.id = DocumentId{JC_TRY(office_.ids.next("plan_document"))};
    return row;
}

Result<PlanDocumentRow> PlanService::row(DataScope const& scope, DocumentId id) {
    auto row = office_.parts.database.read(
        [&](storage::Session& session) { return store::find_plan_document(session, id); });
    if (!row || !scope.covers(row->region_code, row->unit_code))
        return refuse(refusals::document_unknown);
    return *std::move(row);
}

Result<PlanDocumentRow> PlanService::row_as_read(api::Caller const& caller, DocumentId id,
                                                 std::optional<std::int64_t> revision) {
    auto row = JC_TRY(this->row(caller.scope, id));
    JC_CHECK(check_read(office_.parts.database, kind_of(row), id.value(), row.revision, revision));
    return row;
}

Result<DocumentId> PlanService::create(api::Caller const& caller, NewPlanDocument const& wanted) {
    auto const row = JC_TRY(new_row(caller, wanted));
    if (wanted.submit)
        JC_CHECK(check_attachments(office_, caller.scope,
                                   attachment_needs(office_, caller.scope, row),
                                   row.attachment_ids));
    return audit::change(
        office_.parts.database, office_.parts.clock, caller,
        wanted.submit ? "plan_submitted" : "plan_drafted",
        [&](storage::Session& session, audit::Record& record) -> Result<DocumentId> {
            auto stored = row;
            if (wanted.submit) {
                stored.status = DocumentStatus::submitted;
                stored.number = number_of(session, stored);
                JC_TRY(office_.parts.workflow.start(session, document_of(stored), caller,
                                                    record.at));
            }
            session.insert("plan_document", stored);
            fill_record(record, stored, DocumentStatus::draft);
            audit::note(record, "amount", "", format_yuan(stored.amount_fen));
            return stored.id;
        });
}

Result<void> PlanService::edit(api::Caller const& caller, DocumentId id,
                               PlanDocumentEdit const& edit) {
    auto const before = JC_TRY(row_as_read(caller, id, edit.revision));
    if (!is_with_preparer(before.status)) return not_in(before.status);
    auto row = before;
    JC_CHECK(fill(office_, caller,
                  {.region_code = row.region_code,
                   .fiscal_year = row.fiscal_year,
                   .kind = row.kind,
                   .unit_code = row.unit_code,
                   .title = edit.title,
                   .reason = edit.reason,
                   .lines = edit.lines,
                   .attachment_ids = edit.attachment_ids},
                  row));
    return audit::change(office_.parts.database, office_.parts.clock, caller, "plan_edited",
                         [&](storage::Session& session, audit::Record& record) -> Result<void> {
                             JC_CHECK(store::rewrite(session, row, seen(before)));
                             fill_record(record, row, before.status);
                             audit::note(record, "title", before.title, row.title);
                             audit::note(record, "amount", format_yuan(before.amount_fen),
                                         format_yuan(row.amount_fen));
                             audit::note(record, "lines", before.lines, row.lines);
                             return {};
                         });
}

Result<void> PlanService::submit(api::Caller const& caller, DocumentId id,
                                 DecisionRequest const& decision) {
    auto const before = JC_TRY(row_as_read(caller, id, decision.revision));
    if (!is_with_preparer(before.status)) return not_in(before.status);
    JC_CHECK(check_attachments(office_, caller.scope,
                               attachment_needs(office_, caller.scope, before),
                               before.attachment_ids));
    auto row = before;
    row.status = DocumentStatus::submitted;
    return audit::change(office_.parts.database, office_.parts.clock, caller, "plan_submitted",
                         [&](storage::Session& session, audit::Record& record) -> Result<void> {
                             if (row.number.empty()) row.number = number_of(session, row);
                             JC_CHECK(store_status(session, row, seen(before)));
                             JC_TRY(office_.parts.workflow.start(session, document_of(row), caller,
                                                                 record.at));
                             fill_record(record, row, before.status);
                             return {};
                         });
}

Result<void> PlanService::withdraw(api::Caller const& caller, DocumentId id,
                                   DecisionRequest const& decision) {
    auto const before = JC_TRY(row_as_read(caller, id, decision.revision));
    if (before.status != DocumentStatus::submitted) return not_in(before.status);
    auto row = before;
    row.status = DocumentStatus::draft;
    return audit::change(office_.parts.database, office_.parts.clock, caller, "plan_withdrawn",
                         [&](storage::Session& session, audit::Record& record) -> Result<void> {
                             JC_TRY(office_.parts.workflow.withdraw(
                                 session, key_of(row), caller, decision.opinion.value_or(""),
                                 record.at));
                             JC_CHECK(store_status(session, row, seen(before)));
                             fill_record(record, row, before.status);
                             return {};
                         });
}

Result<void> PlanService::void_draft(api::Caller const& caller, DocumentId id,
                                     DecisionRequest const& decision) {
    auto const before = JC_TRY(row_as_read(caller, id, decision.revision));
    if (!is_with_preparer(before.status)) return not_in(before.status);
    auto row = before;
    row.status = DocumentStatus::voided;
    return audit::change(office_.parts.database, office_.parts.clock, caller, "plan_voided",
                         [&](storage::Session& session, audit::Record& record) -> Result<void> {
                             JC_CHECK(store_status(session, row, seen(before)));
                             fill_record(record, row, before.status);
                             audit::note(record, "opinion", "", decision.opinion.value_or(""));
                             return {};
                         });
}

}  // namespace jincai::execution
