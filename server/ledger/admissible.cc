#include <fmt/format.h>

#include <map>
#include <set>

#include "ledger/check.h"

namespace jincai::ledger {

namespace {

/// Whatever `apply` relies on, asked of a posting that somebody may have tampered with.
class Gate {
public:
    Gate(Book const& book, Posting const& posting) : book_{book}, posting_{posting} {}

    std::vector<Violation> run() {
        found_ = check(posting_);
        if (!found_.empty()) return std::move(found_);
        check_header();
        check_opened();
        check_lines();
        check_references();
        check_quota_sums();
        check_payments();
        check_scopes();
        check_freezes();
        return std::move(found_);
    }

private:
    void demand(bool holds, char const* invariant, std::string detail) {
        if (!holds) found_.push_back({invariant, std::move(detail)});
    }

    bool known(QuotaId id) const {
        return book_.quota(id) != nullptr || opened_.contains(id.value());
    }

    static bool fits(Money counter, Money delta) {
        auto const bounded = delta <= kMoneyMax && delta >= -kMoneyMax;
        auto const after = bounded ? counter + delta : kMoneyMax + kMoneyMax;
        auto const limit = kMoneyMax.fen() * 16;
        return bounded && after.fen() <= limit && after.fen() >= -limit;
    }

    void check_header() {
        demand(posting_.seq == book_.last_seq() + 1, "state",
               fmt::format("sequence {} after {}", posting_.seq, book_.last_seq()));
        demand(!book_.year_closed(), "state", "the year is closed");
        demand(!book_.command(posting_.header.command_id), "state",
               "the command was booked before");
        demand(fits(book_.surplus(), posting_.surplus), "state", "surplus out of range");
    }

    void check_opened() {
        for (auto const& line : posting_.opened) {
            demand(line.id.value() > 0 && !known(line.id), "state",
                   fmt::format("quota {} opened twice", line.id.value()));
            opened_.insert(line.id.value());
        }
    }

    void check_lines() {
        for (auto const& line : posting_.lines) {
            demand(is_source(line.account) || known(QuotaId{line.key}), "state",
                   fmt::format("line of the unknown quota {}", line.key));
            BalanceKey const key{line.account, line.key, line.detail};
            auto const delta = is_source(line.account) == (line.side == Side::credit)
                                   ? line.amount
                                   : -line.amount;
            auto const [found, fresh] = balances_.try_emplace(key, book_.balance(key));
            auto const total = found->second;
            demand(fits(total, delta), "state", "balance out of range");
            if (!fits(total, delta)) return;
            found->second = total + delta;
            demand(found->second >= Money{} || line.account == Account::mid_year_change, "I3",
                   fmt::format("account {} key {} detail {}: {} fen", number(line.account),
                               line.key, line.detail, found->second.fen()));
            if (is_use(line.account)) moved_[line.key] += delta;
        }
    }

    void check_references() {
        for (auto const& change : posting_.statuses)
            demand(known(change.quota), "state", "status of an unknown quota");
        for (auto const& change : posting_.contracts)
            demand(known(change.quota) && fits({}, change.delta), "state",
                   "contract of an unknown quota");
        for (auto const& change : posting_.closings)
            demand(known(change.quota), "state", "closing of an unknown quota");
        for (auto const& change : posting_.months)
            demand(is_month(change.month), "state", "unknown month");
        for (auto const& change : posting_.hand_downs)
            demand(fits(book_.handed_down(change.document, change.receiver), change.amount),
                   "state", "handed down out of range");
    }

    void check_quota_sums() {
        for (auto const& change : posting_.quotas) {
            auto const* state = book_.quota(change.quota);
            demand(known(change.quota), "state", "change of an unknown quota");
            QuotaState const none;
            auto const& was = state == nullptr ? none : *state;
            bool const bounded = fits(was.from_source, change.from_source) &&
                                 fits(was.from_parent, change.from_parent) &&
                                 fits(was.moved, change.moved) &&
                                 fits(was.passed_down, change.passed_down);
            demand(bounded, "state", "quota counter out of range");
            if (!bounded) return;
            moved_[change.quota.value()] -= change.from_source + change.from_parent +
                                            change.moved - change.passed_down;
        }
        if (posting_.kind == CommandKind::close_year) return;
        for (auto const& [id, difference] : moved_)
            demand(difference.is_zero(), "I4",
                   fmt::format("quota {} is off by {} fen", id, difference.fen()));
    }

