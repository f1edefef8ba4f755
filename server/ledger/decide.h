#pragma once

#include "ledger/draft.h"
#include "ledger/refusals.h"

/// Inside of the room: one ladder of refusals per command. Each checks all, then writes the draft.
namespace jincai::ledger {

Result<void> draft_command(Draft& draft, IssueQuotas const& command);
Result<void> draft_command(Draft& draft, Distribute const& command);
Result<void> draft_command(Draft& draft, Reserve const& command);
Result<void> draft_command(Draft& draft, Release const& command);
Result<void> draft_command(Draft& draft, Transfer const& command);
Result<void> draft_command(Draft& draft, Reduce const& command);
Result<void> draft_command(Draft& draft, FreezeAmount const& command);
Result<void> draft_command(Draft& draft, UnfreezeAmount const& command);
Result<void> draft_command(Draft& draft, ChangeQuotaStatus const& command);
Result<void> draft_command(Draft& draft, OccupyProcurement const& command);
Result<void> draft_command(Draft& draft, RegisterContract const& command);
Result<void> draft_command(Draft& draft, ChangeContract const& command);
Result<void> draft_command(Draft& draft, ApprovePlan const& command);
Result<void> draft_command(Draft& draft, ShiftPlan const& command);
Result<void> draft_command(Draft& draft, SubmitPayment const& command);
Result<void> draft_command(Draft& draft, SubmitPayments const& command);
Result<void> draft_command(Draft& draft, ReturnPayment const& command);
Result<void> draft_command(Draft& draft, ReturnPayments const& command);
Result<void> draft_command(Draft& draft, ClearPayment const& command);
Result<void> draft_command(Draft& draft, RefundPayment const& command);
Result<void> draft_command(Draft& draft, CloseMonth const& command);
Result<void> draft_command(Draft& draft, OpenMonth const& command);
Result<void> draft_command(Draft& draft, Unfreeze const& command);
Result<void> draft_command(Draft& draft, GrantOneTimePass const& command);
Result<void> draft_command(Draft& draft, ReturnUnusedPlan const& command);
Result<void> draft_command(Draft& draft, CarryOver const& command);
Result<void> draft_command(Draft& draft, Lapse const& command);
Result<void> draft_command(Draft& draft, CloseYear const& command);
Result<void> draft_command(Draft& draft, OpenCarriedOver const& command);

/// One payment of whatever command. `Identity::preview` leaves the payment's id unchecked.
enum class Identity : std::uint8_t { required, preview };
Result<void> draft_payment(Draft& draft, PaymentOrder const& order, Identity identity);

/// The header's ladder: repetition, year, month.
Result<void> check_day(Book const& book, CommandHeader const& header, CommandKind kind);

// Checks that many ladders share.
Result<void> check_amount(Money amount);
/// Whether a counter that grows by `delta` stays within what the book can hold.
Result<void> check_room(Money counter, Money delta);
Result<void> check_id(std::int64_t id);
Result<void> check_open_month(Draft const& draft, FiscalMonth month);
/// The quota, if there is one.
Result<QuotaState const*> find_quota(Draft const& draft, QuotaId id);
/// The same, and it is neither suspended nor ended.
Result<QuotaState const*> find_active_quota(Draft const& draft, QuotaId id);
/// The same contract on the quota, not finished.
Result<ContractState const*> find_open_contract(Draft const& draft, ContractId contract,
                                                QuotaId quota);
/// Whether `line` may be opened under `parent`.
Result<void> check_new_line(Draft const& draft, QuotaLine const& line, QuotaId parent);
/// `exceeds_balance` unless the balance holds `amount`.
Result<void> check_balance(Draft const& draft, BalanceKey const& key, Money amount);
/// The balance that a movement of `part` is taken from.
[[nodiscard]] BalanceKey source_side(DocumentId document, SourcePart const& part, TakenFrom taken);
/// Whether it holds the part's amount.
Result<void> check_taken(Draft const& draft, DocumentId document, SourcePart const& part,
                         TakenFrom taken);

[[nodiscard]] inline BalanceKey at(Account account, QuotaId quota, std::int64_t detail = 0) {
    return {account, quota.value(), detail};
}
[[nodiscard]] inline Figure figure(std::string name, Money amount) {
    return {std::move(name), amount.fen()};
}
[[nodiscard]] inline Figure figure(std::string name, std::int64_t value) {
    return {std::move(name), value};
}
[[nodiscard]] inline Figure figure(std::string name, std::string_view text) {
    return {std::move(name), std::string{text}};
}
[[nodiscard]] inline Figure account_figure(Account account) {
    return figure("account", std::to_string(number(account)));
}

}  // namespace jincai::ledger
