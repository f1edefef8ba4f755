#include "ledger/book.h"

#include "base/assert.h"
#include "ledger/enum_names.h"
#include "ledger/lights.h"

namespace jincai::ledger {

std::size_t BalanceKeyHash::operator()(BalanceKey const& key) const noexcept {
    auto mixed = static_cast<std::uint64_t>(key.key) * 0x9e3779b97f4a7c15ULL;
    mixed ^= (static_cast<std::uint64_t>(key.detail) + number(key.account)) * 0xc2b2ae3d27d4eb4fULL;
    mixed ^= static_cast<std::uint64_t>(number(key.account)) << 40;
    mixed ^= mixed >> 32;
    mixed *= 0xd6e8feb86659fd93ULL;
    return mixed ^ (mixed >> 32);
}

void Book::reserve(std::size_t payments, std::size_t commands) {
    payment_index_.reserve(payments);
    commands_.reserve(commands);
}

Book Book::trial() const {
    Book made{settings_};
    made.under_ = this;
    made.last_seq_ = last_seq_;
    made.year_closed_ = year_closed_;
    made.closed_months_ = closed_months_;
    made.surplus_ = surplus_;
    made.balances_ = balances_;
    made.totals_ = totals_;
    made.quotas_ = quotas_;
    made.quota_index_ = quota_index_;
    made.contracts_ = contracts_;
    made.scopes_ = scopes_;
    made.scope_index_ = scope_index_;
    made.hand_downs_ = hand_downs_;
    made.received_ = received_;
    return made;
}

std::optional<BookedCommand> Book::command(std::string_view command_id) const {
    auto found = commands_.find(command_id);
    if (!found && under_ != nullptr) found = under_->command(command_id);
    return found;
}

Light ScopeState::light(FiscalMonth month) const {
    if (red.red && month >= red.month) return Light::red;
    return months[month_index(month)].light;
}

std::int32_t ScopeState::overspent_run(FiscalMonth month) const {
    return ledger::overspent_run(months, month);
}

bool Book::month_closed(FiscalMonth month) const {
    return is_month(month) && (closed_months_ & (1U << month.value)) != 0;
}

Money Book::balance(BalanceKey const& key) const {
    if (key.account == Account::in_flight) {
        auto const* held = payment(PaymentId{key.detail});
        bool const waits = held != nullptr && held->state == PaymentState::in_flight &&
                           held->quota.value() == key.key;
        return waits ? held->amount : Money{};
    }
    auto const found = balances_.find(key);
    return found == balances_.end() ? Money{} : found->second;
}

QuotaState const* Book::quota(QuotaId id) const {
    auto const found = quota_index_.find(id.value());
    return found == quota_index_.end() ? nullptr : &quotas_[found->second];
}

ContractState const* Book::contract(ContractId contract, QuotaId quota) const {
    auto const found = contracts_.find({contract, quota});
    return found == contracts_.end() ? nullptr : &found->second;
}

PaymentRecord const* Book::payment(PaymentId id) const {
    auto const found = payment_index_.find(id.value());
    if (found != payment_index_.end()) return &payments_[found->second];
    return under_ == nullptr ? nullptr : under_->payment(id);
}

/// To be changed: what a trial changes becomes its own.
PaymentRecord* Book::find_payment(PaymentId id) {
    auto const* seen = payment(id);
    if (seen == nullptr) return nullptr;
    auto const next = static_cast<std::uint32_t>(payments_.size());
    auto const [found, fresh] = payment_index_.try_emplace(id.value(), next);
    if (fresh) payments_.push_back(*seen);
    return &payments_[found->second];
}

ScopeState const& Book::scope(ScopeId id) const {
    JC_ASSERT(id.value() >= 1 && id.value() <= static_cast<std::int64_t>(scopes_.size()));
    return scopes_[static_cast<std::size_t>(id.value() - 1)];
}

std::optional<ScopeId> Book::find_scope(ScopeKey const& key) const {
    auto const found = scope_index_.find(key);
    if (found == scope_index_.end()) return std::nullopt;
    return found->second;
}

std::optional<ScopeKey> Book::scope_key(QuotaLine const& line) const {
    if (line.unit.empty()) return std::nullopt;  // not distributed: nobody spends it
    if (line.project_class == ProjectClass::personnel && !settings_.lights_for_personnel)
        return std::nullopt;
    switch (settings_.scope_kind) {
        case ScopeKind::unit_fund_class:
            return ScopeKey{line.unit, line.fund.value(),
                            std::string{name_of(line.project_class)}, ""};
        case ScopeKind::unit: return ScopeKey{line.unit, "", "", ""};
        case ScopeKind::project: return ScopeKey{line.unit, "", "", line.project.value()};
    }
    return std::nullopt;
}

Money Book::handed_down(DocumentId document, RegionCode const& receiver) const {
    auto const found = hand_downs_.find({document, receiver});
    return found == hand_downs_.end() ? Money{} : found->second;
}

}  // namespace jincai::ledger
