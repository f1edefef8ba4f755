#include <algorithm>

#include "base/assert.h"
#include "ledger/book.h"
#include "ledger/check.h"

namespace jincai::ledger {

/// Writes a posting into the book, part by part. Every step asserts what it relies on.
struct Applier {
    Book& book;
    Posting const& posting;
    std::size_t in_flight_lines = 0;  ///< of 2021 so far
    std::size_t in_flight_changes = 0;   ///< payments that go into or out of it

    void run() {
        JC_ASSERT(posting.seq == book.last_seq_ + 1);
        JC_ASSERT(!book.year_closed_);
        JC_ASSERT(check(posting).empty());
        for (auto const& line : posting.opened) open(line);
        for (auto const& line : posting.lines) move(line);
        for (auto const& change : posting.quotas) change_quota(change);
        for (auto const& change : posting.statuses) quota(change.quota).status = change.status;
        for (auto const& change : posting.hand_downs)
            book.hand_downs_[{change.document, change.receiver}] += change.amount;
        for (auto const& change : posting.contracts) change_contract(change);
        for (auto const& change : posting.payments) change_payment(change);
        JC_ASSERT(in_flight_changes == in_flight_lines);
        change_scopes();
        for (auto const& change : posting.months) change_month(change);
        for (auto const& closing : posting.closings) quota(closing.quota).closing = closing;
        book.surplus_ += posting.surplus;
        book.year_closed_ = posting.kind == CommandKind::close_year;
        book.last_seq_ = posting.seq;
        JC_ASSERT(book.commands_.add(posting.header.command_id,
                                     {posting.header.body_digest, posting.seq}));
        assert_touched_quotas();
    }

    QuotaState& quota(QuotaId id) {
        auto const found = book.quota_index_.find(id.value());
        JC_ASSERT(found != book.quota_index_.end());
        return book.quotas_[found->second];
    }

    ScopeState& scope(ScopeId id) { return const_cast<ScopeState&>(book.scope(id)); }

    void open(QuotaLine const& line) {
        auto const at = static_cast<std::uint32_t>(book.quotas_.size());
        auto const [_, fresh] = book.quota_index_.emplace(line.id.value(), at);
        JC_ASSERT(fresh);
        QuotaState state;
        state.line = line;
        state.scope = open_scope(line);
        state.closing.quota = line.id;
        book.quotas_.push_back(std::move(state));
    }

    ScopeId open_scope(QuotaLine const& line) {
        auto key = book.scope_key(line);
        if (!key) return {};
        ScopeId const next{static_cast<std::int64_t>(book.scopes_.size()) + 1};
        auto const [found, fresh] = book.scope_index_.emplace(*key, next);
        if (fresh) {
            ScopeState state;
            state.key = std::move(*key);
            book.scopes_.push_back(std::move(state));
        }
        return found->second;
    }

    void move(EntryLine const& line) {
        auto const delta =
            is_source(line.account) == (line.side == Side::credit) ? line.amount : -line.amount;
        if (line.account == Account::in_flight)
            match_payment(line);
        else
            change_balance(line, delta);
        book.totals_[index_of(line.account)] += delta;
        if (line.account == Account::upper_transfer && posting.kind != CommandKind::close_year)
            book.received_[DocumentId{line.key}] += delta;
        if (is_source(line.account)) return;
        auto& owner = quota(QuotaId{line.key});
        owner.totals[index_of(line.account)] += delta;
        if (line.account == Account::procurement && line.side == Side::debit)
            remember(owner.procurements, DocumentId{line.detail});
    }

    void change_balance(EntryLine const& line, Money delta) {
        auto const [found, fresh] =
            book.balances_.try_emplace(BalanceKey{line.account, line.key, line.detail});
        auto const after = found->second + delta;
        // I3: the hard stop. Only 执行中增减 may stand on its other side.
        JC_ASSERT(after >= Money{} || line.account == Account::mid_year_change);
        if (after.is_zero())
            book.balances_.erase(found);
        else
            found->second = after;
    }

    /// A payment is its own balance in 2021: its line and its change say the same.
    void match_payment(EntryLine const& line) {
        JC_ASSERT(in_flight_lines < posting.payments.size());
        auto const& change = posting.payments[in_flight_lines++];
        JC_ASSERT(change.payment.value() == line.detail && change.quota.value() == line.key);
        JC_ASSERT(change.amount == line.amount);
        JC_ASSERT((change.state == PaymentState::in_flight) == (line.side == Side::debit));
    }

