#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "ledger/book.h"

namespace jincai::ledger::testing {

/// Draws commands from small domains, so that they meet each other and the limits often.
class RandomCommands {
public:
    explicit RandomCommands(std::uint64_t seed) : engine_{seed} {}

    std::int64_t below(std::int64_t limit) {
        return std::uniform_int_distribution<std::int64_t>{0, limit - 1}(engine_);
    }
    bool one_in(std::int64_t n) { return below(n) == 0; }

    Rules rules() {
        Rules made;
        for (auto& mode : made.plan_modes) mode = static_cast<PlanMode>(below(3));
        made.red_months = static_cast<std::int32_t>(1 + below(3));
        made.block_trigger = one_in(4);
        made.yellow_line = BasisPoints{one_in(3) ? 8500 : 8000};
        if (!one_in(4)) made.freeze_basis = "某财预〔2026〕1号";
        return made;
    }
    BookSettings settings() {
        auto const kind = static_cast<ScopeKind>(below(3));
        return {RegionCode{"990100"}, FiscalYear{2026}, kind, one_in(3)};
    }

    Command next() {
        step_ += 1;
        if (step_ <= 12) return issue();
        if (one_in(24)) today_ = std::min(12, today_ + 1);
        auto const roll = below(100);
        if (roll < 6) return issue();
        if (roll < 10) return distribute();
        if (roll < 20) return quota_work();
        if (roll < 28) return contract_work();
        if (roll < 42) return plan_work();
        if (roll < 66) return payment();
        if (roll < 70) return batch();
        if (roll < 88) return settlement();
        if (roll < 92) return month_work();
        if (roll < 98) return freeze_work();
        return year_end();
    }

    /// What was booked, so that later commands can mean it.
    void note(Posting const& posting) {
        for (auto const& change : posting.payments)
            if (change.state == PaymentState::in_flight) known_.push_back(change.payment);
        for (auto const& change : posting.contracts) contracts_.push_back(change);
        for (auto const& line : posting.lines) {
            if (line.account != Account::reserved || line.side != Side::debit) continue;
            reserved_.push_back({bucket_document(line.detail),
                                 {QuotaId{line.key}, *bucket_origin(line.detail), line.amount}});
        }
    }

    /// The commands that bring a year to its end, whatever happened in it.
    std::vector<Command> closing(Book const& book) {
        today_ = 12;
        std::vector<Command> commands{OpenMonth{december(), FiscalMonth{12}}};
        for (auto const id : known_)
            if (book.payment(id)->state == PaymentState::in_flight)
                commands.push_back(ReturnPayment{december(), id});
        for (auto const& [key, held] : book.balances())
            if (key.account == Account::reserved)
                commands.push_back(
                    Release{december(), bucket_document(key.detail),
                            {{QuotaId{key.key}, *bucket_origin(key.detail), held}}});
        commands.push_back(ReturnUnusedPlan{december(), {}});
        commands.push_back(
            CarryOver{december(), {}, {{quota(), Account::executable, {}, amount()}}});
        commands.push_back(Lapse{december(), {}});
        commands.push_back(CloseYear{december()});
        commands.push_back(CloseMonth{december(), FiscalMonth{12}});
        return commands;
    }

private:
    CommandHeader december() {
        ++step_;
        auto made = header();
        made.date = make_date(2026, 12, 31);
        return made;
    }
    CommandHeader header() {
        auto const number = one_in(10) ? 1 + below(12) : today_;
        auto const date = make_date(2026, static_cast<unsigned>(number), 10);
        auto const at = Timestamp{std::chrono::hours{step_}};
        return {"c" + std::to_string(step_), 1, at, date, UserId{1}};
    }
    Money amount() { return Money::from_fen(one_in(30) ? below(3) - 1 : 1 + below(40)); }
    QuotaId quota() { return QuotaId{one_in(40) ? 99 : 1 + below(6)}; }
    ContractId contract() { return ContractId{one_in(4) ? 1 + below(2) : 0}; }
    FiscalMonth month() {
        return FiscalMonth{static_cast<std::int32_t>(one_in(40) ? below(14) : 1 + below(12))};
    }
    FiscalMonth near_month() {
        auto const near = today_ + static_cast<std::int32_t>(below(4)) - 1;
        return FiscalMonth{std::clamp(near, 1, 12)};
    }
    Account pending() {
        static constexpr Account kPending[] = {Account::unallocated, Account::section_pending,
                                               Account::department_pending, Account::reserve};
        return kPending[below(4)];
    }
    QuotaLine line(std::int64_t id, QuotaId parent) {
        static constexpr char const* kUnits[] = {"101001", "101002", "102001"};
        QuotaLine made;
        made.id = QuotaId{id};
        made.parent = parent;
        made.unit = UnitCode{one_in(20) ? "" : kUnits[below(3)]};
        made.fund = FundCode{one_in(6) ? "12" : "11"};
        made.function = FunctionCode{"2050204"};
        made.economic = EconomicCode{one_in(2) ? "30201" : "31002"};
        made.project = ProjectCode{one_in(2) ? "P1" : ""};
        made.project_class = static_cast<ProjectClass>(below(3));
        made.protected_class = one_in(6);
        made.direct_funds = one_in(8);
        made.limited_expense = one_in(8);
        return made;
    }
    QuotaTarget target(QuotaId parent) {
        auto const account = one_in(3) ? pending() : Account::executable;
        auto const money = Money::from_fen(one_in(30) ? 0 : 50 + below(400));
        if (one_in(3)) return {quota(), account, money, {}};
        return {line(1 + below(6), parent), account, money, {}};
    }

