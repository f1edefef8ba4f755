#include "modules/execution/service_payment.h"

#include "base/text.h"
#include "ledger/refusals.h"
#include "modules/execution/attachments.h"
#include "modules/execution/refusals.h"
#include "modules/execution/store_payment.h"
#include "platform/json/codec.h"

namespace jincai::execution {

namespace {

Result<void> check_form(NewPayment const& wanted) {
    if (!wanted.amount_fen.is_positive())
        return refuse_at("/amount_fen", ledger::refusals::amount_not_positive);
    if (wanted.payees.empty()) return refuse_at("/payees", refusals::lines_missing);
    if (trim(wanted.purpose).empty())
        return refuse_at("/purpose", refusals::line_incomplete, {{"line", "1"}, {"field", "用途"}});
    Money sum;
    for (std::size_t i = 0; i < wanted.payees.size(); ++i) {
        auto const& payee = wanted.payees[i];
        auto const path = "/payees/" + std::to_string(i);
        if (!payee.amount_fen.is_positive())
            return refuse_at(path + "/amount_fen", ledger::refusals::amount_not_positive);
        if (trim(payee.name).empty() || trim(payee.account).empty())
            return refuse_at(path, refusals::line_incomplete,
                             {{"line", std::to_string(i + 1)}, {"field", "收款人名称、账号"}});
        sum = JC_TRY(add(sum, payee.amount_fen));
    }
    if (sum != wanted.amount_fen)
        return refuse_at("/payees", refusals::payees_do_not_add_up,
                         {{"sum_fen", sum.fen()}, {"amount_fen", wanted.amount_fen.fen()}});
    return {};
}

/// "ZF-990101-2026-000123": the journal's own number, so that the series has no gaps to explain.
std::string number_of(PaymentRow const& row, std::int64_t seq) {
    return fmt::format("ZF-{}-{}-{:06}", row.region_code.value(), row.fiscal_year.value, seq);
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

void fill_record(audit::Record& record, PaymentRow const& row) {
    record.object_kind = "payment";
    record.object_id = std::to_string(row.id.value());
    record.region_code = row.region_code.value();
    record.unit_code = row.unit_code.value();
}

AttachmentNeed need_of(PaymentRow const& row) {
    return {"payment", row.amount_fen, std::string{class_code(row.project_class)},
            row.economic_code.value()};
}

Result<void> check_attachments(Office& office, DataScope const& scope, PaymentRow const& row) {
    return check_attachments(office, scope, std::array{need_of(row)}, row.attachment_ids);
}

/// Everything that makes two applications under one key the same: who is paid what for what.
std::string body_of(PaymentRow const& row, std::vector<Payee> const& payees) {
    auto body = fmt::format("{}|{}|{}|{}|{}", row.quota_id.value(), row.contract_id.value(),
                            row.amount_fen.fen(), row.purpose, row.attachment_ids);
    for (auto const& payee : payees)
        fmt::format_to(std::back_inserter(body), "|{}|{}|{}|{}", payee.name, payee.account,
                       payee.bank, payee.amount_fen.fen());
    return body;
}

}  // namespace

Result<PaymentRow> PaymentService::row(DataScope const& scope, PaymentId id) {
    auto row = office_.parts.database.read(
        [&](storage::Session& session) { return store::find_payment(session, id); });
    if (!row || !scope.covers(row->region_code, row->unit_code))
        return refuse(refusals::payment_unknown);
    return *std::move(row);
}

Result<PaymentRow> PaymentService::new_row(api::Caller const& caller, NewPayment const& wanted) {
    JC_CHECK(check_form(wanted));
    auto quota = office_.quota(caller.scope, wanted.quota_id);
    if (!quota) return std::unexpected(under("/quota_id", std::move(quota).error()));
    JC_CHECK(office_.check_open(quota->region_code, quota->unit_code));
    auto const id = JC_TRY(office_.ids.next("payment"));
    auto const& payee = wanted.payees.front();
    return PaymentRow{.region_code = quota->region_code,
                      .id = PaymentId{id},
                      .fiscal_year = quota->fiscal_year,
                      .unit_code = quota->unit_code,
                      .quota_id = quota->id,
                      .contract_id = wanted.contract_id.value_or(ContractId{}),
                      .project_class = quota->project_class,
                      .fund_code = quota->fund_code,
                      .function_code = quota->function_code,
                      .economic_code = quota->economic_code,
                      .amount_fen = wanted.amount_fen,
                      .status = PaymentStatus::draft,
                      .purpose = wanted.purpose,
                      .payee_name = payee.name,
                      .payee_account = payee.account,
                      .payee_bank = payee.bank,
                      .payee_count = static_cast<std::int64_t>(wanted.payees.size()),
                      .attachment_ids = joined(wanted.attachment_ids),
                      .booked_id = PaymentId{id},
                      .created_by = caller.user_id,
                      .created_by_name = caller.user_name,
                      .created_at = office_.parts.clock.now()};
}

Result<PaymentId> PaymentService::create(api::Caller const& caller, NewPayment const& wanted,
                                         std::optional<std::string> const& key) {
    return create_looking(caller, wanted, key, {});
}

Result<PaymentView> PaymentService::create_and_view(api::Caller const& caller,
                                                    NewPayment const& wanted,
                                                    std::optional<std::string> const& key) {
    auto const quota = office_.quota(caller.scope, wanted.quota_id);
    if (!quota) return std::unexpected(under("/quota_id", quota.error()));
    std::optional<Standing> standing;
    auto const id = JC_TRY(
        create_looking(caller, wanted, key, look_at(*quota, caller.language, standing)));
    return view_with(caller, id, std::move(standing));
}

Result<PaymentId> PaymentService::create_looking(api::Caller const& caller,
                                                 NewPayment const& wanted,
                                                 std::optional<std::string> const& key,
                                                 BookLook look) {
    std::optional<ClientCommand> client;
    if (key) {
        client = client_command(caller.user_id, *key, json::encode(wanted), "payment");
        if (auto const before = JC_TRY(known(*client))) return PaymentId{*before};
    }
    if (!wanted.submit) return create_draft(caller, wanted, client);
    auto name = client ? book_name(*client)
                       : "pay/" + std::to_string(JC_TRY(office_.ids.next("command")));
    auto pending = JC_TRY(submit_async(caller, wanted, std::move(name), Approval::by_flow,
                                       std::move(look), client));
    auto const receipt = JC_TRY(pending.receipt.get());
    if (!receipt.repeated) return pending.id;
    // Booked by another request under the same key while this one was on its way.
    if (auto const before = JC_TRY(known(*client))) return PaymentId{*before};
    auto const quota = JC_TRY(office_.quota(caller.scope, wanted.quota_id));
    auto const earlier = office_.parts.database.read([&](storage::Session& session) {
        return store::payment_by_seq(session, book_of(quota), receipt.seq);
    });
    if (!earlier) return refuse(refusals::payment_unknown);
    return *earlier;
}

Result<std::optional<std::int64_t>> PaymentService::known(ClientCommand const& client) {
    return office_.parts.database.read(
        [&](storage::Session& session) { return done_before(session, client); });
}

Result<PaymentId> PaymentService::create_draft(api::Caller const& caller, NewPayment const& wanted,
                                               std::optional<ClientCommand> const& client) {
    auto const row = JC_TRY(new_row(caller, wanted));
    std::optional<std::int64_t> faster;  // another request under the same key
    auto drafted = audit::change(
        office_.parts.database, office_.parts.clock, caller, "payment_drafted",
        [&](storage::Session& session, audit::Record& record) -> Result<PaymentId> {
            if (client) {
                faster = JC_TRY(done_before(session, *client));
                if (faster) return refuse(ledger::refusals::command_id_reused);
                note_done(session, *client, row.id.value(), record.at);
            }
            session.insert("payment", row);
            store::insert_payees(session, row.region_code, row.id, wanted.payees);
            fill_record(record, row);
            audit::note(record, "amount", "", format_yuan(row.amount_fen));
            return row.id;
        });
    if (faster) return PaymentId{*faster};
    return drafted;
}

Result<void> PaymentService::edit(api::Caller const& caller, PaymentId id,
                                  PaymentEdit const& edit) {
    auto row = JC_TRY(this->row(caller.scope, id));
    auto const before = row.amount_fen;
    auto const from = row.status;
    JC_CHECK(after(from, PaymentAct::submit));  // what can be submitted can be edited
    JC_CHECK(check_form({.quota_id = row.quota_id,
                         .amount_fen = edit.amount_fen,
                         .purpose = edit.purpose,
                         .payees = edit.payees}));
    row.revision = edit.revision;
    row.amount_fen = edit.amount_fen;
    row.purpose = edit.purpose;
    row.payee_name = edit.payees.front().name;
    row.payee_account = edit.payees.front().account;
    row.payee_bank = edit.payees.front().bank;
    row.payee_count = static_cast<std::int64_t>(edit.payees.size());
    row.attachment_ids = joined(edit.attachment_ids);
    return audit::change(office_.parts.database, office_.parts.clock, caller, "payment_edited",
                         [&](storage::Session& session, audit::Record& record) -> Result<void> {
                             JC_CHECK(store::update_payment(session, row, from));
                             store::replace_payees(session, row.region_code, row.id, edit.payees);
                             fill_record(record, row);
                             audit::note(record, "amount", format_yuan(before),
                                         format_yuan(row.amount_fen));
                             return {};
                         });
}

Result<void> PaymentService::submit(api::Caller const& caller, PaymentId id) {
    auto row = JC_TRY(this->row(caller.scope, id));
    JC_CHECK(after(row.status, PaymentAct::submit));
    JC_CHECK(office_.check_open(row.region_code, row.unit_code));
    JC_CHECK(check_attachments(office_, caller.scope, row));
    if (row.status != PaymentStatus::draft || !row.number.empty())
        row.booked_id = PaymentId{JC_TRY(office_.ids.next("payment"))};
    auto payees = office_.parts.database.read(
        [&](storage::Session& session) { return store::payees(session, row); });
    auto command_id = "pay/" + std::to_string(row.booked_id.value()) + "/submit/" +
                      std::to_string(row.revision);
    auto const receipt = JC_TRY(book_submission(caller, std::move(row), std::move(payees),
                                                std::move(command_id), Approval::by_flow, false)
                                    .get());
    (void)receipt;  // the documents were written with it
    return {};
}

Result<PaymentService::Pending> PaymentService::submit_async(api::Caller const& caller,
                                                             NewPayment const& wanted,
                                                             std::string command_id,
                                                             Approval approval, BookLook look,
                                                             std::optional<ClientCommand> client) {
    auto row = JC_TRY(new_row(caller, wanted));
    if (approval == Approval::by_flow) JC_CHECK(check_attachments(office_, caller.scope, row));
    auto const id = row.id;
    return Pending{id, book_submission(caller, std::move(row), wanted.payees,
                                       std::move(command_id), approval, true, std::move(look),
                                       std::move(client))};
}

std::future<Result<Receipt>> PaymentService::book_submission(api::Caller const& caller,
                                                             PaymentRow row,
                                                             std::vector<Payee> payees,
                                                             std::string command_id,
                                                             Approval approval, bool is_new,
                                                             BookLook look,
                                                             std::optional<ClientCommand> client) {
    ledger::SubmitPayment command{
        .header = office_.header(caller, std::move(command_id), body_of(row, payees)),
        .order = {.payment = row.booked_id,
                  .quota = row.quota_id,
                  .contract = row.contract_id,
                  .amount = row.amount_fen,
                  .payee = short_digest(row.payee_account)}};
    Step step{BookKey{row.region_code, row.fiscal_year}, std::move(command)};
    auto record = office_.record(caller, "payment_submitted");
    fill_record(record, row);
    audit::note(record, "amount", "", format_yuan(row.amount_fen));
    audit::Actor const actor = caller;
    auto write = [this, row = std::move(row), payees = std::move(payees), actor, approval, is_new,
                  client = std::move(client)](
                     storage::Session& session, std::span<ledger::Posting const> postings,
                     audit::Record& entry) -> Result<Booking> {
        // The key stands for something in another book or for a draft.
        if (client && JC_TRY(done_before(session, *client)))
            return refuse(ledger::refusals::command_id_reused);
        auto const& posting = postings.front();
        auto stored = row;
        auto const from = row.status;
        stored.status = PaymentStatus::submitted;
        stored.submitted_at = posting.header.at;
        stored.submitted_seq = posting.seq;
        if (stored.number.empty()) stored.number = number_of(stored, posting.seq);
        if (!posting.lights.empty()) stored.light_after = posting.lights.front().after;
        auto document = document_of(stored);
        document.is_new = is_new;
        auto const straight = approval == Approval::already_given;
        if (!straight && !is_new) {
            JC_CHECK(store::check_unchanged(session, row, from));
        }
        auto const outcome = JC_TRY(
            straight ? office_.parts.workflow.record_approved(session, document, actor, {},
                                                              posting.header.at)
                     : office_.parts.workflow.start(session, document, actor, posting.header.at));
        if (outcome.finished()) stored.status = PaymentStatus::approved;
        if (client) note_done(session, *client, stored.id.value(), posting.header.at);
        if (is_new) {
            session.insert("payment", stored);
            store::insert_payees(session, stored.region_code, stored.id, payees);
        } else {
            JC_CHECK(store::update_payment(session, stored, from));
        }
        entry.rule_version = posting.lights.empty() ? "" : posting.lights.front().rule_version;
        audit::note(entry, "status", boost::describe::enum_to_string(from, ""),
                    boost::describe::enum_to_string(stored.status, ""));
        return Booking::book;
    };
    Change change{.record = std::move(record), .documents = std::move(write),
                  .look = std::move(look)};
    change.steps.push_back(std::move(step));
    return office_.writer.submit(std::move(change));
}

}  // namespace jincai::execution
