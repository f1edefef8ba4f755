#pragma once

#include "modules/execution/attachments.h"
#include "modules/execution/store_document.h"

/// A plan document as flow, audit log and table want it: what the use cases of `PlanService` share.
namespace jincai::execution {

/// "cash_plan" or "plan_shift": the kind in flows, attachment lists and the audit log.
[[nodiscard]] std::string kind_of(PlanDocumentRow const& row);
[[nodiscard]] workflow::DocumentKey key_of(PlanDocumentRow const& row);
[[nodiscard]] workflow::DocumentRef document_of(PlanDocumentRow const& row);
[[nodiscard]] std::vector<PlanDocumentLine> lines_of(PlanDocumentRow const& row);
/// The document as it was read, for the writes that must still find it so.
[[nodiscard]] store::DocumentSeen seen(PlanDocumentRow const& row);
void fill_record(audit::Record& record, PlanDocumentRow const& row, DocumentStatus from);
[[nodiscard]] std::string number_of(storage::Session& session, PlanDocumentRow const& row);
/// Moves the stored document from what was `seen` to the status of `row`.
[[nodiscard]] Result<void> store_status(storage::Session& session, PlanDocumentRow const& row,
                                        store::DocumentSeen const& seen);
/// What decides which attachments the document needs, by the quotas of its lines.
[[nodiscard]] std::vector<AttachmentNeed> attachment_needs(Office& office, DataScope const& scope,
                                                           PlanDocumentRow const& row);

}  // namespace jincai::execution
