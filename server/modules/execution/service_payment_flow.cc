#include "ledger/refusals.h"
#include "modules/execution/refusals.h"
#include "modules/execution/service_payment.h"
#include "modules/execution/stale.h"
#include "modules/execution/store_payment.h"
#include "modules/execution/store_payment_list.h"
#include "modules/workflow/refusals.h"
#include "platform/json/codec.h"

/// What happens to a payment application after its submission: approval, return, voucher,
/// clearing, refund.
namespace jincai::execution {

namespace {

workflow::DocumentKey key_of(PaymentRow const& row) {
    return {.region_code = row.region_code, .kind = "payment", .id = row.id.value()};
}

std::string text_of(PaymentStatus status) { return boost::describe::enum_to_string(status, ""); }

void note_status(audit::Record& record, PaymentRow const& row, PaymentStatus from) {
    record.object_kind = "payment";
    record.object_id = std::to_string(row.id.value());
    record.region_code = row.region_code.value();
    record.unit_code = row.unit_code.value();
    audit::note(record, "status", text_of(from), text_of(row.status));
}

/// A command about a payment in the book, named after the act so that a retry finds it. `body`: what
/// makes two such acts the same.
template <class Command>
Step step_of(Office& office, api::Caller const& caller, PaymentRow const& row,
             std::string_view act, std::string_view body) {
    Command command;
    command.header = office.header(
        caller, fmt::format("pay/{}/{}", row.booked_id.value(), act), body);
    command.payment = row.booked_id;
    return {BookKey{row.region_code, row.fiscal_year}, std::move(command)};
}

/// Money that comes back from the way: after the year has ended still into that year.
Step return_of(Office& office, api::Caller const& caller, PaymentRow const& row,
               std::string_view act) {
    auto step = step_of<ledger::ReturnPayment>(office, caller, row, act, act);
    settle_in(row.fiscal_year, std::get<ledger::ReturnPayment>(step.command).header);
    return step;
}

/// 回单日期: neither before the application nor ahead of today, or a month could be chosen.
Result<void> check_cleared_on(PaymentRow const& row, BusinessDate cleared_on, BusinessDate today) {
    auto const first = row.submitted_at ? business_date(*row.submitted_at) : cleared_on;
    if (cleared_on >= first && cleared_on <= today) return {};
    return refuse_at("/cleared_on", refusals::clearing_date_wrong,
                     {{"first", format_date(first)}, {"last", format_date(today)}});
}

/// Whether the bank told of this refund before; the same reference for another amount is refused.
Result<bool> is_known_refund(Office& office, PaymentRow const& row, RefundRequest const& refund) {
    if (refund.bank_reference.empty()) return false;
    auto const known = office.parts.database.read([&](storage::Session& session) {
        return store::refunded_under(session, row.region_code, row.id, refund.bank_reference);
    });
    if (!known) return false;
    if (*known == refund.amount_fen) return true;
    return refuse_at("/bank_reference", refusals::refund_reference_used,
                     {{"reference", refund.bank_reference}, {"amount_fen", known->fen()}});
}

/// While its list is being decided, a line is decided with it.
Result<void> check_not_in_open_list(Office& office, PaymentRow const& row) {
    if (!row.list_id) return {};
    auto const list = office.parts.database.read([&](storage::Session& session) {
        return store::find_payment_list(session, row.list_id);
    });
    if (!list || list->status != PaymentListStatus::submitted) return {};
    return refuse(refusals::payment_in_list, {{"list", list->number}});
}

/// The bank's reference names a refund: sent again, it is found again.
std::string name_of(PaymentRow const& row, RefundRequest const& refund) {
    if (refund.bank_reference.empty()) return "refund/" + std::to_string(row.revision);
    return fmt::format("refund/{:016x}", short_digest(refund.bank_reference));
}

}  // namespace

Result<PaymentRow> PaymentService::row_as_read(api::Caller const& caller, PaymentId id,
                                               DecisionRequest const& decision) {
    auto row = JC_TRY(this->row(caller.scope, id));
    JC_CHECK(check_read(office_.parts.database, "payment", id.value(), row.revision,
                        decision.revision));
    JC_CHECK(check_not_in_open_list(office_, row));
    return row;
}

Result<void> PaymentService::approve(api::Caller const& caller, PaymentId id,
                                     DecisionRequest const& decision) {
    auto row = JC_TRY(row_as_read(caller, id, decision));
    auto const from = row.status;
    auto const to = JC_TRY(after(from, PaymentAct::approve));
    return audit::change(
        office_.parts.database, office_.parts.clock, caller, "payment_approved",
        [&](storage::Session& session, audit::Record& record) -> Result<void> {
            auto const booking = JC_TRY(approve_in_flow(office_, session, key_of(row), caller,
                                                        decision, record.at));
            if (booking == Booking::book) {
                row.status = to;
                row.approved_by = caller.user_id;
                JC_CHECK(store::update_payment(session, row, from));
            }
            note_status(record, row, from);
            record.approver = caller.user_name;
            audit::note(record, "opinion", "", decision.opinion.value_or(""));
            return {};
        });
}

Result<void> PaymentService::give_back(api::Caller const& caller, PaymentId id,
                                       DecisionRequest const& decision) {
    auto row = JC_TRY(row_as_read(caller, id, decision));
    auto const from = row.status;
    row.status = JC_TRY(after(from, PaymentAct::give_back));
    Change change{.record = office_.record(caller, "payment_returned")};
    change.steps.push_back(return_of(office_, caller, row, "return"));
    change.documents = [this, row, from, caller, decision](
                           storage::Session& session, std::span<ledger::Posting const> postings,
                           audit::Record& record) -> Result<Booking> {
        JC_CHECK(store::check_unchanged(session, row, from));
        JC_TRY(office_.parts.workflow.decide(
            session, key_of(row), decision.expected_step.value_or(""), caller,
            workflow::Decision::send_back, decision.opinion.value_or(""),
            postings.front().header.at));
        JC_CHECK(store::update_payment(session, row, from));
        note_status(record, row, from);
        record.approver = caller.user_name;
        audit::note(record, "opinion", "", decision.opinion.value_or(""));
        return Booking::book;
    };
    JC_TRY(office_.book_once(std::move(change)));
    return {};
}

Result<void> PaymentService::withdraw(api::Caller const& caller, PaymentId id,
                                      DecisionRequest const& decision) {
    auto row = JC_TRY(row_as_read(caller, id, decision));
    auto const from = row.status;
    row.status = JC_TRY(after(from, PaymentAct::withdraw));
    Change change{.record = office_.record(caller, "payment_withdrawn")};
    change.steps.push_back(return_of(office_, caller, row, "withdraw"));
    change.documents = [this, row, from, caller, decision](
                           storage::Session& session, std::span<ledger::Posting const> postings,
                           audit::Record& record) -> Result<Booking> {
        JC_CHECK(store::check_unchanged(session, row, from));
        JC_TRY(office_.parts.workflow.withdraw(session, key_of(row), caller,
                                               decision.opinion.value_or(""),
                                               postings.front().header.at));
        JC_CHECK(store::update_payment(session, row, from));
        note_status(record, row, from);
        return Booking::book;
    };
    JC_TRY(office_.book_once(std::move(change)));
    return {};
}

Result<void> PaymentService::void_draft(api::Caller const& caller, PaymentId id) {
    auto row = JC_TRY(this->row(caller.scope, id));
    auto const from = row.status;
    row.status = JC_TRY(after(from, PaymentAct::void_it));
    return audit::change(office_.parts.database, office_.parts.clock, caller, "payment_voided",
                         [&](storage::Session& session, audit::Record& record) -> Result<void> {
                             JC_CHECK(store::update_payment(session, row, from));
                             JC_CHECK(office_.parts.workflow.cancel(session, key_of(row), caller,
                                                                    "", record.at));
                             note_status(record, row, from);
                             return {};
                         });
}

Result<void> PaymentService::seal(api::Caller const& caller, PaymentId id) {
    auto row = JC_TRY(this->row(caller.scope, id));
    auto const from = row.status;
    auto const sealed = JC_TRY(after(from, PaymentAct::seal));
    row.status = JC_TRY(after(sealed, PaymentAct::send));
    // 不相容岗位: 审批与签章分离。
    if (row.approved_by == caller.user_id)
        return refuse(workflow::refusals::same_person, {{"duty", std::string{"审批"}}});
    if (row.created_by == caller.user_id)
        return refuse(workflow::refusals::same_person, {{"duty", std::string{"录入"}}});
    auto const now = office_.parts.clock.now();
    row.sealed_at = now;
    row.sent_at = now;
    auto const payees = office_.parts.database.read(
        [&](storage::Session& session) { return store::payees(session, row); });
    return audit::change(
        office_.parts.database, office_.parts.clock, caller, "payment_sealed",
        [&](storage::Session& session, audit::Record& record) -> Result<void> {
            row.voucher_number = fmt::format(
                "PZ-{}-{}-{:06}", row.region_code.value(), row.fiscal_year.value,
                next_number(session, row.region_code, row.fiscal_year, "voucher"));
            JC_CHECK(store::update_payment(session, row, from));
            session.execute(
                "insert into outbox (region_code, id, kind, reference, body, created_at) "
                "values (:r, :i, 'payment_order', :f, :b, :a)",
                row.region_code, session.next("outbox", "id"), *row.voucher_number,
                json::encode(payees), record.at);
            note_status(record, row, from);
            audit::note(record, "voucher_number", "", *row.voucher_number);
            return {};
        });
}

Result<std::future<Result<Receipt>>> PaymentService::clear_async(api::Caller const& caller,
                                                                 PaymentRow const& row,
                                                                 ClearRequest const& cleared) {
    auto stored = row;
    auto const from = row.status;
    // A payment that was approved elsewhere has no voucher of ours and goes straight to clearing.
    auto const ready = from == PaymentStatus::approved ? PaymentStatus::sent : from;
    stored.status = JC_TRY(after(ready, PaymentAct::clear));
    stored.cleared_on = cleared.cleared_on.value_or(office_.today());
    stored.bank_reference = cleared.bank_reference;
    Change change{.record = office_.record(caller, "payment_cleared")};
    auto step = step_of<ledger::ClearPayment>(
        office_, caller, stored, "clear",
        fmt::format("{}|{}", format_date(*stored.cleared_on), cleared.bank_reference));
    std::get<ledger::ClearPayment>(step.command).header.date = *stored.cleared_on;
    change.steps.push_back(std::move(step));
    change.documents = [stored, from](storage::Session& session,
                                      std::span<ledger::Posting const> postings,
                                      audit::Record& record) -> Result<Booking> {
        auto written = stored;
        if (!postings.front().lights.empty())
            written.light_after = postings.front().lights.back().after;
        JC_CHECK(store::update_payment(session, written, from));
        note_status(record, written, from);
        audit::note(record, "bank_reference", "", *written.bank_reference);
        return Booking::book;
    };
    return office_.writer.submit(std::move(change));
}

Result<void> PaymentService::clear(api::Caller const& caller, PaymentId id,
                                   ClearRequest const& cleared) {
    auto const row = JC_TRY(this->row(caller.scope, id));
    JC_CHECK(after(row.status, PaymentAct::clear));
    auto const today = office_.today();
    JC_CHECK(check_cleared_on(row, cleared.cleared_on.value_or(today), today));
    auto pending = JC_TRY(clear_async(caller, row, cleared));
    JC_TRY(pending.get());
    return {};
}

Result<void> PaymentService::bounce(api::Caller const& caller, PaymentId id,
                                    DecisionRequest const& reason) {
    auto row = JC_TRY(row_as_read(caller, id, reason));
    auto const from = row.status;
    row.status = JC_TRY(after(from, PaymentAct::bounce));
    Change change{.record = office_.record(caller, "payment_bounced")};
    change.steps.push_back(return_of(office_, caller, row, "bounce"));
    change.documents = [row, from, reason](storage::Session& session,
                                           std::span<ledger::Posting const>,
                                           audit::Record& record) -> Result<Booking> {
        JC_CHECK(store::update_payment(session, row, from));
        note_status(record, row, from);
        audit::note(record, "reason", "", reason.opinion.value_or(""));
        return Booking::book;
    };
    JC_TRY(office_.book_once(std::move(change)));
    return {};
}

Result<void> PaymentService::refund(api::Caller const& caller, PaymentId id,
                                    RefundRequest const& refund) {
    auto row = JC_TRY(this->row(caller.scope, id));
    if (JC_TRY(is_known_refund(office_, row, refund))) return {};
    auto const from = row.status;
    auto const whole = JC_TRY(after(from, PaymentAct::refund));
    auto const left = row.amount_fen - row.refunded_fen;
    if (!refund.amount_fen.is_positive())
        return refuse_at("/amount_fen", ledger::refusals::amount_not_positive);
    if (refund.amount_fen > left)
        return refuse_at("/amount_fen", refusals::refund_exceeds_payment,
                         {{"left_fen", left.fen()}});
    row.refunded_fen += refund.amount_fen;
    if (row.refunded_fen == row.amount_fen) row.status = whole;
    auto step = step_of<ledger::RefundPayment>(
        office_, caller, row, name_of(row, refund),
        fmt::format("{}|{}", refund.amount_fen.fen(), refund.bank_reference));
    auto& command = std::get<ledger::RefundPayment>(step.command);
    command.amount = refund.amount_fen;
    command.payment_year = row.fiscal_year;
    // 跨年退款不恢复指标: booked as surplus of the year in which it arrives.
    step.book.year = fiscal_year(command.header.date);
    Change change{.record = office_.record(caller, "payment_refunded")};
    change.steps.push_back(std::move(step));
    change.documents = [row, from, refund](storage::Session& session,
                                           std::span<ledger::Posting const> postings,
                                           audit::Record& record) -> Result<Booking> {
        JC_CHECK(store::update_payment(session, row, from));
        session.insert("refund", RefundRow{.region_code = row.region_code,
                                           .id = session.next("refund", "id"),
                                           .payment_id = row.id,
                                           .amount_fen = refund.amount_fen,
                                           .day = postings.front().header.date,
                                           .reason = refund.reason,
                                           .bank_reference = refund.bank_reference,
                                           .seq = postings.front().seq});
        note_status(record, row, from);
        audit::note(record, "refunded", "", format_yuan(refund.amount_fen));
        return Booking::book;
    };
    // A named refund that comes twice is the same one; without a name nobody can tell.
    if (refund.bank_reference.empty()) JC_TRY(office_.book_once(std::move(change)));
    else JC_TRY(office_.writer.book(std::move(change)));
    return {};
}

BulkResults PaymentService::approve_all(api::Caller const& caller, BulkDecision const& wanted) {
    BulkResults results;
    for (auto const id : wanted.payment_ids) {
        auto const done = approve(caller, id, {.opinion = wanted.opinion});
        BulkResult result{.payment_id = id, .done = done.has_value()};
        if (!done) {
            result.code = std::string{done.error().code()};
            result.detail = jincai::text_of(done.error(), caller.language);
        }
        ++(done ? results.done : results.failed);
        results.results.push_back(std::move(result));
    }
    return results;
}

}  // namespace jincai::execution
