#include "modules/execution/plan_document.h"

#include <set>

#include "base/assert.h"
#include "platform/json/codec.h"

namespace jincai::execution {

std::string kind_of(PlanDocumentRow const& row) {
    return row.kind == PlanDocumentKind::plan ? "cash_plan" : "plan_shift";
}

workflow::DocumentKey key_of(PlanDocumentRow const& row) {
    return {.region_code = row.region_code, .kind = kind_of(row), .id = row.id.value()};
}

workflow::DocumentRef document_of(PlanDocumentRow const& row) {
    return {.key = key_of(row),
            .unit_code = row.unit_code,
            .number = row.number,
            .title = row.title,
            .amount_fen = row.amount_fen};
}

std::vector<PlanDocumentLine> lines_of(PlanDocumentRow const& row) {
    auto lines = json::decode<std::vector<PlanDocumentLine>>(row.lines);
    JC_ASSERT(lines.has_value());  // written by ourselves
    return *std::move(lines);
}

store::DocumentSeen seen(PlanDocumentRow const& row) {
    return {.region = row.region_code,
            .id = row.id,
            .object_kind = kind_of(row),
            .status = row.status,
            .revision = row.revision};
}

void fill_record(audit::Record& record, PlanDocumentRow const& row, DocumentStatus from) {
    record.object_kind = kind_of(row);
    record.object_id = std::to_string(row.id.value());
    record.region_code = row.region_code.value();
    record.unit_code = row.unit_code.value();
    audit::note(record, "status", boost::describe::enum_to_string(from, ""),
                boost::describe::enum_to_string(row.status, ""));
}

std::string number_of(storage::Session& session, PlanDocumentRow const& row) {
    return fmt::format("JH-{}-{}-{:05}", row.region_code.value(), row.fiscal_year.value,
                       next_number(session, row.region_code, row.fiscal_year, "plan"));
}

Result<void> store_status(storage::Session& session, PlanDocumentRow const& row,
                          store::DocumentSeen const& seen) {
    return store::change_document(session, store::DocumentTable::plan_document,
                                  {.seen = seen,
                                   .to = row.status,
                                   .number = row.number,
                                   .booked_seq = row.booked_seq,
                                   .booked_at = row.booked_at});
}

std::vector<AttachmentNeed> attachment_needs(Office& office, DataScope const& scope,
                                             PlanDocumentRow const& row) {
    std::set<std::pair<std::string, std::string>> natures;
    for (auto const& line : lines_of(row)) {
        auto const quota = office.quota(scope, line.quota_id);
        if (quota)
            natures.insert({std::string{class_code(quota->project_class)},
                            quota->economic_code.value()});
    }
    std::vector<AttachmentNeed> needs;
    for (auto const& [project_class, economic] : natures)
        needs.push_back({kind_of(row), row.amount_fen, project_class, economic});
    return needs;
}

}  // namespace jincai::execution
