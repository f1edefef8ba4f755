#pragma once

#include <future>

#include "modules/execution/office.h"
#include "platform/api/page.h"

namespace jincai::execution {

/// Quota documents (指标文): entered, approved, booked. A quota exists from its booking on.
class QuotaService {
public:
    explicit QuotaService(Office& office) : office_{office} {}

    [[nodiscard]] Result<DocumentId> create(api::Caller const& caller,
                                            NewQuotaDocument const& wanted);
    /// Changes a draft or a returned document; refused when another revision is stored than `edit`
    /// was made from.
    [[nodiscard]] Result<void> edit(api::Caller const& caller, DocumentId id,
                                    QuotaDocumentEdit const& edit);
    /// The source side of a transfer, a decrease, a freeze and an unfreeze is reserved with it.
    [[nodiscard]] Result<void> submit(api::Caller const& caller, DocumentId id,
                                      DecisionRequest const& decision);
    /// The last approval books the document.
    [[nodiscard]] Result<void> approve(api::Caller const& caller, DocumentId id,
                                       DecisionRequest const& decision);
    [[nodiscard]] Result<void> give_back(api::Caller const& caller, DocumentId id,
                                         DecisionRequest const& decision);
    [[nodiscard]] Result<void> withdraw(api::Caller const& caller, DocumentId id,
                                        DecisionRequest const& decision);
    /// 作废 of a draft or a returned document, which hold nothing.
    [[nodiscard]] Result<void> void_draft(api::Caller const& caller, DocumentId id,
                                          DecisionRequest const& decision);

    /// Enters and books in one step a document that was approved elsewhere: the opening of a
    /// region's data, imports. Gives the ids of the quotas it opened, in the order of the lines.
    [[nodiscard]] Result<std::vector<QuotaId>> book_approved(api::Caller const& caller,
                                                             NewQuotaDocument const& wanted,
                                                             std::string const& command_id);

    [[nodiscard]] Result<QuotaDocumentView> view(api::Caller const& caller, DocumentId id);
    [[nodiscard]] api::Page<DocumentItem> list(DataScope const& scope,
                                               DocumentFilter const& filter);
    [[nodiscard]] api::Page<QuotaItem> quotas(DataScope const& scope, QuotaFilter const& filter);
    [[nodiscard]] Result<QuotaView> quota(api::Caller const& caller, QuotaId id);
    [[nodiscard]] Result<api::Page<EntryItem>> entries(api::Caller const& caller, QuotaId id,
                                                       EntryFilter const& filter);

private:
    enum class Stored : std::uint8_t { no, yes };

    [[nodiscard]] Result<QuotaDocumentRow> new_row(api::Caller const& caller,
                                                   NewQuotaDocument const& wanted);
    [[nodiscard]] Result<QuotaDocumentRow> row(DataScope const& scope, DocumentId id);
    /// The row, or `revision_stale` when the caller saw another revision.
    [[nodiscard]] Result<QuotaDocumentRow> row_as_read(api::Caller const& caller, DocumentId id,
                                                       std::optional<std::int64_t> revision);
    [[nodiscard]] Result<void> book_submission(api::Caller const& caller, QuotaDocumentRow row,
                                               Stored stored);

    Office& office_;
};

}  // namespace jincai::execution
