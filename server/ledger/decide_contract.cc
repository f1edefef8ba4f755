#include "ledger/decide.h"

namespace jincai::ledger {

Result<void> draft_command(Draft& draft, RegisterContract const& command) {
    JC_CHECK(check_amount(command.amount));
    if (command.saving < Money{}) return refuse(refusals::amount_not_positive);
    if (command.saving > kMoneyMax) return refuse(refusals::amount_too_large);
    JC_CHECK(check_id(command.contract.value()));
    if (command.contract.value() > kContractMax)
        return refuse(refusals::id_invalid, {figure("id", command.contract.value())});
    JC_TRY(find_active_quota(draft, command.quota));
    if (draft.book.contract(command.contract, command.quota) != nullptr)
        return refuse(refusals::contract_exists);
    auto const executable = at(Account::executable, command.quota);
    auto const taken = command.amount + command.saving;
    auto const procurement =
        at(Account::procurement, command.quota, command.procurement.value());
    if (command.procurement || command.saving.is_positive()) {
        JC_CHECK(check_balance(draft, procurement, taken));
    } else if (auto const available = draft.balance(executable); command.amount > available) {
        return refuse(refusals::exceeds_available,
                      {figure("available_fen", available), figure("amount_fen", command.amount)});
    }
    draft.debit(at(Account::contract, command.quota, command.contract.value()), command.amount);
    if (command.saving.is_positive()) draft.debit(executable, command.saving);
    draft.credit(command.procurement ? procurement : executable, taken);
    draft.posting.contracts.push_back({command.contract, command.quota, command.amount, false});
    return {};
}

namespace {

/// A finished contract takes one thing: money of a returned payment may still leave it.
Result<ContractState const*> find_changeable(Draft const& draft, ChangeContract const& command,
                                             Money held) {
    auto const* state = draft.book.contract(command.contract, command.quota);
    if (state == nullptr) return refuse(refusals::contract_not_found);
    bool const sweeps = command.finished && command.delta.is_zero() && held.is_positive();
    if (state->finished && !sweeps) return refuse(refusals::contract_finished);
    return state;
}

Result<void> check_delta(Draft const& draft, ChangeContract const& command, Money held) {
    if (command.delta.is_zero() && !command.finished) return refuse(refusals::nothing_to_book);
    if (command.delta > kMoneyMax || command.delta < -kMoneyMax)
        return refuse(refusals::amount_too_large);
    if (-command.delta > held) {
        return refuse(refusals::exceeds_contract,
                      {figure("available_fen", held), figure("amount_fen", -command.delta)});
    }
    auto const available = draft.balance(at(Account::executable, command.quota));
    if (command.delta > available) {
        return refuse(refusals::exceeds_available, {figure("available_fen", available),
                                                    figure("amount_fen", command.delta)});
    }
    return {};
}

}  // namespace

Result<void> draft_command(Draft& draft, ChangeContract const& command) {
    auto const contract = at(Account::contract, command.quota, command.contract.value());
    auto const executable = at(Account::executable, command.quota);
    if (command.delta.is_positive())
        JC_TRY(find_active_quota(draft, command.quota));
    else
        JC_TRY(find_quota(draft, command.quota));
    auto const held = draft.balance(contract);
    JC_TRY(find_changeable(draft, command, held));
    JC_CHECK(check_delta(draft, command, held));
    // An increase of a contract that ends in the same command would only go there and back.
    auto const net = command.finished ? -held : command.delta;
    if (net.is_positive()) {
        draft.debit(contract, net);
        draft.credit(executable, net);
    } else if (net < Money{}) {
        draft.debit(executable, -net);
        draft.credit(contract, -net);
    }
    draft.posting.contracts.push_back({command.contract, command.quota, net, command.finished});
    return {};
}

}  // namespace jincai::ledger
