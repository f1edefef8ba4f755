#include "ledger/check.h"

#include <fmt/format.h>

#include <map>

namespace jincai::ledger {

std::vector<Violation> check(Posting const& posting) {
    if (posting.lines.empty()) return {};
    std::vector<Violation> found;
    if (posting.lines.size() < 2) found.push_back({"I1", "fewer than two lines"});
    Money debit;
    Money credit;
    for (auto const& line : posting.lines) {
        if (!line.amount.is_positive() || line.amount > kMoneyMax) {
            found.push_back({"I1", fmt::format("line amount {} fen", line.amount.fen())});
            return found;
        }
        auto& side = line.side == Side::debit ? debit : credit;
        auto const sum = add(side, line.amount);
        if (!sum) {
            found.push_back({"I1", "sum of lines beyond the range of amounts"});
            return found;
        }
        side = *sum;
    }
    if (debit != credit)
        found.push_back({"I1", fmt::format("debit {} fen, credit {} fen", debit.fen(),
                                           credit.fen())});
    return found;
}

/// Recomputes every kept figure from the balances and the payments, and compares.
class Checker {
public:
    explicit Checker(Book const& book) : book_{book} {}

    std::vector<Violation> run() {
        check_balances();
        add_in_flight();
        check_totals();
        check_quotas();
        check_children();
        check_payments();
        check_scopes();
        return std::move(found_);
    }

private:
    void report(std::string invariant, std::string detail) {
        found_.push_back({std::move(invariant), std::move(detail)});
    }

    void compare(char const* invariant, std::string const& what, Money kept, Money computed) {
        if (kept != computed)
            report(invariant,
                   fmt::format("{}: kept {} fen, computed {} fen", what, kept.fen(),
                               computed.fen()));
    }

    void check_balances() {
        for (auto const& [key, amount] : book_.balances_) {
            if (amount.is_zero()) report("state", "a zero balance is kept");
            if (amount < Money{} && key.account != Account::mid_year_change)
                report("I3", fmt::format("account {} key {} detail {}: {} fen",
                                         number(key.account), key.key, key.detail, amount.fen()));
            if (key.account == Account::reserved) check_reserved(key);
            totals_[index_of(key.account)] += amount;
            if (is_use(key.account)) by_quota_[key.key][index_of(key.account)] += amount;
            if (key.account == Account::in_flight) report("state", "2021 is kept twice");
        }
    }

    /// Whatever waits for a decision can find its way back.
    void check_reserved(BalanceKey const& key) {
        auto const origin = bucket_origin(key.detail);
        bool const known = origin && (is_pending(*origin) || *origin == Account::executable ||
                                      *origin == Account::frozen);
        if (!known || bucket_document(key.detail).value() <= 0)
            report("state", fmt::format("quota {}: reserved without origin, detail {}", key.key,
                                        key.detail));
    }

    void check_totals() {
        Money sources;
        Money uses;
        for (auto const account : kAccounts) {
            auto const total = totals_[index_of(account)];
            (is_source(account) ? sources : uses) += total;
            compare("state", fmt::format("total of {}", number(account)), book_.balance(account),
                    total);
        }
        compare("I2", "uses against sources", uses, sources);
    }

    void check_quotas() {
        for (auto const& [id, totals] : by_quota_)
            if (book_.quota(QuotaId{id}) == nullptr)
                report("state", fmt::format("balances of the unknown quota {}", id));
        for (auto const& quota : book_.quotas_) {
            auto const id = quota.line.id.value();
            auto const& computed = by_quota_[id];
            Money held;
            for (auto const total : computed) held += total;
            if (computed != quota.totals)
                report("state", fmt::format("account totals of quota {}", id));
            auto const& closing = quota.closing;
            held += quota.passed_down + closing.paid + closing.handed_down +
                    closing.carried_over + closing.recalled;
            compare("I4", fmt::format("quota {}", id), quota.issued(), held);
        }
    }

