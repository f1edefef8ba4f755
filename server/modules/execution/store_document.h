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

/// What changes in the life of a document; the rest stays as it was entered.
struct DocumentChange {
    RegionCode region;
    DocumentId id;
    DocumentStatus from{};
    DocumentStatus to{};
    std::string number;
    std::optional<std::int64_t> booked_seq;
    std::optional<Timestamp> booked_at;
};
/// Refused with `wrong_status` when the stored status is no longer `from`.
[[nodiscard]] Result<void> change_document(storage::Session& session, DocumentTable table,
                                           DocumentChange const& change);

[[nodiscard]] api::Page<DocumentItem> list_documents(storage::Session& session,
                                                     DocumentTable table, DataScope const& scope,
                                                     DocumentFilter const& filter);

/// Quotas with their statement as the projector last saw it; names are left empty.
[[nodiscard]] api::Page<QuotaItem> list_quotas(storage::Session& session, DataScope const& scope,
                                               QuotaFilter const& filter);
[[nodiscard]] std::optional<QuotaItem> find_quota_item(storage::Session& session, QuotaId id);
[[nodiscard]] api::Page<EntryItem> list_entries(storage::Session& session, QuotaId quota,
                                                EntryFilter const& filter);
[[nodiscard]] api::Page<PlanRow> list_plan_rows(storage::Session& session, DataScope const& scope,
                                                PlanFilter const& filter);

}  // namespace jincai::execution::store
