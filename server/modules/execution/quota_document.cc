#include "modules/execution/quota_document.h"

#include "modules/execution/refusals.h"

namespace jincai::execution {

std::string kind_of(QuotaDocumentRow const& row) {
    return std::string{"quota_"} + boost::describe::enum_to_string(row.kind, "");
}

workflow::DocumentKey key_of(QuotaDocumentRow const& row) {
    return {.region_code = row.region_code, .kind = kind_of(row), .id = row.id.value()};
}

workflow::DocumentRef document_of(QuotaDocumentRow const& row) {
    return {.key = key_of(row),
            .number = row.number,
            .title = row.title,
            .amount_fen = row.amount_fen};
}

store::DocumentSeen seen(QuotaDocumentRow const& row) {
    return {.region = row.region_code,
            .id = row.id,
            .object_kind = kind_of(row),
            .status = row.status,
            .revision = row.revision};
}

void fill_record(audit::Record& record, QuotaDocumentRow const& row, DocumentStatus from) {
    record.object_kind = kind_of(row);
    record.object_id = std::to_string(row.id.value());
    record.region_code = row.region_code.value();
    audit::note(record, "status", boost::describe::enum_to_string(from, ""),
                boost::describe::enum_to_string(row.status, ""));
}

std::string number_of(Office& office, storage::Session& session, QuotaDocumentRow const& row) {
    auto const* region = office.directory()->region(row.region_code);
    return fmt::format("{}财指〔{}〕{}号", region == nullptr ? "" : region->short_name,
                       row.fiscal_year.value,
                       next_number(session, row.region_code, row.fiscal_year, "quota"));
}

std::unexpected<Error> not_in(DocumentStatus status) {
    return refuse(refusals::wrong_status,
                  {{"status", std::string{boost::describe::enum_to_string(status, "")}}});
}

Result<void> store_status(storage::Session& session, QuotaDocumentRow const& row,
                          store::DocumentSeen const& seen) {
    return store::change_document(session, store::DocumentTable::quota_document,
                                  {.seen = seen,
                                   .to = row.status,
                                   .number = row.number,
                                   .booked_seq = row.booked_seq,
                                   .booked_at = row.booked_at});
}

}  // namespace jincai::execution
