#pragma once

#include <boost/describe/enum.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <map>
#include <optional>
#include <vector>

#include "ledger/book.h"
#include "ledger/lights.h"

/// A booked year under other rules: the facts of its postings - plans, payments, clearings, refunds,
/// liftings - are kept, lights and freezes are found anew. Nothing here changes a book.
namespace jincai::ledger {

/// What one scope's light was in one month: its own yellow, and the red that its spending made.
struct LightMark {
    bool yellow = false;  ///< at any moment of the year
    Timestamp yellow_since{};
    std::int64_t yellow_seq = 0;
    bool red = false;     ///< this month ended a run
    bool frozen = false;  ///< and the red stopped payments, not only warned
    Timestamp red_since{};
    std::int64_t red_seq = 0;
    PaymentId trigger;    ///< 0 when a plan change did it
    std::optional<Timestamp> lifted_at;
    friend bool operator==(LightMark const&, LightMark const&) = default;
};
struct ScopeAndMonth {
    ScopeKey scope;
    FiscalMonth month;
    friend auto operator<=>(ScopeAndMonth const&, ScopeAndMonth const&) = default;
};
using LightHistory = std::map<ScopeAndMonth, LightMark>;

/// What really happened, as the postings tell it.
class ToldLights {
public:
    explicit ToldLights(BookSettings settings) : names_{std::move(settings)} {}
    void take(Posting const& posting);
    [[nodiscard]] LightHistory const& history() const { return history_; }
    /// Requires: a scope that the postings so far have opened.
    [[nodiscard]] ScopeKey const& key(ScopeId scope) const;

private:
    Book names_;  ///< empty: it names the scopes of lines
    std::vector<ScopeKey> scopes_;  ///< in the order of their numbers
    std::map<ScopeKey, ScopeId> numbers_;
    std::map<ScopeKey, FiscalMonth> red_;
    LightHistory history_;
};

/// Payments that the other rules would have refused: `kept`, as if another way had been found for
/// them, or `dropped` with their clearings and refunds, as if nobody had come again.
BOOST_DEFINE_ENUM_CLASS(RefusedPayments, kept, dropped)

/// A booked fact that the other rules would have refused.
struct RefusedFact {
    std::int64_t seq = 0;
    Timestamp at{};
    BusinessDate date{};
    CommandKind kind = CommandKind::submit_payment;  ///< or approve_plan, shift_plan
    std::string_view code;  ///< of the refusal: scope_frozen or trigger_blocked
    PaymentId payment;      ///< 0 for plans
    QuotaId quota;
    ScopeKey scope;
    Money amount;
};

class WhatIf {
public:
    /// `told`: of the book; `wanted`: what is supposed, with the same scope kind.
    WhatIf(BookSettings told, BookSettings wanted, RefusedPayments mode)
        : told_{std::move(told)}, names_{std::move(wanted)}, mode_{mode} {}

    /// The next posting of the journal, under the rules of its day.
    void take(Posting const& posting, Rules const& rules);

    [[nodiscard]] LightHistory const& told() const { return told_.history(); }
    [[nodiscard]] LightHistory const& supposed() const { return supposed_; }
    [[nodiscard]] std::vector<RefusedFact> const& refused() const { return refused_; }
    /// The months of a scope as the facts left them; null for a scope that never was.
    [[nodiscard]] ScopeMonths const* months(ScopeKey const& scope) const;

private:
    struct Scope {
        ScopeKey key;
        ScopeMonths months{};
        bool red = false;
        bool frozen = false;
        FiscalMonth red_month;
        std::uint32_t red_months = 0;
    };
    struct Quota {
        std::uint32_t scope = 0;  ///< position + 1; 0: not watched
        bool is_protected = false;
    };
    struct Flow {
        std::int8_t submitted = 0;  ///< month
        bool dropped = false;
    };

    void open(QuotaLine const& line);
    [[nodiscard]] Scope* scope_of(QuotaId quota);
    void take_plans(Posting const& posting, Rules const& rules);
    void take_payment(Posting const& posting, PaymentChange const& change, Rules const& rules);
    void submit(Posting const& posting, PaymentChange const& change, Rules const& rules);
    [[nodiscard]] std::string_view refusal(Posting const& posting, PaymentChange const& change,
                                           Rules const& rules);
    void lift(ScopeKey const& key, Timestamp at);
    void settle(Scope& scope, std::uint32_t touched, Posting const& posting, PaymentId trigger,
                Rules const& rules);

    ToldLights told_;
    Book names_;
    RefusedPayments mode_;
    std::vector<Scope> scopes_;
    std::map<ScopeKey, std::uint32_t> scope_index_;
    boost::unordered_flat_map<std::int64_t, Quota> quotas_;
    boost::unordered_flat_map<std::int64_t, Flow> flows_;
    LightHistory supposed_;
    std::vector<RefusedFact> refused_;
};

}  // namespace jincai::ledger
