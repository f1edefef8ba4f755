#include <string_view>

#include "ledger/book.h"

namespace jincai::ledger {

namespace {

/// A fold that tells 64-bit values and texts apart by their order. Not for evidence: the journal is
/// hashed with SM3; this compares two books in memory.
class Fold {
public:
    explicit Fold(std::uint64_t seed) : state_{seed * 0x9e3779b97f4a7c15ULL + 1} {}
    Fold& add(std::int64_t value) {
        state_ ^= static_cast<std::uint64_t>(value);
        state_ *= 0xd6e8feb86659fd93ULL;
        state_ ^= state_ >> 32;
        return *this;
    }
    Fold& add(Money value) { return add(value.fen()); }
    Fold& add(std::string_view text) {
        add(static_cast<std::int64_t>(text.size()));
        for (char const c : text) add(static_cast<std::int64_t>(c));
        return *this;
    }
    [[nodiscard]] std::uint64_t value() const { return state_; }

private:
    std::uint64_t state_;
};

std::uint64_t fold_quota(QuotaState const& quota) {
    Fold fold{2};
    fold.add(quota.line.id.value()).add(quota.line.unit.value()).add(quota.line.fund.value());
    fold.add(quota.line.project.value()).add(quota.scope.value());
    fold.add(static_cast<std::int64_t>(quota.status)).add(quota.from_source);
    fold.add(quota.from_parent).add(quota.moved).add(quota.passed_down);
    for (auto const planned : quota.planned) fold.add(planned);
    for (auto const contract : quota.contracts) fold.add(contract.value());
    fold.add(quota.closing.paid).add(quota.closing.handed_down);
    fold.add(quota.closing.carried_over).add(quota.closing.recalled);
    return fold.value();
}

std::uint64_t fold_scope(ScopeState const& scope) {
    Fold fold{3};
    fold.add(scope.key.unit.value()).add(scope.key.fund).add(scope.key.project_class);
    fold.add(scope.key.project);
    for (auto const& month : scope.months) {
        fold.add(month.plan).add(month.cleared).add(month.in_flight).add(month.refunded);
        fold.add(static_cast<std::int64_t>(month.light)).add(std::int64_t{month.used});
    }
    fold.add(std::int64_t{scope.red.red}).add(std::int64_t{scope.red.frozen});
    fold.add(scope.red.trigger_seq).add(std::int64_t{scope.red.months});
    for (auto const& pass : scope.passes)
        fold.add(pass.granted_seq).add(pass.used_by.value()).add(pass.amount);
    return fold.value();
}

std::uint64_t fold_payment(std::int64_t id, PaymentRecord const& payment) {
    Fold fold{4};
    fold.add(id).add(payment.quota.value()).add(payment.contract.value()).add(payment.amount);
    fold.add(payment.refunded).add(static_cast<std::int64_t>(payment.state));
    fold.add(std::int64_t{payment.submitted.value}).add(std::int64_t{payment.cleared.value});
    for (auto const& part : payment.parts)
        fold.add(std::int64_t{number(part.account)}).add(part.detail).add(part.amount);
    return fold.value();
}

}  // namespace

// Sums of folds do not depend on the order in which the hash maps keep their entries.
std::uint64_t Book::digest() const {
    Fold head{1};
    head.add(settings_.region.value()).add(std::int64_t{settings_.year.value});
    head.add(last_seq_).add(std::int64_t{year_closed_}).add(std::int64_t{closed_months_});
    head.add(surplus_);
    auto sum = head.value();
    for (auto const& [key, amount] : balances_)
        sum += Fold{5}
                   .add(std::int64_t{number(key.account)})
                   .add(key.key)
                   .add(key.detail)
                   .add(amount)
                   .value();
    for (auto const& quota : quotas_) sum += fold_quota(quota);
    for (auto const& scope : scopes_) sum += fold_scope(scope);
    for (auto const& [id, at] : payment_index_) sum += fold_payment(id, payments_[at]);
    for (auto const& [key, contract] : contracts_)
        sum += Fold{6}
                   .add(key.first.value())
                   .add(key.second.value())
                   .add(contract.amount)
                   .add(std::int64_t{contract.finished})
                   .value();
    for (auto const& [key, amount] : hand_downs_)
        sum += Fold{7}.add(key.first.value()).add(key.second.value()).add(amount).value();
    for (auto const& [document, amount] : received_)
        sum += Fold{9}.add(document.value()).add(amount).value();
    commands_.for_each([&](std::string_view id, BookedCommand const& booked) {
        sum += Fold{8}
                   .add(id)
                   .add(static_cast<std::int64_t>(booked.body_digest))
                   .add(booked.seq)
                   .value();
    });
    return sum;
}

}  // namespace jincai::ledger
