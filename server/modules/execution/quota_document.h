#pragma once

#include "modules/execution/office.h"
#include "modules/execution/store_document.h"

/// A quota document as flow, audit log and table want it: what the use cases of `QuotaService` share.
namespace jincai::execution {

/// "quota_transfer": the kind in flows, attachment lists and the audit log.
[[nodiscard]] std::string kind_of(QuotaDocumentRow const& row);
[[nodiscard]] workflow::DocumentKey key_of(QuotaDocumentRow const& row);
[[nodiscard]] workflow::DocumentRef document_of(QuotaDocumentRow const& row);
/// The document as it was read, for the writes that must still find it so.
[[nodiscard]] store::DocumentSeen seen(QuotaDocumentRow const& row);
void fill_record(audit::Record& record, QuotaDocumentRow const& row, DocumentStatus from);
/// 云岭财指〔2026〕12号
[[nodiscard]] std::string number_of(Office& office, storage::Session& session,
                                    QuotaDocumentRow const& row);
/// `wrong_status`, naming it.
[[nodiscard]] std::unexpected<Error> not_in(DocumentStatus status);
/// Moves the stored document from what was `seen` to the status of `row`.
[[nodiscard]] Result<void> store_status(storage::Session& session, QuotaDocumentRow const& row,
                                        store::DocumentSeen const& seen);

}  // namespace jincai::execution
