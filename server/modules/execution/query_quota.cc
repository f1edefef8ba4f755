#include "modules/execution/lights_view.h"
#include "modules/execution/quota_document.h"
#include "modules/execution/quota_steps.h"
#include "modules/execution/refusals.h"
#include "modules/execution/service_quota.h"

/// Reading quotas and quota documents.
namespace jincai::execution {

namespace {

void fill_names(QuotaItem& item, basics::Directory const& directory) {
    item.unit_name = directory.unit_name(item.region_code, item.unit_code);
    item.function_name = directory.name_of(basics::CodeSet::function, item.fiscal_year,
                                           item.function_code.value());
    item.economic_name = directory.name_of(basics::CodeSet::department_economic, item.fiscal_year,
                                           item.economic_code.value());
}

void fill_statement(QuotaItem& item, ledger::QuotaStatement const& statement) {
    item.issued_fen = statement.issued;
    item.pending_fen = statement.pending;
    item.executable_fen = statement.executable;
    item.frozen_fen = statement.frozen;
    item.procurement_fen = statement.procurement;
    item.contract_fen = statement.contract;
    item.reserved_fen = statement.reserved;
    item.plan_fen = statement.plan;
    item.in_flight_fen = statement.in_flight;
    item.paid_fen = statement.paid;
    item.passed_down_fen = statement.passed_down + statement.handed_down;
    item.carried_fen = statement.carried_over;
    item.recalled_fen = statement.recalled;
}

}  // namespace

Result<QuotaDocumentView> QuotaService::view(api::Caller const& caller, DocumentId id) {
    auto const row = JC_TRY(this->row(caller.scope, id));
    QuotaDocumentView view{.region_code = row.region_code,
                           .id = row.id,
                           .fiscal_year = row.fiscal_year,
                           .kind = row.kind,
                           .number = row.number,
                           .title = row.title,
                           .source = row.source,
                           .upper_number = row.upper_number,
                           .reason = row.reason,
                           .status = row.status,
                           .amount_fen = row.amount_fen,
                           .lines = lines_of(row),
                           .attachment_ids = ids_of(row.attachment_ids),
                           .created_by_name = row.created_by_name,
                           .created_at = row.created_at,
                           .booked_seq = row.booked_seq,
                           .booked_at = row.booked_at,
                           .revision = row.revision};
    view.open_step = office_.parts.database.read([&](storage::Session& session) {
        return office_.parts.workflow.open_step(session, key_of(row));
    });
    auto missing = JC_TRY(missing_attachments(office_, DataScope::everything(),
                                              attachment_needs(office_, caller.scope, row),
                                              row.attachment_ids, caller.language));
    view.missing_attachments = std::move(missing.blocking);
    view.warnings = std::move(missing.warnings);
    return view;
}

api::Page<DocumentItem> QuotaService::list(DataScope const& scope, DocumentFilter const& filter) {
    return office_.parts.database.read([&](storage::Session& session) {
        return store::list_documents(session, store::DocumentTable::quota_document, scope, filter);
    });
}

api::Page<QuotaItem> QuotaService::quotas(DataScope const& scope, QuotaFilter const& filter) {
    auto page = office_.parts.database.read(
        [&](storage::Session& session) { return store::list_quotas(session, scope, filter); });
    auto const directory = office_.directory();
    for (auto& item : page.items) fill_names(item, *directory);
    return page;
}

Result<QuotaView> QuotaService::quota(api::Caller const& caller, QuotaId id) {
    auto const quota = JC_TRY(office_.quota(caller.scope, id));
    auto item = office_.parts.database.read(
        [&](storage::Session& session) { return store::find_quota_item(session, id); });
    if (!item) return refuse(refusals::quota_unknown);
    QuotaView view{.quota = *std::move(item)};
    fill_names(view.quota, *office_.directory());
    auto const today = office_.today();
    auto const month =
        fiscal_year(today) == quota.fiscal_year ? fiscal_month(today) : FiscalMonth{12};
    // The figures of the book itself: the read model may be a moment behind.
    JC_CHECK(office_.writer.ask(
        book_of(quota), [&](ledger::Book const& book, ledger::Rules const& rules) {
            auto const* state = book.quota(id);
            if (state == nullptr) return;
            auto const statement = book.statement(id, month, rules);
            fill_statement(view.quota, statement);
            view.plan_mode = rules.plan_mode(quota.project_class);
            view.available_fen = statement.available;
            for (std::size_t i = 0; i < ledger::kMonths; ++i)
                view.months.push_back({FiscalMonth{static_cast<std::int32_t>(i + 1)},
                                       statement.plan_approved[i], statement.plan_left[i]});
            view.light = light_view(book, state->scope, month, rules, caller.language);
        }));
    if (view.light.watched && quota.fiscal_year == fiscal_year(today))
        view.light.time_adjusted =
            time_adjusted(view.light.plan_fen, view.light.spend_fen, today,
                          office_.time_adjusted_bp(quota.region_code), caller.language);
    return view;
}

Result<api::Page<EntryItem>> QuotaService::entries(api::Caller const& caller, QuotaId id,
                                                   EntryFilter const& filter) {
    auto const quota = JC_TRY(office_.quota(caller.scope, id));
    auto page = office_.parts.database.read(
        [&](storage::Session& session) { return store::list_entries(session, quota, filter); });
    for (auto& item : page.items) {
        auto const account = ledger::account_of(item.account);
        if (!account) continue;
        item.account_name = caller.language == Language::en ? ledger::name_en(*account)
                                                            : ledger::name_zh(*account);
    }
    return page;
}

}  // namespace jincai::execution