    Command issue() {
        auto const source = one_in(3) ? Account::mid_year_change : Account::annual_approval;
        IssueQuotas made{header(), DocumentId{1}, source, {}, {target({})}};
        if (one_in(3)) made.targets.push_back(target({}));
        return made;
    }
    Command distribute() {
        auto const from = quota();
        Distribute made{header(), DocumentId{1}, from, pending(), {target(from)}, {}};
        made.targets[0].amount = amount();
        return made;
    }
    Command quota_work() {
        switch (below(9)) {
            case 0: return Transfer{header(), document(), quota(), quota(), amount(),
                                    static_cast<Authority>(below(7)),
                                    one_in(8) ? ApprovedTotal::changed : ApprovedTotal::unchanged,
                                    taken()};
            case 1: return reduce();
            case 2: return UnfreezeAmount{header(), document(), quota(), amount(), taken()};
            case 3:
                if (one_in(2))
                    return ChangeQuotaStatus{header(), {}, quota(),
                                             static_cast<QuotaStatus>(one_in(12) ? 2 : below(2))};
                return ChangeQuotaStatus{header(), {}, quota(), QuotaStatus::active};
            case 4:
            case 5: return Reserve{header(), document(), parts()};
            case 6:
                if (!reserved_.empty()) {
                    auto const& held = reserved_[static_cast<std::size_t>(
                        below(static_cast<std::int64_t>(reserved_.size())))];
                    return Release{header(), held.first, {held.second}};
                }
                return Release{header(), document(), parts()};
            default: return FreezeAmount{header(), document(), quota(), amount(), taken()};
        }
    }
    TakenFrom taken() { return one_in(2) ? TakenFrom::reserved : TakenFrom::balance; }
    DocumentId document() { return DocumentId{below(3)}; }
    std::vector<SourcePart> parts() {
        std::vector<SourcePart> made;
        for (auto count = 1 + below(2); count > 0; --count)
            made.push_back({quota(),
                            one_in(4)   ? pending()
                            : one_in(5) ? Account::frozen
                                        : Account::executable,
                            amount()});
        return made;
    }
    Command reduce() {
        auto const account = one_in(2) ? Account::executable : pending();
        auto const source = one_in(2) ? Account::mid_year_change : Account::annual_approval;
        return Reduce{header(), document(), quota(), account, amount(), source, {}, taken()};
    }
    Command contract_work() {
        ContractId const id{1 + below(2)};
        switch (below(5)) {
            case 0: return OccupyProcurement{header(), DocumentId{1 + below(2)}, quota(), amount()};
            case 1: {
                auto const on = some_contract();
                return ChangeContract{header(), on.contract, on.quota,
                                      Money::from_fen(below(40) - 20), one_in(5)};
            }
            default: return RegisterContract{header(), id, quota(),
                                             DocumentId{one_in(3) ? 1 + below(2) : 0}, amount(),
                                             one_in(4) ? amount() : Money{}};
        }
    }
    Command plan_work() {
        if (one_in(4))
            return ShiftPlan{header(),     {},       quota(),   near_month(),
                             near_month(), amount(), contract()};
        auto const in = one_in(3) ? month() : near_month();
        auto const on = quota_or_contract();
        return ApprovePlan{header(), {}, on.quota, in, amount(), on.contract};
    }
    ContractChange some_contract() {
        if (contracts_.empty() || one_in(10)) return {contract(), quota(), {}, false};
        return contracts_[static_cast<std::size_t>(
            below(static_cast<std::int64_t>(contracts_.size())))];
    }
    ContractChange quota_or_contract() {
        return one_in(4) ? some_contract() : ContractChange{{}, quota(), {}, false};
    }
    PaymentOrder order() {
        auto const id = one_in(20) ? below(step_) : ++payments_;
        auto const on = quota_or_contract();
        return {PaymentId{id}, on.quota, on.contract, amount(), one_in(9),
                static_cast<std::uint64_t>(below(2))};
    }
    Command payment() { return SubmitPayment{header(), order()}; }
    Command batch() {
        SubmitPayments made{header(), static_cast<BatchMode>(below(2)), {}};
        for (auto count = below(5); count > 0; --count) made.orders.push_back(order());
        return made;
    }
    PaymentId recent() {
        if (known_.empty() || one_in(20)) return PaymentId{below(step_)};
        auto const count = static_cast<std::int64_t>(known_.size());
        auto const back = below(std::min<std::int64_t>(count, 12));
        return known_[static_cast<std::size_t>(count - 1 - back)];
    }
    Command settlement() {
        auto const roll = below(10);
        if (roll < 1) return ReturnPayment{header(), recent()};
        if (roll < 2) {
            ReturnPayments made{header(), {}};
            for (auto count = below(4); count > 0; --count) made.payments.push_back(recent());
            return made;
        }
        if (roll < 7) return ClearPayment{header(), recent()};
        return RefundPayment{header(), recent(), amount(), FiscalYear{one_in(10) ? 2025 : 2026}};
    }
    Command month_work() {
        if (one_in(4)) return CloseMonth{header(), month()};
        return OpenMonth{header(), month()};
    }
    Command freeze_work() {
        ScopeId const scope{one_in(20) ? 99 : 1 + below(4)};
        if (one_in(2))
            return Unfreeze{header(), {}, scope, UserId{1}, UserId{one_in(9) ? 1 : 2},
                            UserId{one_in(9) ? below(3) : 3}};
        auto made = GrantOneTimePass{header(), {}, scope, amount(),
                                     static_cast<std::uint64_t>(below(2)), {}};
        made.valid_until = made.header.at + std::chrono::hours{below(27)};
        return made;
    }
    Command year_end() {
        switch (below(8)) {
            case 0: return CarryOver{header(), {}, {{quota(), Account::executable, {}, amount()}}};
            case 1: return Lapse{header(), {}};
            case 2:
                if (one_in(3)) return CloseYear{header()};
                return Lapse{header(), {}};
            default: return ReturnUnusedPlan{header(), {}};
        }
    }

    std::mt19937_64 engine_;
    std::int64_t step_ = 0;
    std::int64_t payments_ = 0;
    std::int32_t today_ = 1;
    std::vector<PaymentId> known_;
    std::vector<ContractChange> contracts_;
    std::vector<std::pair<DocumentId, SourcePart>> reserved_;
};

}  // namespace jincai::ledger::testing
