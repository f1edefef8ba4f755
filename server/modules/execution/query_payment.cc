#include "base/text.h"
#include "ledger/preview.h"
#include "modules/execution/attachments.h"
#include "modules/execution/lights_view.h"
#include "modules/execution/refusals.h"
#include "modules/execution/service_payment.h"
#include "modules/execution/store_payment.h"

/// Reading payments: the preview of a booking, one application, lists.
namespace jincai::execution {

namespace {

void fill_names(PaymentItem& item, basics::Directory const& directory) {
    item.unit_name = directory.unit_name(item.region_code, item.unit_code);
    item.economic_name = directory.name_of(basics::CodeSet::department_economic, item.fiscal_year,
                                           item.economic_code.value());
}

PaymentItem item_of(PaymentRow const& row) {
    return {.region_code = row.region_code,
            .id = row.id,
            .fiscal_year = row.fiscal_year,
            .number = row.number,
            .unit_code = row.unit_code,
            .quota_id = row.quota_id,
            .project_class = row.project_class,
            .fund_code = row.fund_code,
            .function_code = row.function_code,
            .economic_code = row.economic_code,
            .amount_fen = row.amount_fen,
            .refunded_fen = row.refunded_fen,
            .status = row.status,
            .purpose = row.purpose,
            .payee_name = row.payee_name,
            .payee_count = row.payee_count,
            .created_by_name = row.created_by_name,
            .created_at = row.created_at,
            .submitted_at = row.submitted_at,
            .cleared_on = row.cleared_on,
            .light_after = row.light_after};
}

/// The month whose light a look at a book of `year` shows: this month, or December of a past year.
FiscalMonth shown_month(FiscalYear year, BusinessDate today) {
    return fiscal_year(today) == year ? fiscal_month(today) : FiscalMonth{12};
}

PaymentPreview preview_of(ledger::Preview const& found, ledger::Book const& book,
                          ledger::Rules const& rules, QuotaRow const& quota, Money amount,
                          Language language) {
    PaymentPreview preview{.allowed = !found.refusal,
                           .plan_mode = rules.plan_mode(quota.project_class),
                           .available_fen = found.available,
                           .available_after_fen = found.available - amount};
    if (auto const* state = book.quota(quota.id)) preview.issued_fen = state->issued();
    if (found.refusal) {
        preview.refusal_code = std::string{found.refusal->code()};
        preview.refusal_text = jincai::text_of(*found.refusal, language);
        preview.refusal_basis = std::string{found.refusal->spec->basis};
    }
    preview.light_before = light_view(book, found.scope, found.month, rules, language);
    preview.light_after = preview.light_before;
    if (found.scope) {
        auto& lamp = preview.light_after;
        lamp.light = found.after;
        lamp.spend_fen = found.spend_after;
        lamp.spend_bp = share_bp(found.spend_after, found.plan);
        lamp.frozen = lamp.frozen || found.freezes;
        lamp.reason = reason_of({found.after, lamp.frozen, found.month, found.plan,
                                 found.spend_after},
                                rules, language);
    }
    preview.overspent_after = found.overspent_after;
    preview.freezes = found.freezes;
    return preview;
}

}  // namespace

Result<PaymentPreview> PaymentService::preview(api::Caller const& caller,
                                               PreviewRequest const& wanted) {
    auto const quota = office_.quota(caller.scope, wanted.quota_id);
    if (!quota) return std::unexpected(under("/quota_id", quota.error()));
    ledger::SubmitPayment command{
        .header = office_.header(caller, "", ""),
        .order = {.quota = quota->id,
                  .contract = wanted.contract_id.value_or(ContractId{}),
                  .amount = wanted.amount_fen,
                  .payee = short_digest(wanted.payee_account.value_or(""))}};
    auto preview = JC_TRY(office_.writer.ask(
        book_of(*quota), [&](ledger::Book const& book, ledger::Rules const& rules) {
            return preview_of(ledger::preview(book, command, rules), book, rules, *quota,
                              wanted.amount_fen, caller.language);
        }));
    if (auto const open = office_.check_open(quota->region_code, quota->unit_code); !open) {
        preview.allowed = false;
        preview.refusal_code = std::string{open.error().code()};
        preview.refusal_text = jincai::text_of(open.error(), caller.language);
    }
    auto const directory = office_.directory();
    for (auto const& needed : basics::required_attachments(
             *directory->rules, "payment", wanted.amount_fen.fen(),
             class_code(quota->project_class), quota->economic_code.value(), office_.today())) {
        auto const& title = caller.language == Language::en ? needed.title_en : needed.title_zh;
        (needed.enforcement == basics::Enforcement::block ? preview.missing_attachments
                                                          : preview.warnings)
            .push_back(title);
    }
    return preview;
}

BookLook PaymentService::look_at(QuotaRow const& quota, Language language,
                                 std::optional<Standing>& standing) {
    auto const month = shown_month(quota.fiscal_year, office_.today());
    return [id = quota.id, month, language, &standing](ledger::Book const& book,
                                                       ledger::Rules const& rules) {
        auto const* state = book.quota(id);
        if (state == nullptr) return;
        standing = Standing{.issued = state->issued(),
                            .available = book.statement(id, month, rules).available,
                            .light = light_view(book, state->scope, month, rules, language)};
    };
}

Result<PaymentView> PaymentService::view(api::Caller const& caller, PaymentId id) {
    return view_with(caller, id, std::nullopt);
}

Result<PaymentView> PaymentService::view_with(api::Caller const& caller, PaymentId id,
                                              std::optional<Standing> standing) {
    auto const row = JC_TRY(this->row(caller.scope, id));
    PaymentView view{.payment = item_of(row),
                     .amount_capital = capital_yuan(row.amount_fen),
                     .contract_id = row.contract_id,
                     .attachment_ids = ids_of(row.attachment_ids),
                     .voucher_number = row.voucher_number,
                     .sealed_at = row.sealed_at,
                     .sent_at = row.sent_at,
                     .bank_reference = row.bank_reference,
                     .journal_seq = row.submitted_seq,
                     .list_id = row.list_id ? std::optional{row.list_id} : std::nullopt,
                     .revision = row.revision};
    fill_names(view.payment, *office_.directory());
    office_.parts.database.read([&](storage::Session& session) {
        view.payees = store::payees(session, row);
        view.refunds = store::refunds(session, row.region_code, id);
        view.open_step = office_.parts.workflow.open_step(
            session, {.region_code = row.region_code, .kind = "payment", .id = id.value()});
        if (!view.open_step && row.list_id)
            view.open_step = office_.parts.workflow.open_step(
                session, {.region_code = row.region_code,
                          .kind = "payment_list",
                          .id = row.list_id.value()});
    });
    if (!standing) {
        auto const quota = JC_TRY(office_.quota(caller.scope, row.quota_id));
        JC_CHECK(office_.writer.ask(book_of(quota), look_at(quota, caller.language, standing)));
    }
    if (!standing) return view;
    view.quota_issued_fen = standing->issued;
    view.quota_available_fen = standing->available;
    view.light = std::move(standing->light);
    return view;
}

api::Page<PaymentItem> PaymentService::list(DataScope const& scope, PaymentFilter const& filter,
                                            PaymentListRow const* of_list) {
    auto page = office_.parts.database.read([&](storage::Session& session) {
        return store::list_payments(session, scope, filter, of_list);
    });
    auto const directory = office_.directory();
    for (auto& item : page.items) fill_names(item, *directory);
    return page;
}

}  // namespace jincai::execution
