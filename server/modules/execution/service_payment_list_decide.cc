#include "modules/execution/refusals.h"
#include "modules/execution/service_payment_list.h"
#include "modules/execution/stale.h"
#include "modules/execution/store_payment_list.h"

/// Payment lists in the hands of the approvers: one decision for all lines.
namespace jincai::execution {

namespace {

std::string text_of(PaymentListStatus status) {
    return boost::describe::enum_to_string(status, "");
}

Result<void> check_submitted(PaymentListRow const& row) {
    if (row.status == PaymentListStatus::submitted) return {};
    return refuse(refusals::wrong_status, {{"status", text_of(row.status)}});
}

void note_status(audit::Record& record, PaymentListRow const& row, PaymentListStatus to) {
    fill_record(record, row);
    audit::note(record, "status", text_of(row.status), text_of(to));
}

}  // namespace

Result<PaymentListRow> PaymentListService::row_as_read(api::Caller const& caller, PaymentListId id,
                                                       DecisionRequest const& decision) {
    auto row = JC_TRY(this->row(caller.scope, id));
    JC_CHECK(check_read(office_.parts.database, "payment_list", id.value(), row.revision,
                        decision.revision));
    JC_CHECK(check_submitted(row));
    return row;
}

Result<void> PaymentListService::approve(api::Caller const& caller, PaymentListId id,
                                         DecisionRequest const& decision) {
    auto const row = JC_TRY(row_as_read(caller, id, decision));
    return audit::change(
        office_.parts.database, office_.parts.clock, caller, "payment_list_approved",
        [&](storage::Session& session, audit::Record& record) -> Result<void> {
            JC_CHECK(store::check_list_unchanged(session, row));
            auto const booking = JC_TRY(approve_in_flow(office_, session, key_of(row), caller,
                                                        decision, record.at));
            auto to = row.status;
            if (booking == Booking::book) {
                to = PaymentListStatus::approved;
                JC_CHECK(store::decide_list(session, row, to));
                store::move_payments(session, row, PaymentStatus::submitted,
                                     PaymentStatus::approved, caller.user_id);
            }
            note_status(record, row, to);
            record.approver = caller.user_name;
            audit::note(record, "opinion", "", decision.opinion.value_or(""));
            return {};
        });
}

/// The money of every line returns in one posting; the lines have ended with their list.
Result<void> PaymentListService::end(api::Caller const& caller, PaymentListRow const& row,
                                     PaymentListStatus to, DecisionRequest const& decision) {
    bool const returned = to == PaymentListStatus::returned;
    auto const* act = returned ? "return" : "withdraw";
    ledger::ReturnPayments command{
        .header = office_.header(caller, fmt::format("list/{}/{}", row.id.value(), act), act),
        .payments = office_.parts.database.read([&](storage::Session& session) {
            return store::payments_of(session, row);
        })};
    settle_in(row.fiscal_year, command.header);
    Change change{.record = office_.record(
                      caller, returned ? "payment_list_returned" : "payment_list_withdrawn")};
    change.steps.push_back({BookKey{row.region_code, row.fiscal_year}, std::move(command)});
    change.documents = [this, row, to, returned, caller, decision](
                           storage::Session& session, std::span<ledger::Posting const> postings,
                           audit::Record& record) -> Result<Booking> {
        JC_CHECK(store::check_list_unchanged(session, row));
        auto const at = postings.front().header.at;
        auto const opinion = decision.opinion.value_or("");
        JC_TRY(returned ? office_.parts.workflow.decide(
                              session, key_of(row), decision.expected_step.value_or(""), caller,
                              workflow::Decision::send_back, opinion, at)
                        : office_.parts.workflow.withdraw(session, key_of(row), caller, opinion, at));
        JC_CHECK(store::decide_list(session, row, to));
        store::move_payments(session, row, PaymentStatus::submitted,
                             JC_TRY(after(PaymentStatus::submitted, PaymentAct::end_with_list)),
                             std::nullopt);
        note_status(record, row, to);
        if (returned) record.approver = caller.user_name;
        audit::note(record, "opinion", "", opinion);
        return Booking::book;
    };
    JC_TRY(office_.book_once(std::move(change)));
    return {};
}

Result<void> PaymentListService::give_back(api::Caller const& caller, PaymentListId id,
                                           DecisionRequest const& decision) {
    auto const row = JC_TRY(row_as_read(caller, id, decision));
    return end(caller, row, PaymentListStatus::returned, decision);
}

Result<void> PaymentListService::withdraw(api::Caller const& caller, PaymentListId id,
                                          DecisionRequest const& decision) {
    auto const row = JC_TRY(row_as_read(caller, id, decision));
    return end(caller, row, PaymentListStatus::withdrawn, decision);
}

}  // namespace jincai::execution
