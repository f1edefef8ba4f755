#include "modules/execution/plan_document.h"
#include "modules/execution/service_plan.h"

/// Reading plan documents and the plan grid.
namespace jincai::execution {

Result<PlanDocumentView> PlanService::view(api::Caller const& caller, DocumentId id) {
    auto const row = JC_TRY(this->row(caller.scope, id));
    PlanDocumentView view{.region_code = row.region_code,
                          .id = row.id,
                          .fiscal_year = row.fiscal_year,
                          .kind = row.kind,
                          .number = row.number,
                          .title = row.title,
                          .unit_code = row.unit_code,
                          .unit_name = office_.unit_name(row.region_code, row.unit_code),
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

api::Page<DocumentItem> PlanService::list(DataScope const& scope, DocumentFilter const& filter) {
    return office_.parts.database.read([&](storage::Session& session) {
        return store::list_documents(session, store::DocumentTable::plan_document, scope,
                                     filter);
    });
}

api::Page<PlanRow> PlanService::grid(DataScope const& scope, PlanFilter const& filter) {
    auto page = office_.parts.database.read(
        [&](storage::Session& session) { return store::list_plan_rows(session, scope, filter); });
    auto const directory = office_.directory();
    auto const year = filter.fiscal_year.value_or(fiscal_year(office_.today()));
    for (auto& row : page.items) {
        row.unit_name = directory->unit_name(row.region_code, row.unit_code);
        row.economic_name = directory->name_of(basics::CodeSet::department_economic, year,
                                               row.economic_code.value());
    }
    return page;
}

}  // namespace jincai::execution
