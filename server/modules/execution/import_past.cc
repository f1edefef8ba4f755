#include "modules/execution/import_past.h"

#include "base/text.h"
#include "modules/execution/refusals.h"
#include "modules/execution/store_payment.h"

namespace jincai::execution {

namespace {

std::string text_of(PaymentStatus status) { return boost::describe::enum_to_string(status, ""); }

ledger::CommandHeader header_of(Office const& office, audit::Actor const& actor,
                                std::string command_id, std::string_view body,
                                Happened const& when) {
    auto header = office.header(actor, std::move(command_id), body);
    header.at = when.at;
    header.date = when.date;
    return header;
}

audit::Record record_of(audit::Actor const& actor, std::string_view action,
                        PaymentRow const& row) {
    return {.actor = actor,
            .action = std::string{action},
            .object_kind = "payment",
            .object_id = std::to_string(row.id.value()),
            .region_code = row.region_code.value(),
            .unit_code = row.unit_code.value()};
}

workflow::DocumentRef document_of(PaymentRow const& row) {
    return {.key = {.region_code = row.region_code, .kind = "payment", .id = row.id.value()},
            .unit_code = row.unit_code,
            .number = row.number,
            .title = row.purpose,
            .amount_fen = row.amount_fen,
            .fund_code = row.fund_code,
            .project_class = std::string{class_code(row.project_class)}};
}

PaymentRow row_of(QuotaRow const& quota, api::Caller const& caller, PastPayment const& payment,
                  PaymentId id, Happened const& when, Approval approval) {
    bool const approved = approval == Approval::already_given;
    return {.region_code = quota.region_code,
            .id = id,
            .fiscal_year = quota.fiscal_year,
            .unit_code = quota.unit_code,
            .quota_id = quota.id,
            .project_class = quota.project_class,
            .fund_code = quota.fund_code,
            .function_code = quota.function_code,
            .economic_code = quota.economic_code,
            .amount_fen = payment.amount_fen,
            .status = approved ? PaymentStatus::approved : PaymentStatus::submitted,
            .purpose = payment.purpose,
            .payee_name = payment.payee.name,
            .payee_account = payment.payee.account,
            .payee_bank = payment.payee.bank,
            .booked_id = id,
            .created_by = caller.user_id,
            .created_by_name = caller.user_name,
            .created_at = when.at,
            .submitted_at = when.at};
}

/// Writes the application that a posting has just booked.
DocumentWrite write_application(Office& office, PaymentRow row, Payee payee, audit::Actor actor) {
    return [&office, row = std::move(row), payee = std::move(payee), actor = std::move(actor)](
               storage::Session& session, std::span<ledger::Posting const> postings,
               audit::Record& record) -> Result<Booking> {
        auto const& posting = postings.front();
        auto stored = row;
        stored.submitted_seq = posting.seq;
        stored.number = fmt::format("ZF-{}-{}-{:06}", stored.region_code.value(),
                                    stored.fiscal_year.value, posting.seq);
        if (!posting.lights.empty()) stored.light_after = posting.lights.front().after;
        auto const& workflow = office.parts.workflow;
        auto const at = posting.header.at;
        if (stored.status == PaymentStatus::approved)
            JC_TRY(workflow.record_approved(session, document_of(stored), actor, {}, at));
        else
            JC_TRY(workflow.start(session, document_of(stored), actor, at));
        session.insert("payment", stored);
        store::insert_payees(session, stored.region_code, stored.id, {payee});
        record.at = posting.header.at;
        record.rule_version = posting.lights.empty() ? "" : posting.lights.front().rule_version;
        audit::note(record, "status", "", text_of(stored.status));
        return Booking::book;
    };
}

Outcome hand_in(Office& office, BookKey book, ledger::Command command, audit::Record record,
                DocumentWrite documents) {
    Change change{.record = std::move(record), .documents = std::move(documents)};
    change.steps.push_back({std::move(book), std::move(command)});
    return office.writer.submit(std::move(change));
}

}  // namespace

Result<PastApplication> book_past_payment(Office& office, api::Caller const& caller,
                                          PastPayment const& payment, std::string command_id,
                                          Happened const& when, Approval approval) {
    auto const quota = JC_TRY(office.quota(caller.scope, payment.quota_id));
    auto const id = JC_TRY(office.ids.next("payment"));
    auto row = row_of(quota, caller, payment, PaymentId{id}, when, approval);
    auto payee = payment.payee;
    payee.amount_fen = payment.amount_fen;
    // Everything that makes the application what it is, and no id of ours: a repetition must have
    // the same body.
    auto const body = fmt::format("{}|{}|{}|{}", row.region_code.value(), row.unit_code.value(),
                                  row.amount_fen.fen(), row.purpose);
    ledger::SubmitPayment command{
        .header = header_of(office, caller, std::move(command_id), body, when),
        .order = {.payment = row.booked_id,
                  .quota = row.quota_id,
                  .amount = row.amount_fen,
                  .payee = short_digest(row.payee_account)}};
    auto record = record_of(caller, "payment_submitted", row);
    audit::note(record, "amount", "", format_yuan(row.amount_fen));
    auto outcome =
        hand_in(office, book_of(quota), std::move(command), std::move(record),
                write_application(office, row, std::move(payee), static_cast<audit::Actor>(caller)));
    return PastApplication{std::move(row), std::move(outcome)};
}

Outcome return_past_payment(Office& office, api::Caller const& holder, PaymentRow const& row,
                            std::string opinion, Happened const& when) {
    ledger::ReturnPayment command{
        .header = header_of(office, holder, fmt::format("pay/{}/return", row.booked_id.value()),
                            "return", when),
        .payment = row.booked_id};
    auto record = record_of(holder, "payment_returned", row);
    record.approver = holder.user_name;
    audit::note(record, "opinion", "", opinion);
    audit::note(record, "status", text_of(PaymentStatus::submitted),
                text_of(PaymentStatus::returned));
    auto write = [&office, holder, region = row.region_code, id = row.id,
                  said = std::move(opinion)](storage::Session& session,
                                             std::span<ledger::Posting const> postings,
                                             audit::Record& entry) -> Result<Booking> {
        auto const at = postings.front().header.at;
        JC_TRY(office.parts.workflow.decide(session, {region, "payment", id.value()}, "", holder,
                                            workflow::Decision::send_back, said, at));
        auto const changed = session.execute(
            "update payment set status = 'returned', revision = revision + 1 "
            "where region_code = :region and id = :id and status = 'submitted'",
            region, id);
        if (changed != 1) return refuse(refusals::payment_unknown);
        entry.at = at;
        return Booking::book;
    };
    return hand_in(office, {row.region_code, row.fiscal_year}, std::move(command),
                   std::move(record), std::move(write));
}

Outcome clear_past_payment(Office& office, audit::Actor const& actor, PaymentRow const& row,
                           std::string bank_reference, Happened const& when) {
    ledger::ClearPayment command{
        .header = header_of(office, actor, fmt::format("pay/{}/clear", row.booked_id.value()),
                            "clear", when),
        .payment = row.booked_id};
    auto record = record_of(actor, "payment_cleared", row);
    audit::note(record, "bank_reference", "", bank_reference);
    audit::note(record, "status", text_of(PaymentStatus::approved),
                text_of(PaymentStatus::cleared));
    auto write = [region = row.region_code, id = row.id, date = when.date,
                  reference = std::move(bank_reference)](
                     storage::Session& session, std::span<ledger::Posting const> postings,
                     audit::Record& entry) -> Result<Booking> {
        auto const& posting = postings.front();
        auto const changed = session.execute(
            "update payment set status = 'cleared', cleared_on = :day, bank_reference = :reference, "
            "revision = revision + 1 "
            "where region_code = :region and id = :id and status = 'approved'",
            date, reference, region, id);
        if (changed != 1) return refuse(refusals::payment_unknown);
        entry.at = posting.header.at;
        return Booking::book;
    };
    return hand_in(office, {row.region_code, row.fiscal_year}, std::move(command),
                   std::move(record), std::move(write));
}

Outcome refund_past_payment(Office& office, audit::Actor const& actor, PastRefund const& refund,
                            std::string command_id, Happened const& when) {
    auto const& row = refund.row;
    ledger::RefundPayment command{
        .header = header_of(office, actor, std::move(command_id),
                            std::to_string(refund.amount_fen.fen()), when),
        .payment = row.booked_id,
        .amount = refund.amount_fen,
        .payment_year = row.fiscal_year};
    auto record = record_of(actor, "payment_refunded", row);
    audit::note(record, "refunded", "", format_yuan(refund.amount_fen));
    auto write = [refund](storage::Session& session, std::span<ledger::Posting const> postings,
                          audit::Record& entry) -> Result<Booking> {
        auto const& posting = postings.front();
        auto const changed = session.execute(
            "update payment set refunded_fen = refunded_fen + :part, status = case when "
            "refunded_fen + :same = amount_fen then 'refunded' else status end, "
            "revision = revision + 1 where region_code = :region and id = :id and "
            "status = 'cleared'",
            refund.amount_fen, refund.amount_fen, refund.row.region_code, refund.row.id);
        if (changed != 1) return refuse(refusals::payment_unknown);
        session.insert("refund", RefundRow{.region_code = refund.row.region_code,
                                           .id = session.next("refund", "id"),
                                           .payment_id = refund.row.id,
                                           .amount_fen = refund.amount_fen,
                                           .day = posting.header.date,
                                           .reason = refund.reason,
                                           .bank_reference = refund.bank_reference,
                                           .seq = posting.seq});
        entry.at = posting.header.at;
        return Booking::book;
    };
    return hand_in(office, {row.region_code, fiscal_year(when.date)}, std::move(command),
                   std::move(record), std::move(write));
}

}  // namespace jincai::execution
