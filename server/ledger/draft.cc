#include "ledger/draft.h"

namespace jincai::ledger {

Draft::Draft(Book const& book_, Rules const& rules_, CommandKind kind, CommandHeader const& header,
             Posting& out)
    : book{book_}, rules{rules_}, month{fiscal_month(header.date)}, posting{out} {
    posting.seq = book.last_seq() + 1;
    posting.header = header;
    posting.kind = kind;
}

Money Draft::balance(BalanceKey const& key) const {
    auto value = book.balance(key);
    if (!own_writes_) return value;
    auto const found = written_.find(key);
    return found == written_.end() ? value : value + found->second;
}

void Draft::debit(BalanceKey const& key, Money amount) {
    posting.lines.push_back({Side::debit, key.account, key.key, key.detail, amount});
    note(key, is_source(key.account) ? -amount : amount);
}

void Draft::credit(BalanceKey const& key, Money amount) {
    posting.lines.push_back({Side::credit, key.account, key.key, key.detail, amount});
    note(key, is_source(key.account) ? amount : -amount);
}

void Draft::note(BalanceKey const& key, Money delta) {
    if (own_writes_) written_[key] += delta;
}

bool Draft::is_frozen(ScopeId scope) const {
    if (!scope) return false;
    if (auto const* own = find(scope)) return own->frozen;
    return book.scope(scope).red.frozen;
}

bool Draft::is_red(ScopeId scope) const {
    if (auto const* own = find(scope)) return own->red;
    return book.scope(scope).red.red;
}

ScopeMonths const& Draft::months(ScopeId scope) const {
    if (auto const* own = find(scope)) return own->months;
    return book.scope(scope).months;
}

OneTimePass const* Draft::find_pass(ScopeId scope, PaymentOrder const& order) const {
    for (auto const& pass : book.scope(scope).passes) {
        if (pass.used_by || used_passes_.contains(pass.granted_seq)) continue;
        if (pass.payee != order.payee || order.amount > pass.amount) continue;
        if (posting.header.at > pass.valid_until) continue;
        return &pass;
    }
    return nullptr;
}

void Draft::use_pass(ScopeId scope, OneTimePass const& pass, PaymentId payment) {
    used_passes_.insert(pass.granted_seq);
    posting.passes.push_back(
        {pass.granted_seq, scope, pass.amount, pass.payee, pass.valid_until, payment});
}

bool Draft::has_payment(PaymentId payment) const {
    return book.payment(payment) != nullptr || changed_payments_.contains(payment.value());
}

void Draft::add_payment(PaymentChange change) {
    if (own_writes_) changed_payments_.insert(change.payment.value());
    posting.payments.push_back(std::move(change));
}

void Draft::plan(QuotaState const& quota, FiscalMonth in, Money delta) {
    posting.plans.push_back({quota.line.id, in, delta});
    if (!quota.scope) return;
    auto& scope = working(quota.scope);
    scope.months[month_index(in)].plan += delta;
    scope.touched |= 1U << in.value;
}

void Draft::spend(SpendChange const& change) {
    if (!change.scope) return;
    posting.spending.push_back(change);
    auto& scope = working(change.scope);
    auto& state = scope.months[month_index(change.month)];
    state.cleared += change.cleared;
    state.in_flight += change.in_flight;
    state.refunded += change.refunded;
    scope.touched |= 1U << change.month.value;
}

Draft::Scope const* Draft::find(ScopeId id) const {
    if (scopes_.empty()) return nullptr;
    if (scopes_.front().id == id) return &scopes_.front();
    auto const found = scope_at_.find(id.value());
    return found == scope_at_.end() ? nullptr : &scopes_[found->second];
}

Draft::Scope& Draft::working(ScopeId id) {
    auto const* own = find(id);
    if (own == nullptr) {
        auto const& state = book.scope(id);
        if (!scopes_.empty()) scope_at_.emplace(id.value(), scopes_.size());
        scopes_.push_back({id, state.months, state.red.red, state.red.frozen, state.red.month, 0});
        own = &scopes_.back();
    }
    auto const at = static_cast<std::size_t>(own - scopes_.data());
    if (scopes_[at].touched == 0) touched_.push_back(at);
    return scopes_[at];
}

}  // namespace jincai::ledger
