#pragma once

#include "modules/execution/office.h"
#include "platform/api/page.h"

namespace jincai::execution {

/// Monthly cash plans (用款计划) and shifts between months, by approval.
class PlanService {
public:
    explicit PlanService(Office& office) : office_{office} {}

    [[nodiscard]] Result<DocumentId> create(api::Caller const& caller,
                                            NewPlanDocument const& wanted);
    /// Changes a draft or a returned document; refused when another revision is stored than `edit`
    /// was made from.
    [[nodiscard]] Result<void> edit(api::Caller const& caller, DocumentId id,
                                    PlanDocumentEdit const& edit);
    [[nodiscard]] Result<void> submit(api::Caller const& caller, DocumentId id,
                                      DecisionRequest const& decision);
    [[nodiscard]] Result<void> approve(api::Caller const& caller, DocumentId id,
                                       DecisionRequest const& decision);
    [[nodiscard]] Result<void> give_back(api::Caller const& caller, DocumentId id,
                                         DecisionRequest const& decision);
    [[nodiscard]] Result<void> withdraw(api::Caller const& caller, DocumentId id,
                                        DecisionRequest const& decision);
    /// 作废 of a draft or a returned document.
    [[nodiscard]] Result<void> void_draft(api::Caller const& caller, DocumentId id,
                                          DecisionRequest const& decision);
    /// Enters and books in one step a plan that was approved elsewhere.
    [[nodiscard]] Result<DocumentId> book_approved(api::Caller const& caller,
                                                   NewPlanDocument const& wanted,
                                                   std::string const& command_id);

    [[nodiscard]] Result<PlanDocumentView> view(api::Caller const& caller, DocumentId id);
    [[nodiscard]] api::Page<DocumentItem> list(DataScope const& scope,
                                               DocumentFilter const& filter);
    [[nodiscard]] api::Page<PlanRow> grid(DataScope const& scope, PlanFilter const& filter);

private:
    [[nodiscard]] Result<PlanDocumentRow> new_row(api::Caller const& caller,
                                                  NewPlanDocument const& wanted);
    /// The row, or `revision_stale` when the caller saw another revision.
    [[nodiscard]] Result<PlanDocumentRow> row_as_read(api::Caller const& caller, DocumentId id,
                                                      std::optional<std::int64_t> revision);
    [[nodiscard]] Result<PlanDocumentRow> row(DataScope const& scope, DocumentId id);

    Office& office_;
};

}  // namespace jincai::execution