    void check_payments() {
        std::set<std::int64_t> seen;
        for (auto const& change : posting_.payments) {
            auto const id = change.payment.value();
            auto const* record = book_.payment(change.payment);
            bool holds = seen.insert(id).second && known(change.quota) && is_month(change.month);
            if (change.state == PaymentState::in_flight)
                holds = holds && record == nullptr && !change.parts.empty();
            else if (posting_.kind == CommandKind::refund_payment)
                holds = holds && record != nullptr && record->state == PaymentState::cleared &&
                        change.amount <= record->amount - record->refunded;
            else
                holds = holds && record != nullptr && record->state == PaymentState::in_flight;
            demand(holds, "state", fmt::format("payment {} cannot change so", id));
        }
        check_in_flight();
    }

    /// Each line of 2021 belongs to the payment that changes, in the same order.
    void check_in_flight() {
        std::size_t next = 0;
        for (auto const& line : posting_.lines) {
            if (line.account != Account::in_flight) continue;
            bool holds = next < posting_.payments.size();
            if (holds) {
                auto const& change = posting_.payments[next++];
                auto const* record = book_.payment(change.payment);
                holds = change.payment.value() == line.detail &&
                        change.quota.value() == line.key && change.amount == line.amount &&
                        (change.state == PaymentState::in_flight) == (line.side == Side::debit) &&
                        (record == nullptr || record->amount == line.amount);
            }
            demand(holds, "state", fmt::format("line of payment {} without it", line.detail));
        }
        demand(next == posting_.payments.size() || posting_.kind == CommandKind::refund_payment,
               "state", "a payment changes without its line");
    }

    bool known(ScopeId id) const {
        return id.value() >= 1 && id.value() <= static_cast<std::int64_t>(book_.scopes().size());
    }

    void check_scopes() {
        for (auto const& change : posting_.plans) {
            auto const* quota = book_.quota(change.quota);
            bool holds = quota != nullptr && is_month(change.month);
            holds = holds && fits(quota->planned[month_index(change.month)], change.delta);
            demand(holds, "state", "plan of an unknown quota or month, or out of range");
        }
        for (auto const& change : posting_.spending) {
            bool holds = known(change.scope) && is_month(change.month);
            if (holds) {
                auto const& month = book_.scope(change.scope).months[month_index(change.month)];
                holds = fits(month.cleared, change.cleared) &&
                        fits(month.in_flight, change.in_flight) &&
                        fits(month.refunded, change.refunded);
            }
            demand(holds, "state", "spending of an unknown scope or month, or out of range");
        }
        for (auto const& change : posting_.evaluations)
            demand(known(change.scope) && is_month(change.month), "state",
                   "light of an unknown scope or month");
    }

    void check_freezes() {
        std::map<std::int64_t, bool> red;
        for (auto const& change : posting_.freezes) {
            demand(known(change.scope) && is_month(change.month), "state",
                   "freeze of an unknown scope or month");
            if (!known(change.scope)) continue;
            auto const [found, fresh] =
                red.try_emplace(change.scope.value(), book_.scope(change.scope).red.red);
            bool const lifted = change.action == FreezeAction::lifted;
            demand(found->second == lifted, "state", "freeze against the state of the scope");
            found->second = !lifted;
        }
        for (auto const& change : posting_.passes)
            demand(is_usable(change), "state", "unknown pass");
    }

    bool is_usable(PassChange const& change) const {
        if (!known(change.scope)) return false;
        if (!change.used_by) return change.granted_seq == posting_.seq;
        for (auto const& pass : book_.scope(change.scope).passes)
            if (pass.granted_seq == change.granted_seq) return !pass.used_by;
        return false;
    }

    Book const& book_;
    Posting const& posting_;
    std::vector<Violation> found_;
    std::set<std::int64_t> opened_;
    std::map<BalanceKey, Money> balances_;
    std::map<std::int64_t, Money> moved_;
};

}  // namespace

std::vector<Violation> admissible(Book const& book, Posting const& posting) {
    return Gate{book, posting}.run();
}

}  // namespace jincai::ledger