    void check_children() {
        std::map<std::int64_t, Money> received;
        for (auto const& quota : book_.quotas_)
            if (quota.line.parent) received[quota.line.parent.value()] += quota.from_parent;
        for (auto const& [id, sum] : received) {
            auto const* parent = book_.quota(QuotaId{id});
            if (parent == nullptr)
                report("I5", fmt::format("parent {} unknown", id));
            else if (sum > parent->passed_down)
                report("I5", fmt::format("children of {} received {} fen, passed down {} fen", id,
                                         sum.fen(), parent->passed_down.fen()));
        }
    }

    void check_payments() {
        for (auto const& [id, at] : book_.payment_index_) {
            auto const& payment = book_.payments_[at];
            auto const what = fmt::format("payment {}", id);
            Money parts;
            for (auto const& part : payment.parts) parts += part.amount;
            compare("state", what + " parts", payment.amount, parts);
            if (payment.refunded > payment.amount) report("state", what + " refunded too much");
            auto const* quota = book_.quota(payment.quota);
            if (quota == nullptr) report("state", what + " of an unknown quota");
            if (quota != nullptr && quota->scope) add_spending(quota->scope, payment);
        }
        if (book_.payments_.size() != book_.payment_index_.size())
            report("state", "a payment cannot be found");
    }

    /// What payments hold in 2021.
    void add_in_flight() {
        for (auto const& payment : book_.payments_) {
            if (payment.state != PaymentState::in_flight) continue;
            totals_[index_of(Account::in_flight)] += payment.amount;
            by_quota_[payment.quota.value()][index_of(Account::in_flight)] += payment.amount;
        }
    }

    void add_spending(ScopeId scope, PaymentRecord const& payment) {
        auto& months = spending_[scope];
        if (payment.state == PaymentState::in_flight)
            months[month_index(payment.submitted)].in_flight += payment.amount;
        if (payment.state == PaymentState::cleared)
            months[month_index(payment.cleared)].cleared += payment.amount;
        refunded_[scope] += payment.refunded;
    }

    void check_scopes() {
        std::map<ScopeId, std::array<Money, kMonths>> planned;
        for (auto const& quota : book_.quotas_)
            if (quota.scope)
                for (std::size_t index = 0; index < kMonths; ++index)
                    planned[quota.scope][index] += quota.planned[index];
        std::int64_t number = 0;
        for (auto const& scope : book_.scopes_) {
            ScopeId const id{++number};
            Money refunded;
            for (std::size_t index = 0; index < kMonths; ++index) {
                auto const& month = scope.months[index];
                auto const what = fmt::format("scope {} month {}", number, index + 1);
                compare("state", what + " plan", month.plan, planned[id][index]);
                compare("state", what + " in flight", month.in_flight,
                        spending_[id][index].in_flight);
                compare("state", what + " cleared", month.cleared, spending_[id][index].cleared);
                refunded += month.refunded;
            }
            compare("state", fmt::format("scope {} refunds", number), refunded, refunded_[id]);
        }
    }

    Book const& book_;
    std::vector<Violation> found_;
    std::array<Money, kAccountCount> totals_{};
    std::map<std::int64_t, std::array<Money, kAccountCount>> by_quota_;
    std::map<ScopeId, std::array<ScopeMonth, kMonths>> spending_;
    std::map<ScopeId, Money> refunded_;
};

std::vector<Violation> check(Book const& book) { return Checker{book}.run(); }

std::vector<Violation> check_between(Book const& upper, Book const& lower) {
    std::map<std::int64_t, std::pair<Money, Money>> by_document;
    for (auto const& [key, amount] : upper.hand_downs())
        if (key.second == lower.settings().region)
            by_document[key.first.value()].first += amount;
    for (auto const& [document, amount] : lower.received_from_above())
        by_document[document.value()].second += amount;
    std::vector<Violation> found;
    for (auto const& [document, amounts] : by_document) {
        if (amounts.first == amounts.second) continue;
        found.push_back(
            {"I6", fmt::format("document {} for {}: handed down {} fen, received {} fen", document,
                               lower.settings().region.value(), amounts.first.fen(),
                               amounts.second.fen())});
    }
    return found;
}

}  // namespace jincai::ledger
