#pragma once

#include <boost/container/small_vector.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cstdint>

#include "ledger/book.h"
#include "ledger/lights.h"

/// Inside of the room: what the `decide_*` files share.
namespace jincai::ledger {

/// A posting in the making over a book that does not change. A use case checks everything first and
/// writes then; what it wrote can no longer be refused.
class Draft {
public:
    /// Whether reads see what this draft has written: needed by commands of many lines.
    enum class Reads : std::uint8_t { book_only, own_writes };

    /// `out` is empty and is filled; it outlives the draft.
    Draft(Book const& book, Rules const& rules, CommandKind kind, CommandHeader const& header,
          Posting& out);

    Book const& book;
    Rules const& rules;
    FiscalMonth const month;  ///< of the command's date
    Posting& posting;

    void read(Reads reads) { own_writes_ = reads == Reads::own_writes; }

    [[nodiscard]] Money balance(BalanceKey const& key) const;
    void debit(BalanceKey const& key, Money amount);
    void credit(BalanceKey const& key, Money amount);

    /// Whether a red light stops this scope (0: never).
    [[nodiscard]] bool is_frozen(ScopeId scope) const;
    [[nodiscard]] bool is_red(ScopeId scope) const;
    [[nodiscard]] ScopeMonths const& months(ScopeId scope) const;
    /// A pass of this frozen scope that fits, granted and not yet used.
    [[nodiscard]] OneTimePass const* find_pass(ScopeId scope, PaymentOrder const& order) const;
    void use_pass(ScopeId scope, OneTimePass const& pass, PaymentId payment);
    [[nodiscard]] bool has_payment(PaymentId payment) const;
    void add_payment(PaymentChange change);
    /// Whether this draft has changed it already. Requires: own writes are read.
    [[nodiscard]] bool has_changed(PaymentId payment) const {
        return changed_payments_.contains(payment.value());
    }

    void plan(QuotaState const& quota, FiscalMonth in, Money delta);
    void spend(SpendChange const& change);  ///< scope 0: nothing
    /// Evaluates the months touched since the last call: lights, red, freeze.
    void settle_lights(PaymentId trigger);

private:
    struct Scope {
        ScopeId id;
        ScopeMonths months;
        bool red = false;
        bool frozen = false;
        FiscalMonth red_month;
        std::uint32_t touched = 0;  ///< bit m
        [[nodiscard]] Light shown(std::size_t index) const;
    };
    Scope& working(ScopeId id);
    [[nodiscard]] Scope const* find(ScopeId id) const;
    void evaluate(Scope& scope);
    [[nodiscard]] bool turn_red(Scope& scope, PaymentId trigger);
    void settle(Scope& scope, PaymentId trigger);
    void note(BalanceKey const& key, Money delta);

    bool own_writes_ = false;
    boost::unordered_flat_map<BalanceKey, Money, BalanceKeyHash> written_;
    boost::container::small_vector<Scope, 1> scopes_;
    boost::unordered_flat_map<std::int64_t, std::size_t> scope_at_;  ///< beyond the first
    boost::unordered_flat_set<std::int64_t> changed_payments_;
    boost::unordered_flat_set<std::int64_t> used_passes_;
    boost::container::small_vector<std::size_t, 1> touched_;
};

}  // namespace jincai::ledger
