#include "modules/execution/plan_document.h"
#include "modules/execution/quota_document.h"
#include "modules/execution/service_plan.h"

/// Plan documents in the hands of the approvers: approved and booked, or returned.
namespace jincai::execution {

namespace {

constexpr auto kTable = store::DocumentTable::plan_document;

std::vector<Step> steps_of(Office& office, api::Caller const& caller, PlanDocumentRow const& row,
                           std::string const& command_id) {
    std::vector<Step> steps;
    BookKey const book{row.region_code, row.fiscal_year};
    for (auto const& line : lines_of(row)) {
        auto header = office.header(
            caller, command_id + "/" + std::to_string(steps.size()), row.lines);
        if (row.kind == PlanDocumentKind::plan)
            steps.push_back({book, ledger::ApprovePlan{
                                       .header = std::move(header),
                                       .document = row.id,
                                       .quota = line.quota_id,
                                       .month = line.month,
                                       .amount = line.amount_fen,
                                       .contract = line.contract_id.value_or(ContractId{})}});
        else
            steps.push_back({book, ledger::ShiftPlan{
                                       .header = std::move(header),
                                       .document = row.id,
                                       .quota = line.quota_id,
                                       .from = line.month,
                                       .to = *line.to_month,
                                       .amount = line.amount_fen,
                                       .contract = line.contract_id.value_or(ContractId{})}});
    }
    return steps;
}

}  // namespace

Result<void> PlanService::approve(api::Caller const& caller, DocumentId id,
                                  DecisionRequest const& decision) {
    auto row = JC_TRY(row_as_read(caller, id, decision.revision));
    if (row.status != DocumentStatus::submitted) return not_in(row.status);
    Change change{.steps = steps_of(office_, caller, row, "pd/" + std::to_string(id.value())),
                  .record = office_.record(caller, "plan_approved")};
    change.documents = [this, row, caller, decision](
                           storage::Session& session, std::span<ledger::Posting const> postings,
                           audit::Record& record) -> Result<Booking> {
        JC_CHECK(store::check_unchanged(session, kTable, seen(row)));
        auto stored = row;
        auto const at = postings.front().header.at;
        auto const booked =
            JC_TRY(approve_in_flow(office_, session, key_of(row), caller, decision, at));
        if (booked == Booking::book) {
            stored.status = DocumentStatus::effective;
            stored.booked_seq = postings.front().seq;
            stored.booked_at = at;
            JC_CHECK(store_status(session, stored, seen(row)));
        }
        fill_record(record, stored, row.status);
        record.approver = caller.user_name;
        audit::note(record, "opinion", "", decision.opinion.value_or(""));
        return booked;
    };
    JC_TRY(office_.book_once(std::move(change)));
    return {};
}

Result<void> PlanService::give_back(api::Caller const& caller, DocumentId id,
                                    DecisionRequest const& decision) {
    auto const before = JC_TRY(row_as_read(caller, id, decision.revision));
    if (before.status != DocumentStatus::submitted) return not_in(before.status);
    auto row = before;
    row.status = DocumentStatus::returned;
    return audit::change(
        office_.parts.database, office_.parts.clock, caller, "plan_returned",
        [&](storage::Session& session, audit::Record& record) -> Result<void> {
            JC_TRY(office_.parts.workflow.decide(
                session, key_of(row), decision.expected_step.value_or(""), caller,
                workflow::Decision::send_back, decision.opinion.value_or(""), record.at));
            JC_CHECK(store_status(session, row, seen(before)));
            fill_record(record, row, before.status);
            record.approver = caller.user_name;
            audit::note(record, "opinion", "", decision.opinion.value_or(""));
            return {};
        });
}

Result<DocumentId> PlanService::book_approved(api::Caller const& caller,
                                              NewPlanDocument const& wanted,
                                              std::string const& command_id) {
    auto row = JC_TRY(new_row(caller, wanted));
    row.status = DocumentStatus::effective;
    Change change{.steps = steps_of(office_, caller, row, command_id),
                  .record = office_.record(caller, "plan_booked")};
    change.documents = [this, row, caller](storage::Session& session,
                                           std::span<ledger::Posting const> postings,
                                           audit::Record& record) -> Result<Booking> {
        auto stored = row;
        auto const at = postings.front().header.at;
        stored.number = number_of(session, stored);
        stored.booked_seq = postings.front().seq;
        stored.booked_at = at;
        JC_TRY(office_.parts.workflow.record_approved(session, document_of(stored), caller, {}, at));
        session.insert("plan_document", stored);
        fill_record(record, stored, DocumentStatus::draft);
        audit::note(record, "amount", "", format_yuan(stored.amount_fen));
        return Booking::book;
    };
    JC_TRY(office_.writer.book(std::move(change)));
    return row.id;
}

}  // namespace jincai::execution
