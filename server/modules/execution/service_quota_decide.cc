#include "modules/execution/quota_document.h"
#include "modules/execution/quota_steps.h"
#include "modules/execution/service_quota.h"

/// Quota documents in the hands of the approvers: approved and booked, or returned.
namespace jincai::execution {

namespace {

constexpr auto kTable = store::DocumentTable::quota_document;

}  // namespace

Result<void> QuotaService::approve(api::Caller const& caller, DocumentId id,
                                   DecisionRequest const& decision) {
    auto row = JC_TRY(row_as_read(caller, id, decision.revision));
    if (row.status != DocumentStatus::submitted) return not_in(row.status);
    auto booking = JC_TRY(steps_of(office_, caller, row, "qd/" + std::to_string(id.value()),
                                   ledger::TakenFrom::reserved));
    Change change{.steps = std::move(booking.steps),
                  .record = office_.record(caller, "quota_document_approved")};
    change.documents = [this, row, caller, decision, opened = booking.opened](
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
            write_opened(session, opened, at);
        }
        fill_record(record, stored, row.status);
        record.approver = caller.user_name;
        audit::note(record, "opinion", "", decision.opinion.value_or(""));
        return booked;
    };
    JC_TRY(office_.book_once(std::move(change)));
    return {};
}

Result<void> QuotaService::give_back(api::Caller const& caller, DocumentId id,
                                     DecisionRequest const& decision) {
    auto row = JC_TRY(row_as_read(caller, id, decision.revision));
    if (row.status != DocumentStatus::submitted) return not_in(row.status);
    Change change{.steps = JC_TRY(release_steps(office_, caller, row)),
                  .record = office_.record(caller, "quota_document_returned")};
    change.documents = [this, row, caller, decision](storage::Session& session,
                                                     std::span<ledger::Posting const>,
                                                     audit::Record& record) -> Result<Booking> {
        JC_CHECK(store::check_unchanged(session, kTable, seen(row)));
        JC_TRY(office_.parts.workflow.decide(
            session, key_of(row), decision.expected_step.value_or(""), caller,
            workflow::Decision::send_back, decision.opinion.value_or(""), record.at));
        auto stored = row;
        stored.status = DocumentStatus::returned;
        JC_CHECK(store_status(session, stored, seen(row)));
        fill_record(record, stored, row.status);
        record.approver = caller.user_name;
        audit::note(record, "opinion", "", decision.opinion.value_or(""));
        return Booking::book;
    };
    JC_TRY(office_.book_once(std::move(change)));
    return {};
}

Result<std::vector<QuotaId>> QuotaService::book_approved(api::Caller const& caller,
                                                         NewQuotaDocument const& wanted,
                                                         std::string const& command_id) {
    auto row = JC_TRY(new_row(caller, wanted));
    row.status = DocumentStatus::effective;
    auto booking =
        JC_TRY(steps_of(office_, caller, row, command_id, ledger::TakenFrom::balance));
    std::vector<QuotaId> opened;
    for (auto const& quota : booking.opened) opened.push_back(quota.id);
    Change change{.steps = std::move(booking.steps),
                  .record = office_.record(caller, "quota_document_booked")};
    change.documents = [this, row, caller, rows = std::move(booking.opened)](
                           storage::Session& session, std::span<ledger::Posting const> postings,
                           audit::Record& record) -> Result<Booking> {
        auto stored = row;
        auto const at = postings.front().header.at;
        stored.number = number_of(office_, session, stored);
        stored.booked_seq = postings.front().seq;
        stored.booked_at = at;
        JC_TRY(office_.parts.workflow.record_approved(session, document_of(stored), caller, {}, at));
        session.insert("quota_document", stored);
        write_opened(session, rows, at);
        fill_record(record, stored, DocumentStatus::draft);
        audit::note(record, "amount", "", format_yuan(stored.amount_fen));
        return Booking::book;
    };
    JC_TRY(office_.writer.book(std::move(change)));
    return opened;
}

}  // namespace jincai::execution
