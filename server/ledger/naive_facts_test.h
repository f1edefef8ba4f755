#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "ledger/command.h"
#include "ledger/posting.h"
#include "ledger/rules.h"

namespace jincai::ledger::testing {

/// What the naive model knows, and every answer summed up again from it whenever it is asked for.
class NaiveFacts {
public:
    struct Payment {
        PaymentOrder order;
        PaymentState state = PaymentState::in_flight;
        int submitted = 0;
        int cleared = 0;
        std::vector<std::tuple<Account, std::int64_t, std::int64_t>> parts;
        std::map<int, std::int64_t> refunds;  ///< by month
    };
    struct Pass {
        std::int64_t amount = 0;
        std::uint64_t payee = 0;
        Timestamp until{};
    };
    struct Red {
        bool frozen = false;
        int month = 0;
        std::set<int> months;
    };
    using Key = std::tuple<Account, std::int64_t, std::int64_t>;
    using Scope = std::string;

    Rules rules;
    BookSettings settings;
    std::map<Key, std::int64_t> balance;
    std::map<std::int64_t, QuotaLine> quotas;
    std::map<std::int64_t, QuotaStatus> status;
    std::map<std::pair<std::int64_t, std::int64_t>, bool> contract_finished;
    std::set<std::pair<std::int64_t, std::int64_t>> procurements;
    std::map<std::int64_t, Payment> payments;
    std::map<std::pair<std::int64_t, int>, std::int64_t> planned;
    std::map<Scope, Red> reds;
    std::map<Scope, std::set<int>> used;
    std::map<Scope, std::vector<Pass>> passes;
    std::set<int> closed_months;
    bool year_closed = false;
    /// Commands name scopes by the book's numbers; the test says which scope each is.
    std::map<std::int64_t, Scope> scope_names;

    [[nodiscard]] std::int64_t held(Account account, std::int64_t key, std::int64_t detail) const {
        auto const found = balance.find({account, key, detail});
        return found == balance.end() ? 0 : found->second;
    }
    [[nodiscard]] Scope scope_of(QuotaLine const& line) const {
        if (line.unit.empty()) return "";
        if (line.project_class == ProjectClass::personnel && !settings.lights_for_personnel)
            return "";
        if (settings.scope_kind == ScopeKind::unit) return line.unit.value();
        if (settings.scope_kind == ScopeKind::project)
            return line.unit.value() + "/" + line.project.value();
        return line.unit.value() + "/" + line.fund.value() + "/" +
               std::to_string(static_cast<int>(line.project_class));
    }
    [[nodiscard]] Scope scope_of(std::int64_t quota) const { return scope_of(quotas.at(quota)); }
    [[nodiscard]] std::int64_t plan(Scope const& scope, int month) const {
        std::int64_t sum = 0;
        for (auto const& [key, amount] : planned)
            if (key.second == month && scope_of(key.first) == scope) sum += amount;
        return sum;
    }
    [[nodiscard]] std::int64_t spend(Scope const& scope, int month) const {
        std::int64_t sum = 0;
        for (auto const& [id, payment] : payments) {
            if (scope_of(payment.order.quota.value()) != scope) continue;
            auto const amount = payment.order.amount.fen();
            if (payment.state == PaymentState::in_flight && payment.submitted == month)
                sum += amount;
            if (payment.state == PaymentState::cleared && payment.cleared == month) sum += amount;
            auto const refund = payment.refunds.find(month);
            if (refund != payment.refunds.end()) sum -= refund->second;
        }
        return sum;
    }
    [[nodiscard]] bool overspent(Scope const& scope, int month) const {
        auto const spent = spend(scope, month);
        return spent > 0 && spent > plan(scope, month);
    }
    [[nodiscard]] Light light(Scope const& scope, int month) const {
        auto const red = reds.find(scope);
        if (red != reds.end() && month >= red->second.month) return Light::red;
        return 10'000 * spend(scope, month) > rules.yellow_line.value * plan(scope, month)
                   ? Light::yellow
                   : Light::green;
    }
    [[nodiscard]] bool frozen(Scope const& scope) const {
        auto const red = reds.find(scope);
        return red != reds.end() && red->second.frozen;
    }

protected:
    int month_ = 0;
    Timestamp now_{};

    bool move(Account to, std::int64_t to_key, std::int64_t to_detail, Account from,
              std::int64_t from_key, std::int64_t from_detail, std::int64_t amount) {
        if (amount <= 0 || held(from, from_key, from_detail) < amount) return false;
        change({from, from_key, from_detail}, -amount);
        change({to, to_key, to_detail}, amount);
        return true;
    }
    bool within(std::int64_t quota, Account to, std::int64_t to_detail, Account from,
                std::int64_t from_detail, std::int64_t amount) {
        return quotas.contains(quota) &&
               move(to, quota, to_detail, from, quota, from_detail, amount);
    }
    void change(Key const& key, std::int64_t delta) {
        auto& amount = balance[key];
        amount += delta;
        if (amount == 0) balance.erase(key);
    }
    [[nodiscard]] bool active(std::int64_t quota) const {
        auto const found = status.find(quota);
        return quotas.contains(quota) &&
               (found == status.end() || found->second == QuotaStatus::active);
    }
    [[nodiscard]] bool open_month(int month) const {
        return month >= 1 && month <= 12 && !closed_months.contains(month);
    }
    [[nodiscard]] bool open_contract(std::int64_t contract, std::int64_t quota) const {
        auto const found = contract_finished.find({contract, quota});
        return found != contract_finished.end() && !found->second;
    }
    [[nodiscard]] bool spared(std::int64_t quota) const {
        auto const& line = quotas.at(quota);
        return line.protected_class || line.project_class == ProjectClass::personnel;
    }
    [[nodiscard]] std::optional<int> run_end(Scope const& scope) const {
        auto const known = used.find(scope);
        int run = 0;
        for (int month = 1; month <= 12; ++month) {
            bool const counts =
                overspent(scope, month) && !(known != used.end() && known->second.contains(month));
            run = counts ? run + 1 : 0;
            if (run >= rules.red_months) return month;
        }
        return std::nullopt;
    }
};

}  // namespace jincai::ledger::testing