    template <class Ids, class Id>
    static void remember(Ids& ids, Id id) {
        if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    }

    void change_quota(QuotaChange const& change) {
        auto& state = quota(change.quota);
        state.from_source += change.from_source;
        state.from_parent += change.from_parent;
        state.moved += change.moved;
        state.passed_down += change.passed_down;
    }

    void change_contract(ContractChange const& change) {
        auto& state = book.contracts_[{change.contract, change.quota}];
        state.amount += change.delta;
        state.finished = change.finished;
        remember(quota(change.quota).contracts, change.contract);
    }

    void change_payment(PaymentChange const& change) {
        if (change.state == PaymentState::in_flight) {
            PaymentRecord record{change.quota, change.contract, change.amount, {}, {},
                                 PaymentState::in_flight, change.month, {}};
            record.parts.assign(change.parts.begin(), change.parts.end());
            JC_ASSERT(!record.parts.empty());
            auto const next = static_cast<std::uint32_t>(book.payments_.size());
            JC_ASSERT(book.payment_index_.emplace(change.payment.value(), next).second);
            book.payments_.push_back(std::move(record));
            ++in_flight_changes;
            return;
        }
        auto* const found = book.find_payment(change.payment);
        JC_ASSERT(found != nullptr);
        auto& record = *found;
        if (posting.kind == CommandKind::refund_payment) {
            JC_ASSERT(record.state == PaymentState::cleared);
            record.refunded += change.amount;
            JC_ASSERT(record.refunded <= record.amount);
            return;
        }
        JC_ASSERT(record.state == PaymentState::in_flight && record.amount == change.amount);
        record.state = change.state;
        ++in_flight_changes;
        if (change.state == PaymentState::cleared) record.cleared = change.month;
    }

    void change_scopes() {
        for (auto const& change : posting.plans) {
            auto& owner = quota(change.quota);
            owner.planned[month_index(change.month)] += change.delta;
            if (owner.scope)
                scope(owner.scope).months[month_index(change.month)].plan += change.delta;
        }
        for (auto const& change : posting.spending) {
            auto& month = scope(change.scope).months[month_index(change.month)];
            month.cleared += change.cleared;
            month.in_flight += change.in_flight;
            month.refunded += change.refunded;
        }
        for (auto const& change : posting.evaluations)
            scope(change.scope).months[month_index(change.month)].light = change.light;
        for (auto const& change : posting.freezes) change_freeze(change);
        for (auto const& change : posting.passes) change_pass(change);
    }

    void change_freeze(FreezeChange const& change) {
        auto& state = scope(change.scope);
        if (change.action == FreezeAction::lifted) {
            JC_ASSERT(state.red.red);
            for (std::size_t index = 0; index < kMonths; ++index)
                if ((change.months & (2U << index)) != 0) state.months[index].used = true;
            state.red = {};
            std::erase_if(state.passes, [](OneTimePass const& pass) { return !pass.used_by; });
            return;
        }
        JC_ASSERT(!state.red.red);
        state.red = {true,
                     change.action == FreezeAction::frozen,
                     change.month,
                     change.months,
                     posting.seq,
                     change.trigger,
                     posting.header.at,
                     change.plan,
                     change.spend,
                     change.rule_version,
                     change.basis};
    }

    void change_pass(PassChange const& change) {
        auto& passes = scope(change.scope).passes;
        if (!change.used_by) {
            passes.push_back({change.granted_seq, change.amount, change.payee, posting.header.at,
                              change.valid_until, {}});
            return;
        }
        auto const found = std::ranges::find(passes, change.granted_seq, &OneTimePass::granted_seq);
        JC_ASSERT(found != passes.end() && !found->used_by);
        found->used_by = change.used_by;
    }

    void change_month(MonthChange const& change) {
        auto const bit = 1U << change.month.value;
        if (change.closed)
            book.closed_months_ |= bit;
        else
            book.closed_months_ &= ~bit;
    }

    /// I4 of every quota that this posting moved.
    void assert_touched_quotas() {
        if (book.year_closed_) return;
        std::int64_t last = 0;
        for (auto const& line : posting.lines) {
            if (is_source(line.account) || line.key == last) continue;
            last = line.key;
            auto const& state = quota(QuotaId{line.key});
            Money held;
            for (auto const total : state.totals) held += total;
            JC_ASSERT(held + state.passed_down == state.issued());
        }
    }
};

void apply(Book& book, Posting const& posting) { Applier{.book = book, .posting = posting}.run(); }

}  // namespace jincai::ledger
