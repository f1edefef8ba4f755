#pragma once

#include "modules/execution/client_commands.h"
#include "modules/execution/messages_payment_list.h"
#include "modules/execution/office.h"
#include "platform/api/page.h"

namespace jincai::execution {

/// Payment lists: checked line by line by the very ladder of single payments, booked by one command
/// in one transaction, and then decided as one document.
class PaymentListService {
public:
    explicit PaymentListService(Office& office) : office_{office} {}

    /// Submits a list: books all of its lines or none, or what can be booked, as its mode says. `key`
    /// is the client's own key of this command: sent again, it gives the same answer.
    [[nodiscard]] Result<PaymentListView> submit(api::Caller const& caller,
                                                 NewPaymentList const& wanted,
                                                 std::optional<std::string> const& key);
    /// Review and approval: the flow knows which step it is.
    [[nodiscard]] Result<void> approve(api::Caller const& caller, PaymentListId id,
                                       DecisionRequest const& decision);
    /// Sent back: every line gives its money back and has ended.
    [[nodiscard]] Result<void> give_back(api::Caller const& caller, PaymentListId id,
                                         DecisionRequest const& decision);
    /// The same by the one who handed it in, before anybody decided.
    [[nodiscard]] Result<void> withdraw(api::Caller const& caller, PaymentListId id,
                                        DecisionRequest const& decision);

    [[nodiscard]] Result<PaymentListView> view(api::Caller const& caller, PaymentListId id);
    [[nodiscard]] api::Page<PaymentListItem> list(DataScope const& scope,
                                                  PaymentListFilter const& filter);
    /// The stored row, or `payment_list_unknown` when absent or outside the scope.
    [[nodiscard]] Result<PaymentListRow> row(DataScope const& scope, PaymentListId id);

private:
    [[nodiscard]] Result<PaymentListRow> row_as_read(api::Caller const& caller, PaymentListId id,
                                                     DecisionRequest const& decision);
    [[nodiscard]] Result<void> end(api::Caller const& caller, PaymentListRow const& row,
                                   PaymentListStatus to, DecisionRequest const& decision);

    Office& office_;
};

/// As flows know it.
[[nodiscard]] workflow::DocumentKey key_of(PaymentListRow const& row);
void fill_record(audit::Record& record, PaymentListRow const& row);

}  // namespace jincai::execution
