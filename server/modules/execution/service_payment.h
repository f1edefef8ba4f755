#pragma once

#include <future>

#include "modules/execution/client_commands.h"
#include "modules/execution/office.h"
#include "platform/api/page.h"

namespace jincai::execution {

/// How a payment is approved: through its flow, or with the signatures it already has (payroll
/// files, the demonstration, imports of what was paid elsewhere).
enum class Approval : std::uint8_t { by_flow, already_given };

/// Payment applications from draft to clearing. Submission checks and books in one step
/// (2020 -> 2021): what is acknowledged has its money, what is refused changed nothing.
class PaymentService {
public:
    explicit PaymentService(Office& office) : office_{office} {}

    /// A draft, or, with `submit`, a submitted application. `key` is the client's own key of this
    /// command: sent again, it gives the same application.
    [[nodiscard]] Result<PaymentId> create(api::Caller const& caller, NewPayment const& wanted,
                                           std::optional<std::string> const& key);
    /// The same, answered with the application as it then is.
    [[nodiscard]] Result<PaymentView> create_and_view(api::Caller const& caller,
                                                      NewPayment const& wanted,
                                                      std::optional<std::string> const& key);
    [[nodiscard]] Result<void> edit(api::Caller const& caller, PaymentId id,
                                    PaymentEdit const& edit);
    [[nodiscard]] Result<void> submit(api::Caller const& caller, PaymentId id);
    /// Review and approval: the flow knows which step it is.
    [[nodiscard]] Result<void> approve(api::Caller const& caller, PaymentId id,
                                       DecisionRequest const& decision);
    [[nodiscard]] Result<void> give_back(api::Caller const& caller, PaymentId id,
                                         DecisionRequest const& decision);
    [[nodiscard]] Result<void> withdraw(api::Caller const& caller, PaymentId id,
                                        DecisionRequest const& decision);
    [[nodiscard]] Result<void> void_draft(api::Caller const& caller, PaymentId id);
    /// Voucher, electronic seal and sending to the bank: by another person than the approver.
    [[nodiscard]] Result<void> seal(api::Caller const& caller, PaymentId id);
    [[nodiscard]] Result<void> clear(api::Caller const& caller, PaymentId id,
                                     ClearRequest const& cleared);
    /// The bank could not pay: the money returns to the plan.
    [[nodiscard]] Result<void> bounce(api::Caller const& caller, PaymentId id,
                                      DecisionRequest const& reason);
    [[nodiscard]] Result<void> refund(api::Caller const& caller, PaymentId id,
                                      RefundRequest const& refund);
    [[nodiscard]] BulkResults approve_all(api::Caller const& caller, BulkDecision const& wanted);

    [[nodiscard]] Result<PaymentPreview> preview(api::Caller const& caller,
                                                 PreviewRequest const& wanted);
    [[nodiscard]] Result<PaymentView> view(api::Caller const& caller, PaymentId id);
    /// All of the scope, or those of one list.
    [[nodiscard]] api::Page<PaymentItem> list(DataScope const& scope, PaymentFilter const& filter,
                                              PaymentListRow const* of_list = nullptr);

    /// For many payments in a row: the booking is under way when this returns.
    struct Pending {
        PaymentId id;
        std::future<Result<Receipt>> receipt;
    };
    [[nodiscard]] Result<Pending> submit_async(api::Caller const& caller, NewPayment const& wanted,
                                               std::string command_id, Approval approval,
                                               BookLook look = {},
                                               std::optional<ClientCommand> client = {});
    [[nodiscard]] Result<std::future<Result<Receipt>>> clear_async(api::Caller const& caller,
                                                                   PaymentRow const& row,
                                                                   ClearRequest const& cleared);

    /// The stored row, or `payment_unknown` when absent or outside the scope.
    [[nodiscard]] Result<PaymentRow> row(DataScope const& scope, PaymentId id);

private:
    /// What the book says of a payment's quota: issued, left, and the light it counts in.
    struct Standing {
        Money issued;
        Money available;
        LightView light;
    };

    /// The row, or `revision_stale` when the decision names another revision.
    [[nodiscard]] Result<PaymentRow> row_as_read(api::Caller const& caller, PaymentId id,
                                                 DecisionRequest const& decision);
    [[nodiscard]] Result<PaymentRow> new_row(api::Caller const& caller, NewPayment const& wanted);
    [[nodiscard]] std::future<Result<Receipt>> book_submission(api::Caller const& caller,
                                                               PaymentRow row,
                                                               std::vector<Payee> payees,
                                                               std::string command_id,
                                                               Approval approval, bool is_new,
                                                               BookLook look = {},
                                                               std::optional<ClientCommand> client = {});
    [[nodiscard]] Result<PaymentId> create_looking(api::Caller const& caller,
                                                   NewPayment const& wanted,
                                                   std::optional<std::string> const& key,
                                                   BookLook look);
    /// What came of the same request before.
    [[nodiscard]] Result<std::optional<std::int64_t>> known(ClientCommand const& client);
    [[nodiscard]] Result<PaymentId> create_draft(api::Caller const& caller,
                                                 NewPayment const& wanted,
                                                 std::optional<ClientCommand> const& client);
    [[nodiscard]] Result<PaymentView> view_with(api::Caller const& caller, PaymentId id,
                                                std::optional<Standing> standing);
    /// Notes where `quota` stands. `standing` must live until the book has been looked at.
    [[nodiscard]] BookLook look_at(QuotaRow const& quota, Language language,
                                   std::optional<Standing>& standing);

    Office& office_;
};

}  // namespace jincai::execution
