#pragma once

#include "modules/execution/messages.h"
#include "modules/execution/rows.h"
#include "platform/api/page.h"
#include "platform/storage/session.h"

/// SQL of the tables `quota`, `quota_document` and `plan_document`.
namespace jincai::execution::store {

[[nodiscard]] std::optional<QuotaDocumentRow> find_quota_document(storage::Session& session,
                                                                  DocumentId id);
[[nodiscard]] std::optional<PlanDocumentRow> find_plan_document(storage::Session& session,
                                                                DocumentId id);

BOOST_DEFINE_ENUM_CLASS(DocumentTable, quota_document, plan_document)

/// The document as somebody read it: what a write must still find.
struct DocumentSeen {
    RegionCode region;
    DocumentId id;
    std::string object_kind;  ///< in the audit log
    DocumentStatus status{};
    std::int64_t revision = 1;
};
/// Refused with `wrong_status` or `revision_stale` when it is no longer like that. Reads only: asked
/// before the first write of a change that may still be refused.
[[nodiscard]] Result<void> check_unchanged(storage::Session& session, DocumentTable table,
                                           DocumentSeen const& seen);

/// What changes in the life of a document; the rest stays as it was entered.
struct DocumentChange {
    DocumentSeen seen;
    DocumentStatus to{};
    std::string number;
    std::optional<std::int64_t> booked_seq;
    std::optional<Timestamp> booked_at;
};
/// Refused as `check_unchanged` refuses.
[[nodiscard]] Result<void> change_document(storage::Session& session, DocumentTable table,
                                           DocumentChange const& change);

/// Replaces what was entered; the status stays. `seen` as in `change_document`.
[[nodiscard]] Result<void> rewrite(storage::Session& session, QuotaDocumentRow const& row,
                                   DocumentSeen const& seen);
[[nodiscard]] Result<void> rewrite(storage::Session& session, PlanDocumentRow const& row,
                                   DocumentSeen const& seen);

[[nodiscard]] api::Page<DocumentItem> list_documents(storage::Session& session,
                                                     DocumentTable table, DataScope const& scope,
                                                     DocumentFilter const& filter);

/// Quotas with their statement as the projector last saw it; names are left empty.
[[nodiscard]] api::Page<QuotaItem> list_quotas(storage::Session& session, DataScope const& scope,
                                               QuotaFilter const& filter);
[[nodiscard]] std::optional<QuotaItem> find_quota_item(storage::Session& session, QuotaId id);
[[nodiscard]] api::Page<EntryItem> list_entries(storage::Session& session, QuotaRow const& quota,
                                                EntryFilter const& filter);
[[nodiscard]] api::Page<PlanRow> list_plan_rows(storage::Session& session, DataScope const& scope,
                                                PlanFilter const& filter);

}  // namespace jincai::execution::store
