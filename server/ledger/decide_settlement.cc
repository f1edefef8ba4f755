#include "ledger/decide.h"

/// What happens to a payment after its submission: return, clearing, refund.
namespace jincai::ledger {

namespace {

Result<PaymentRecord const*> find_in_flight(Draft const& draft, PaymentId id) {
    auto const* payment = draft.book.payment(id);
    if (payment == nullptr) return refuse(refusals::payment_not_found);
    if (payment->state != PaymentState::in_flight) return refuse(refusals::payment_not_in_flight);
    return payment;
}

ScopeId scope_of(Draft const& draft, PaymentRecord const& payment) {
    return draft.book.quota(payment.quota)->scope;
}

PaymentChange change_of(Draft const& draft, PaymentId id, PaymentRecord const& payment,
                        PaymentState state) {
    return {id, payment.quota, payment.contract, payment.amount, state, draft.month, {}};
}

Result<void> draft_return(Draft& draft, PaymentId id) {
    auto const* payment = JC_TRY(find_in_flight(draft, id));
    for (auto const& part : payment->parts)
        draft.debit(at(part.account, payment->quota, part.detail), part.amount);
    draft.credit(at(Account::in_flight, payment->quota, id.value()), payment->amount);
    draft.add_payment(change_of(draft, id, *payment, PaymentState::returned));
    draft.spend({scope_of(draft, *payment), payment->submitted, {}, -payment->amount, {}});
    draft.settle_lights(id);
    return {};
}

/// Where refunded money may be spent again: the plan of this month when it came out of a plan, else
/// the balance it came from. What a finished contract held belongs to the quota.
BalanceKey refund_target(Draft const& draft, PaymentRecord const& payment) {
    auto const& part = payment.parts.front();
    auto contract = payment.contract;
    if (contract && draft.book.contract(contract, payment.quota)->finished) contract = ContractId{};
    if (part.account == Account::plan)
        return at(Account::plan, payment.quota, plan_bucket(contract, draft.month));
    return at(contract ? Account::contract : Account::executable, payment.quota, contract.value());
}

}  // namespace

Result<void> draft_command(Draft& draft, ReturnPayment const& command) {
    return draft_return(draft, command.payment);
}

Result<void> draft_command(Draft& draft, ReturnPayments const& command) {
    draft.read(Draft::Reads::own_writes);
    if (command.payments.empty()) return refuse(refusals::nothing_to_book);
    std::size_t index = 0;
    for (auto const id : command.payments) {
        auto drafted = draft.has_changed(id) ? refuse(refusals::payment_not_in_flight)
                                             : draft_return(draft, id);
        auto const path = "/payments/" + std::to_string(index++);
        if (!drafted) return std::unexpected(under(path, std::move(drafted).error()));
    }
    return {};
}

Result<void> draft_command(Draft& draft, ClearPayment const& command) {
    auto const* payment = JC_TRY(find_in_flight(draft, command.payment));
    auto const scope = scope_of(draft, *payment);
    if (scope) {
        auto const& current = draft.months(scope)[month_index(draft.month)];
        JC_CHECK(check_room(current.cleared, payment->amount));
    }
    draft.debit(at(Account::paid, payment->quota), payment->amount);
    draft.credit(at(Account::in_flight, payment->quota, command.payment.value()), payment->amount);
    draft.add_payment(change_of(draft, command.payment, *payment, PaymentState::cleared));
    if (payment->submitted == draft.month) {
        draft.spend({scope, draft.month, payment->amount, -payment->amount, {}});
    } else {
        draft.spend({scope, payment->submitted, {}, -payment->amount, {}});
        draft.spend({scope, draft.month, payment->amount, {}, {}});
    }
    draft.settle_lights(command.payment);
    return {};
}

Result<void> draft_command(Draft& draft, RefundPayment const& command) {
    JC_CHECK(check_amount(command.amount));
    if (command.payment_year < draft.book.settings().year) {
        // 以前年度的退款不恢复指标, 计入结余.
        JC_CHECK(check_room(draft.book.surplus(), command.amount));
        draft.posting.surplus = command.amount;
        return {};
    }
    auto const* payment = draft.book.payment(command.payment);
    if (payment == nullptr || command.payment_year != draft.book.settings().year)
        return refuse(refusals::payment_not_found);
    if (payment->state != PaymentState::cleared) return refuse(refusals::payment_not_cleared);
    auto const left = payment->amount - payment->refunded;
    if (command.amount > left) {
        return refuse(refusals::exceeds_paid,
                      {figure("amount_fen", command.amount), figure("left_fen", left)});
    }
    auto const scope = scope_of(draft, *payment);
    if (scope) {
        auto const& current = draft.months(scope)[month_index(draft.month)];
        JC_CHECK(check_room(current.refunded, command.amount));
    }
    draft.debit(refund_target(draft, *payment), command.amount);
    draft.credit(at(Account::paid, payment->quota), command.amount);
    auto change = change_of(draft, command.payment, *payment, PaymentState::cleared);
    change.amount = command.amount;
    draft.add_payment(std::move(change));
    draft.spend({scope, draft.month, {}, {}, command.amount});
    draft.settle_lights(command.payment);
    return {};
}

}  // namespace jincai::ledger
