#pragma once

#include <map>
#include <set>

#include "modules/execution/office.h"

namespace jincai::execution {

/// What a chunk of journal records changes in the read models of one book, added up.
class Projection {
public:
    explicit Projection(BookKey book) : book_{std::move(book)} {}

    void add(ledger::Posting const& posting);
    /// Asks the book for the states that were touched. Requires: called after the last `add`.
    [[nodiscard]] Result<void> look_up(Office& office);
    void write(storage::Session& session) const;

    [[nodiscard]] std::int64_t last_seq() const { return last_seq_; }
    /// What happened, for the listeners.
    void publish(Office& office, Timestamp since) const;

private:
    struct Flow {
        Money submitted;
        Money paid;
    };
    struct QuotaFigures {
        ledger::QuotaLine line;
        ledger::QuotaStatement statement;
        std::array<Money, ledger::kMonths> planned{};
    };
    struct ScopeFigures {
        ledger::ScopeKey key;
        ledger::ScopeState state;
    };
    struct Happened {
        Timestamp at;
        std::string topic;
        QuotaId quota;
        ledger::ScopeId scope;
        Money amount;
        FiscalMonth month;
        std::string light;
        PaymentId payment;
    };

    void add_payment(ledger::Posting const& posting, ledger::PaymentChange const& change);
    void write_statuses(storage::Session& session) const;
    void write_cube(storage::Session& session) const;
    void write_lights(storage::Session& session) const;

    BookKey book_;
    std::int64_t last_seq_ = 0;
    Timestamp last_at_{};
    std::vector<EntryRow> entries_;
    std::vector<std::pair<ledger::LightChange, LightChangeRow>> light_changes_;
    std::map<std::pair<QuotaId, FiscalMonth>, Flow> flows_;
    std::set<QuotaId> quotas_;
    std::set<ledger::ScopeId> scopes_;
    std::map<QuotaId, QuotaFigures> quota_figures_;
    std::map<ledger::ScopeId, ScopeFigures> scope_figures_;
    std::vector<Happened> happened_;
};

}  // namespace jincai::execution
