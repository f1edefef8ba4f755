#include "modules/execution/service_payment_list.h"

#include "base/text.h"
#include "ledger/refusals.h"
#include "modules/execution/attachments.h"
#include "modules/execution/payment_list_draft.h"
#include "modules/execution/refusals.h"
#include "modules/execution/stale.h"
#include "modules/execution/store_payment_list.h"
#include "platform/json/codec.h"

namespace jincai::execution {

namespace {

workflow::DocumentRef document_of(PaymentListRow const& row) {
    return {.key = key_of(row),
            .unit_code = row.unit_code,
            .number = row.number,
            .title = row.title,
            .amount_fen = row.amount_fen,
            .fund_code = row.fund_code,
            .project_class = std::string{class_code(row.project_class)},
            .is_new = true};
}

ledger::SubmitPayments command_of(Office& office, api::Caller const& caller,
                                  PaymentListDraft const& draft, ClientCommand const& client) {
    ledger::SubmitPayments command{
        .header = office.header(caller, book_name(client), client.digest),
        .mode = draft.list.mode,
        .orders = {}};
    command.orders.reserve(draft.payments.size());
    for (auto const& payment : draft.payments)
        command.orders.push_back({.payment = payment.booked_id,
                                  .quota = payment.quota_id,
                                  .contract = payment.contract_id,
                                  .amount = payment.amount_fen,
                                  .payee = short_digest(payment.payee_account)});
    return command;
}

/// What the book made of the list: booked lines and refused ones, numbers and sums.
PaymentListDraft settle(PaymentListDraft draft, ledger::Posting const& posting) {
    auto& list = draft.list;
    list.status = PaymentListStatus::submitted;
    list.submitted_seq = posting.seq;
    list.number = fmt::format("QD-{}-{}-{:06}", list.region_code.value(), list.fiscal_year.value,
                              posting.seq);
    for (auto const& refused : posting.refused) {
        auto const at = static_cast<std::size_t>(refused.index);
        auto const line = draft.line_of[at];
        draft.refusals.push_back(kept(line, at_line(line, refused.error)));
        draft.payments[at].id = PaymentId{};
    }
    std::erase_if(draft.payments, [](PaymentRow const& payment) { return !payment.id; });
    std::ranges::sort(draft.refusals, {}, &KeptRefusal::line);
    for (auto& payment : draft.payments) {
        payment.number = fmt::format(
            "ZF-{}-{}-{:06}-{:04}", list.region_code.value(), list.fiscal_year.value, posting.seq,
            payment.id.value() - list.first_payment_id.value() + 1);
        payment.submitted_at = posting.header.at;
        payment.submitted_seq = posting.seq;
        list.amount_fen += payment.amount_fen;
    }
    list.booked_count = std::ssize(draft.payments);
    list.refusals = draft.refusals.empty() ? "" : json::encode(draft.refusals);
    if (!posting.lights.empty()) list.light_after = posting.lights.back().after;
    return draft;
}

void note_list(audit::Record& record, PaymentListRow const& row) {
    fill_record(record, row);
    audit::note(record, "amount", "", format_yuan(row.amount_fen));
    audit::note(record, "lines", "", std::to_string(row.booked_count));
    audit::note(record, "refused", "0", std::to_string(row.line_count - row.booked_count));
}

/// The lines as they stood in the request.
Error in_request(PaymentListDraft const& draft, Error error) {
    constexpr std::string_view kOrders = "/orders/";
    if (!error.path.starts_with(kOrders)) return error;
    auto const at = parse_int(std::string_view{error.path}.substr(kOrders.size()));
    return at_line(draft.line_of.at(static_cast<std::size_t>(at.value_or(0))), std::move(error));
}

}  // namespace

workflow::DocumentKey key_of(PaymentListRow const& row) {
    return {.region_code = row.region_code, .kind = "payment_list", .id = row.id.value()};
}

void fill_record(audit::Record& record, PaymentListRow const& row) {
    record.object_kind = "payment_list";
    record.object_id = std::to_string(row.id.value());
    record.region_code = row.region_code.value();
    record.unit_code = row.unit_code.value();
}

Result<PaymentListView> PaymentListService::submit(api::Caller const& caller,
                                                   NewPaymentList const& wanted,
                                                   std::optional<std::string> const& key) {
    if (!key) return refuse(refusals::list_key_missing);
    auto const client =
        client_command(caller.user_id, *key, json::encode(wanted), "payment_list");
    auto const asked = [&] {
        return office_.parts.database.read(
            [&](storage::Session& session) { return done_before(session, client); });
    };
    if (auto const before = JC_TRY(asked())) return view(caller, PaymentListId{*before});
    auto draft = std::make_shared<PaymentListDraft const>(JC_TRY(draft_list(office_, caller, wanted)));
    auto const& list = draft->list;
    Change change{.record = office_.record(caller, "payment_list_submitted")};
    change.steps.push_back({BookKey{list.region_code, list.fiscal_year},
                            command_of(office_, caller, *draft, client)});
    audit::Actor const actor = caller;
    change.documents = [this, draft, actor, client](storage::Session& session,
                                                    std::span<ledger::Posting const> postings,
                                                    audit::Record& record) -> Result<Booking> {
        // In another book, where the command's name is new.
        if (JC_TRY(done_before(session, client)))
            return refuse(ledger::refusals::command_id_reused);
        auto const& posting = postings.front();
        auto settled = settle(*draft, posting);
        auto const outcome = JC_TRY(office_.parts.workflow.start(
            session, document_of(settled.list), actor, posting.header.at));
        auto const status =
            outcome.finished() ? PaymentStatus::approved : PaymentStatus::submitted;
        if (outcome.finished()) settled.list.status = PaymentListStatus::approved;
        session.insert("payment_list", settled.list);
        for (auto& payment : settled.payments) {
            payment.status = status;
            session.insert("payment", payment);
        }
        note_done(session, client, settled.list.id.value(), posting.header.at);
        note_list(record, settled.list);
        record.rule_version =
            posting.lights.empty() ? "" : posting.lights.back().rule_version;
        return Booking::book;
    };
    auto const receipt = office_.writer.book(std::move(change));
    if (!receipt) return std::unexpected(in_request(*draft, receipt.error()));
    if (!receipt->repeated) return view(caller, list.id);
    auto const before = JC_TRY(asked());
    if (!before) return refuse(refusals::payment_list_unknown);
    return view(caller, PaymentListId{*before});
}

Result<PaymentListRow> PaymentListService::row(DataScope const& scope, PaymentListId id) {
    auto row = office_.parts.database.read(
        [&](storage::Session& session) { return store::find_payment_list(session, id); });
    if (!row || !scope.covers(row->region_code, row->unit_code))
        return refuse(refusals::payment_list_unknown);
    return *std::move(row);
}

Result<PaymentListView> PaymentListService::view(api::Caller const& caller, PaymentListId id) {
    auto const row = JC_TRY(this->row(caller.scope, id));
    PaymentListView view{
        .list = {.region_code = row.region_code,
                 .id = row.id,
                 .fiscal_year = row.fiscal_year,
                 .unit_code = row.unit_code,
                 .unit_name = office_.unit_name(row.region_code, row.unit_code),
                 .fund_code = row.fund_code,
                 .project_class = row.project_class,
                 .number = row.number,
                 .title = row.title,
                 .mode = row.mode,
                 .status = row.status,
                 .amount_fen = row.amount_fen,
                 .line_count = row.line_count,
                 .booked_count = row.booked_count,
                 .created_by_name = row.created_by_name,
                 .created_at = row.created_at},
        .amount_capital = capital_yuan(row.amount_fen),
        .first_payment_id = row.first_payment_id,
        .attachment_ids = ids_of(row.attachment_ids),
        .light_after = row.light_after,
        .journal_seq = row.submitted_seq,
        .revision = row.revision};
    if (!row.refusals.empty()) {
        auto const refusals = JC_TRY(json::decode<std::vector<KeptRefusal>>(row.refusals));
        for (auto const& refused : refusals)
            view.refused.push_back(
                {.line = refused.line + 1,
                 .path = refused.path,
                 .code = refused.code,
                 .detail = caller.language == Language::en ? refused.en : refused.zh});
    }
    view.open_step = office_.parts.database.read([&](storage::Session& session) {
        return office_.parts.workflow.open_step(session, key_of(row));
    });
    return view;
}

api::Page<PaymentListItem> PaymentListService::list(DataScope const& scope,
                                                    PaymentListFilter const& filter) {
    auto page = office_.parts.database.read([&](storage::Session& session) {
        return store::list_payment_lists(session, scope, filter);
    });
    for (auto& item : page.items) item.unit_name = office_.unit_name(item.region_code, item.unit_code);
    return page;
}

}  // namespace jincai::execution
