#pragma once

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "ledger/book_state.h"
#include "ledger/command_index.h"
#include "ledger/rules.h"

/// The budget book of one region and fiscal year: a state machine without I/O and without a clock.
/// `decide` says what a command would do, `apply` does it. One writer; readers need a copy or the
/// writer's pause. Copyable: a copy is a simulation; a trial is one that costs no more however many
/// payments the book has.
namespace jincai::ledger {

struct BalanceKeyHash {
    using is_avalanching = void;
    std::size_t operator()(BalanceKey const& key) const noexcept;
};

class Book {
public:
    explicit Book(BookSettings settings) : settings_{std::move(settings)} {}

    /// A book that starts as this one and goes its own way, for commands that stand or fall together.
    /// Payments and commands stay here and are looked up here: this book must outlive the trial and
    /// not change meanwhile. A trial is not checked, compared or folded.
    [[nodiscard]] Book trial() const;

    /// Room for this many payments and commands, for reading a journal without growing in steps.
    void reserve(std::size_t payments, std::size_t commands);

    [[nodiscard]] BookSettings const& settings() const { return settings_; }
    [[nodiscard]] std::int64_t last_seq() const { return last_seq_; }
    [[nodiscard]] bool year_closed() const { return year_closed_; }
    [[nodiscard]] bool month_closed(FiscalMonth month) const;
    [[nodiscard]] Money surplus() const { return surplus_; }  ///< refunds of earlier years

    [[nodiscard]] Money balance(BalanceKey const& key) const;
    [[nodiscard]] Money balance(Account account) const { return totals_[index_of(account)]; }
    [[nodiscard]] QuotaState const* quota(QuotaId id) const;
    [[nodiscard]] std::span<QuotaState const> quotas() const { return quotas_; }
    [[nodiscard]] ContractState const* contract(ContractId contract, QuotaId quota) const;
    [[nodiscard]] PaymentRecord const* payment(PaymentId id) const;
    [[nodiscard]] std::optional<BookedCommand> command(std::string_view command_id) const;
    /// Requires: a scope of this book.
    [[nodiscard]] ScopeState const& scope(ScopeId id) const;
    [[nodiscard]] std::span<ScopeState const> scopes() const { return scopes_; }
    [[nodiscard]] std::optional<ScopeId> find_scope(ScopeKey const& key) const;
    /// The scope a quota would belong to; nothing when it has no light.
    [[nodiscard]] std::optional<ScopeKey> scope_key(QuotaLine const& line) const;
    [[nodiscard]] Money handed_down(DocumentId document, RegionCode const& receiver) const;
    using HandDowns = std::map<std::pair<DocumentId, RegionCode>, Money>;
    /// What went down to regions below, by document and receiver; kept after closing.
    [[nodiscard]] HandDowns const& hand_downs() const { return hand_downs_; }
    /// What came from above, by upper document; kept after closing.
    [[nodiscard]] std::map<DocumentId, Money> const& received_from_above() const {
        return received_;
    }

    /// Payable by one payment in `month` under `mode`, contract 0 for none.
    [[nodiscard]] Money available(QuotaId quota, ContractId contract, FiscalMonth month,
                                  PlanMode mode) const;
    /// Requires: the quota exists.
    [[nodiscard]] QuotaStatement statement(QuotaId quota, FiscalMonth month,
                                           Rules const& rules) const;
    /// Every account, also those without balance.
    [[nodiscard]] std::vector<TrialBalanceRow> trial_balance() const;

    /// Independent of insertion order; equal books have equal digests.
    [[nodiscard]] std::uint64_t digest() const;
    friend bool operator==(Book const&, Book const&) = default;

    using Balances = boost::unordered_flat_map<BalanceKey, Money, BalanceKeyHash>;
    /// All but what is in flight (2021): each payment is the balance of its own.
    [[nodiscard]] Balances const& balances() const { return balances_; }

private:
    friend void apply(Book& book, Posting const& posting);
    friend struct Applier;
    friend class Checker;

    [[nodiscard]] PaymentRecord* find_payment(PaymentId id);

    BookSettings settings_;
    Book const* under_ = nullptr;  ///< of a trial
    std::int64_t last_seq_ = 0;
    bool year_closed_ = false;
    std::uint32_t closed_months_ = 0;  ///< bit m
    Money surplus_;
    Balances balances_;                            ///< never zero; without 2021
    std::array<Money, kAccountCount> totals_{};    ///< per account over all keys
    std::vector<QuotaState> quotas_;               ///< in the order of opening
    boost::unordered_flat_map<std::int64_t, std::uint32_t> quota_index_;
    std::map<std::pair<ContractId, QuotaId>, ContractState> contracts_;
    std::deque<PaymentRecord> payments_;  ///< in the order of booking; never moved
    boost::unordered_flat_map<std::int64_t, std::uint32_t> payment_index_;
    std::vector<ScopeState> scopes_;
    std::map<ScopeKey, ScopeId> scope_index_;
    HandDowns hand_downs_;
    std::map<DocumentId, Money> received_;
    CommandIndex commands_;
};

/// Either what the command does, or the first refusal of the ladder. Pure.
/// `already_booked` (figure `seq`) is the answer to a repetition: return the stored answer.
[[nodiscard]] Result<Posting> decide(Book const& book, Command const& command, Rules const& rules);

/// The sequence number in an `already_booked` refusal; nothing for every other one.
[[nodiscard]] std::optional<std::int64_t> booked_seq(Error const& error);

/// Changes the book. Requires: `posting` was decided on this state, or passed `admissible` (read
/// back). Stops the process rather than book nonsense.
void apply(Book& book, Posting const& posting);

}  // namespace jincai::ledger
