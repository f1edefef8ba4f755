#pragma once

#include "modules/execution/office.h"
#include "platform/api/page.h"

namespace jincai::execution {

/// Lights and freezes: what is yellow or red and why, and how a freeze is lifted. The book freezes
/// by itself; two people who did not ask for it lift it (`domain.md` 4.6.3).
class FreezeService {
public:
    explicit FreezeService(Office& office) : office_{office} {}

    [[nodiscard]] api::Page<FreezeView> list(api::Caller const& caller,
                                             FreezeFilter const& filter);
    [[nodiscard]] Result<FreezeView> view(api::Caller const& caller, DocumentId id);
    /// The unit asks, with its reason and its plan of correction.
    [[nodiscard]] Result<void> request(api::Caller const& caller, DocumentId id,
                                       UnfreezeRequest const& wanted);
    /// Opinion of the line section, then the two approvals: the flow knows which it is. The second
    /// approval lifts the freeze in the book.
    [[nodiscard]] Result<void> approve(api::Caller const& caller, DocumentId id,
                                       DecisionRequest const& decision);
    [[nodiscard]] Result<void> refuse_request(api::Caller const& caller, DocumentId id,
                                              DecisionRequest const& decision);
    /// A leader's pass for one urgent payment.
    [[nodiscard]] Result<void> grant_pass(api::Caller const& caller, DocumentId id,
                                          PassRequest const& pass);

    [[nodiscard]] api::Page<LightRow> lights(api::Caller const& caller, LightFilter const& filter);
    [[nodiscard]] api::Page<LightChangeItem> history(DataScope const& scope,
                                                     LightFilter const& filter);

    /// Inside the writer's transaction: a row for each freeze that a posting made.
    static void write_freezes(storage::Session& session, BookKey const& key,
                              ledger::Book const& book, ledger::Posting const& posting);

private:
    /// The row, or `revision_stale` when the caller saw another revision.
    [[nodiscard]] Result<FreezeRow> row_as_read(api::Caller const& caller, DocumentId id,
                                                std::optional<std::int64_t> revision);
    [[nodiscard]] Result<FreezeRow> row(DataScope const& scope, DocumentId id);

    Office& office_;
};

}  // namespace jincai::execution
