#include "ledger/preview.h"

#include "ledger/decide.h"

namespace jincai::ledger {

namespace {

/// What the scope would show if the payment were booked, whether or not it may be.
void foresee(Preview& seen, Book const& book, Money amount, Rules const& rules) {
    auto const& state = book.scope(seen.scope);
    auto months = state.months;
    auto& current = months[month_index(seen.month)];
    seen.before = state.light(seen.month);
    seen.plan = current.plan;
    seen.spend_before = current.spend();
    if (check_amount(amount)) current.in_flight += amount;
    seen.spend_after = current.spend();
    seen.overspent_after = current.overspent();
    bool const run = !state.red.red && find_run(months, 1U << seen.month.value, rules).has_value();
    bool const red = run || seen.before == Light::red;
    seen.after = red ? Light::red : month_light(current, rules);
    seen.freezes = run && !rules.freeze_basis.empty();
}

}  // namespace

Preview preview(Book const& book, SubmitPayment const& command, Rules const& rules) {
    Preview seen;
    auto const day = check_day(book, command.header, CommandKind::submit_payment);
    if (!day) {
        seen.refusal = day.error();
        return seen;
    }
    Posting posting;
    Draft draft{book, rules, CommandKind::submit_payment, command.header, posting};
    seen.month = draft.month;
    auto const drafted = draft_payment(draft, command.order, Identity::preview);
    if (!drafted) seen.refusal = drafted.error();
    auto const* quota = book.quota(command.order.quota);
    if (quota == nullptr) return seen;
    seen.available = book.available(command.order.quota, command.order.contract, seen.month,
                                    rules.plan_mode(quota->line.project_class));
    seen.scope = quota->scope;
    if (seen.scope) foresee(seen, book, command.order.amount, rules);
    return seen;
}

}  // namespace jincai::ledger
