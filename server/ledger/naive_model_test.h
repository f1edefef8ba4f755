#pragma once

#include "ledger/naive_facts_test.h"

namespace jincai::ledger::testing {

/// The book once more, written to be obviously right instead of fast: plain maps of whole numbers,
/// no counters, no drafts. `take` answers whether a command is accepted, and books it if so. The
/// random test compares it with the real book after every command. Amounts stay small here: limits
/// have tests of their own.
class NaiveModel : public NaiveFacts {
public:
    bool take(Command const& command) {
        auto const& header = header_of(command);
        now_ = header.at;
        month_ = static_cast<int>(static_cast<unsigned>(header.date.month()));
        auto const kind = kind_of(command);
        bool const any_month =
            kind == CommandKind::close_month || kind == CommandKind::open_month ||
            kind == CommandKind::unfreeze || kind == CommandKind::grant_one_time_pass;
        if (year_closed || (!any_month && closed_months.contains(month_))) return false;
        auto const before = *this;
        bool const accepted = std::visit([this](auto const& each) { return book(each); }, command);
        if (!accepted) *this = before;
        turn_red();
        return accepted;
    }

private:
    void turn_red() {
        std::set<Scope> scopes;
        for (auto const& [id, line] : quotas) scopes.insert(scope_of(line));
        for (auto const& scope : scopes) {
            if (scope.empty() || reds.contains(scope)) continue;
            auto const end = run_end(scope);
            if (!end) continue;
            Red red{!rules.freeze_basis.empty(), *end, {}};
            for (int back = 0; back < rules.red_months; ++back) red.months.insert(*end - back);
            reds[scope] = red;
        }
    }

    bool receive(QuotaTarget const& target, QuotaLine const* from, Account from_account) {
        auto const id = target.id().value();
        if (auto const* line = std::get_if<QuotaLine>(&target.quota)) {
            if (id <= 0 || quotas.contains(id)) return false;
            if (line->parent != (from == nullptr ? QuotaId{} : from->id)) return false;
            quotas[id] = *line;
        } else if (!active(id)) {
            return false;
        }
        if (!target.amount.is_positive() || target.contract) return false;
        bool const pending = number(target.account) >= 2001 && number(target.account) <= 2004;
        if (target.account != Account::executable && !pending) return false;
        if (from != nullptr) {
            auto const& line = quotas.at(id);
            if (target.account == Account::unallocated) return false;
            if (id == from->id.value() && target.account == from_account) return false;
            if (!same_budget(from->fund, line.fund)) return false;
            if (from->direct_funds && !line.direct_funds) return false;
        }
        return true;
    }
    bool book(IssueQuotas const& command) {
        if (command.targets.empty()) return false;
        for (auto const& target : command.targets) {
            if (!receive(target, nullptr, {})) return false;
            change({target.account, target.id().value(), 0}, target.amount.fen());
            change({command.source, command.upper_document.value(), 0}, target.amount.fen());
        }
        return true;
    }
    bool book(Distribute const& command) {
        auto const from = command.from.value();
        if (!active(from) || command.targets.empty()) return false;
        for (auto const& target : command.targets) {
            auto const line = quotas.at(from);
            if (!receive(target, &line, command.account)) return false;
            if (!move(target.account, target.id().value(), 0, command.account, from, 0,
                      target.amount.fen()))
                return false;
        }
        return true;
    }
    static std::int64_t bucket(DocumentId document, Account origin) {
        return document.value() * 16 + number(origin) - 2000;
    }
    bool source_taken(DocumentId document, std::int64_t quota, Account account, TakenFrom taken,
                      std::int64_t amount) {
        bool const reserved = taken == TakenFrom::reserved;
        if (reserved && document.value() <= 0) return false;
        Key const key{reserved ? Account::reserved : account, quota,
                      reserved ? bucket(document, account) : 0};
        auto const found = balance.find(key);
        if (amount <= 0 || found == balance.end() || found->second < amount) return false;
        change(key, -amount);
        return true;
    }
    bool book(Reserve const& command) {
        for (auto const& part : command.parts)
            if (command.document.value() <= 0 ||
                !within(part.quota.value(), Account::reserved,
                        bucket(command.document, part.account), part.account, 0,
                        part.amount.fen()))
                return false;
        return !command.parts.empty();
    }
    bool book(Release const& command) {
        for (auto const& part : command.parts)
            if (!within(part.quota.value(), part.account, 0, Account::reserved,
                        bucket(command.document, part.account), part.amount.fen()))
                return false;
        return !command.parts.empty();
    }
    bool book(Transfer const& command) {
        auto const from = command.from.value();
        auto const to = id_of(command.to).value();
        if (from == to || !active(from) || !active(to)) return false;
        auto const required =
            required_authority(quotas.at(from), quotas.at(to), command.total).authority;
        if (required == Authority::refused || command.granted == Authority::refused ||
            command.granted < required)
            return false;
        if (!source_taken(command.document, from, Account::executable, command.taken,
                          command.amount.fen()))
            return false;
        change({Account::executable, to, 0}, command.amount.fen());
        return true;
    }
    bool book(Reduce const& command) {
        auto const quota = command.quota.value();
        auto const amount = command.amount.fen();
        if (!source_taken(command.document, quota, command.account, command.taken, amount))
            return false;
        if (command.source != Account::mid_year_change && held(command.source, 0, 0) < amount)
            return false;
        change({command.source, 0, 0}, -amount);
        return true;
    }
    bool recolour(DocumentId document, QuotaId quota, Account from, Account to, TakenFrom taken,
                  std::int64_t amount) {
        if (!source_taken(document, quota.value(), from, taken, amount)) return false;
        change({to, quota.value(), 0}, amount);
        return true;
    }
    bool book(FreezeAmount const& command) {
        return recolour(command.document, command.quota, Account::executable, Account::frozen,
                        command.taken, command.amount.fen());
    }
    bool book(UnfreezeAmount const& command) {
        return recolour(command.document, command.quota, Account::frozen, Account::executable,
                        command.taken, command.amount.fen());
    }
    bool book(ChangeQuotaStatus const& command) {
        auto const quota = command.quota.value();
        if (!quotas.contains(quota)) return false;
        auto& now = status[quota];
        if (now == QuotaStatus::ended || now == command.status) return false;
        now = command.status;
        return true;
    }
    bool book(OccupyProcurement const& command) {
        auto const quota = command.quota.value();
        if (!active(quota)) return false;
        procurements.insert({quota, command.procurement.value()});
        return within(quota, Account::procurement, command.procurement.value(),
                      Account::executable, 0, command.amount.fen());
    }
    bool book(RegisterContract const& command) {
        auto const quota = command.quota.value();
        auto const contract = command.contract.value();
        auto const saving = command.saving.fen();
        if (!active(quota) || contract_finished.contains({contract, quota}) || saving < 0)
            return false;
        contract_finished[{contract, quota}] = false;
        auto const document = command.procurement.value();
        if (document == 0 && saving > 0) return false;
        if (saving > 0 &&
            !within(quota, Account::executable, 0, Account::procurement, document, saving))
            return false;
        return within(quota, Account::contract, contract,
                      document == 0 ? Account::executable : Account::procurement, document,
                      command.amount.fen());
    }
    bool book(ChangeContract const& command) {
        auto const quota = command.quota.value();
        auto const contract = command.contract.value();
        auto const found = contract_finished.find({contract, quota});
        auto const delta = command.delta.fen();
        auto const had = held(Account::contract, quota, contract);
        if (found == contract_finished.end() || (delta == 0 && !command.finished)) return false;
        if (found->second && !(command.finished && delta == 0 && had > 0)) return false;
        if (delta > 0 && (!active(quota) || !within(quota, Account::contract, contract,
                                                    Account::executable, 0, delta)))
            return false;
        if (delta < 0 &&
            !within(quota, Account::executable, 0, Account::contract, contract, -delta))
            return false;
        auto const rest = held(Account::contract, quota, contract);
        if (command.finished && rest > 0)
            within(quota, Account::executable, 0, Account::contract, contract, rest);
        found->second = command.finished;
        return true;
    }
    [[nodiscard]] bool may_plan(std::int64_t quota, std::int64_t contract) const {
        if (!active(quota) || (contract != 0 && !open_contract(contract, quota))) return false;
        return !frozen(scope_of(quota)) || spared(quota);
    }
    [[nodiscard]] bool planned_mode(std::int64_t quota) const {
        return rules.plan_mode(quotas.at(quota).project_class) != PlanMode::none;
    }
    bool book(ApprovePlan const& command) {
        auto const quota = command.quota.value();
        auto const contract = command.contract.value();
        if (!open_month(command.month.value) || !may_plan(quota, contract)) return false;
        if (!command.amount.is_positive()) return false;
        if (planned_mode(quota) &&
            !within(quota, Account::plan, plan_bucket(command.contract, command.month),
                    contract == 0 ? Account::executable : Account::contract, contract,
                    command.amount.fen()))
            return false;
        planned[{quota, command.month.value}] += command.amount.fen();
        return true;
    }
    bool book(ShiftPlan const& command) {
        auto const quota = command.quota.value();
        auto const amount = command.amount.fen();
        if (!open_month(command.from.value) || !open_month(command.to.value)) return false;
        if (command.from == command.to || amount <= 0) return false;
        if (!may_plan(quota, command.contract.value())) return false;
        if (planned[{quota, command.from.value}] < amount) return false;
        if (planned_mode(quota) &&
            !within(quota, Account::plan, plan_bucket(command.contract, command.to), Account::plan,
                    plan_bucket(command.contract, command.from), amount))
            return false;
        planned[{quota, command.from.value}] -= amount;
        planned[{quota, command.to.value}] += amount;
        return true;
    }

    bool submit(PaymentOrder const& order) {
        auto const quota = order.quota.value();
        if (order.payment.value() <= 0 || payments.contains(order.payment.value())) return false;
        if (!order.amount.is_positive() || !active(quota)) return false;
        if (order.contract && !open_contract(order.contract.value(), quota)) return false;
        auto const scope = scope_of(quota);
        bool const free = order.protected_class || spared(quota);
        if (frozen(scope) && !free && !use_pass(scope, order)) return false;
        Payment payment{order, PaymentState::in_flight, month_, 0, {}, {}};
        if (!take_parts(payment)) return false;
        payments[order.payment.value()] = payment;
        bool const triggers = !scope.empty() && !reds.contains(scope) && run_end(scope);
        if (triggers && rules.block_trigger && !rules.freeze_basis.empty() && !free) return false;
        turn_red();
        return true;
    }
    bool use_pass(Scope const& scope, PaymentOrder const& order) {
        auto& granted = passes[scope];
        for (auto pass = granted.begin(); pass != granted.end(); ++pass) {
            if (pass->payee != order.payee || pass->amount < order.amount.fen()) continue;
            if (now_ > pass->until) continue;
            granted.erase(pass);
            return true;
        }
        return false;
    }
    bool take_parts(Payment& payment) {
        auto const quota = payment.order.quota.value();
        auto const contract = payment.order.contract.value();
        auto left = payment.order.amount.fen();
        std::vector<std::pair<Account, std::int64_t>> origins;
        auto const mode = rules.plan_mode(quotas.at(quota).project_class);
        if (mode == PlanMode::none)
            origins.emplace_back(contract == 0 ? Account::executable : Account::contract, contract);
        for (int month = 1; mode != PlanMode::none && month <= month_; ++month)
            if (mode == PlanMode::cumulative || month == month_)
                origins.emplace_back(Account::plan,
                                     plan_bucket(payment.order.contract, FiscalMonth{month}));
        for (auto const& [account, detail] : origins) {
            auto const part = std::min(left, held(account, quota, detail));
            if (part <= 0) continue;
            within(quota, Account::in_flight, payment.order.payment.value(), account, detail, part);
            payment.parts.emplace_back(account, detail, part);
            left -= part;
        }
        return left == 0;
    }
    bool book(SubmitPayment const& command) { return submit(command.order); }
    bool book(SubmitPayments const& command) {
        bool any = false;
        for (auto const& order : command.orders) {
            auto const before = *this;
            if (submit(order)) {
                any = true;
            } else {
                *this = before;
                if (command.mode == BatchMode::all_or_nothing) return false;
            }
        }
        return any;
    }
    Payment* in_flight(PaymentId id) {
        auto const found = payments.find(id.value());
        bool const there =
            found != payments.end() && found->second.state == PaymentState::in_flight;
        return there ? &found->second : nullptr;
    }
    bool book(ReturnPayment const& command) {
        auto* payment = in_flight(command.payment);
        if (payment == nullptr) return false;
        for (auto const& [account, detail, amount] : payment->parts)
            within(payment->order.quota.value(), account, detail, Account::in_flight,
                   command.payment.value(), amount);
        payment->state = PaymentState::returned;
        return true;
    }
    bool book(ReturnPayments const& command) {
        for (auto const id : command.payments)
            if (!book(ReturnPayment{command.header, id})) return false;
        return !command.payments.empty();
    }
    bool book(ClearPayment const& command) {
        auto* payment = in_flight(command.payment);
        if (payment == nullptr) return false;
        payment->state = PaymentState::cleared;
        payment->cleared = month_;
        return within(payment->order.quota.value(), Account::paid, 0, Account::in_flight,
                      command.payment.value(), payment->order.amount.fen());
    }
    bool book(RefundPayment const& command) {
        if (!command.amount.is_positive()) return false;
        if (command.payment_year < settings.year) return true;
        auto const found = payments.find(command.payment.value());
        if (found == payments.end() || found->second.state != PaymentState::cleared) return false;
        auto& payment = found->second;
        auto total = command.amount.fen();
        for (auto const& [month, amount] : payment.refunds) total += amount;
        if (total > payment.order.amount.fen()) return false;
        payment.refunds[month_] += command.amount.fen();
        auto const quota = payment.order.quota.value();
        auto contract = payment.order.contract;
        if (contract && !open_contract(contract.value(), quota)) contract = ContractId{};
        auto const account = std::get<0>(payment.parts.front()) == Account::plan ? Account::plan
                             : contract ? Account::contract : Account::executable;
        auto const detail = account == Account::plan
                                ? plan_bucket(contract, FiscalMonth{month_})
                                : contract.value();
        return within(quota, account, detail, Account::paid, 0, command.amount.fen());
    }
    bool book(CloseMonth const& command) {
        return open_month(command.month.value) && closed_months.insert(command.month.value).second;
    }
    bool book(OpenMonth const& command) { return closed_months.erase(command.month.value) == 1; }

    bool book(Unfreeze const& command) {
        std::set<std::int64_t> const persons{command.requester.value(),
                                             command.first_approver.value(),
                                             command.second_approver.value()};
        auto const name = scope_names.find(command.scope.value());
        if (persons.size() != 3 || persons.contains(0) || name == scope_names.end()) return false;
        auto const red = reds.find(name->second);
        if (red == reds.end()) return false;
        auto& over = used[name->second];
        over.insert(red->second.months.begin(), red->second.months.end());
        for (int month = 1; month <= 12; ++month)
            if (overspent(name->second, month)) over.insert(month);
        reds.erase(red);
        passes.erase(name->second);
        return true;
    }
    bool book(GrantOneTimePass const& command) {
        auto const name = scope_names.find(command.scope.value());
        if (name == scope_names.end() || !frozen(name->second)) return false;
        if (!command.amount.is_positive() || command.valid_until <= now_) return false;
        if (command.valid_until > now_ + std::chrono::hours{rules.pass_hours}) return false;
        passes[name->second].push_back({command.amount.fen(), command.payee, command.valid_until});
        return true;
    }
    bool book(ReturnUnusedPlan const&) {
        bool any = false;
        auto const all = balance;
        for (auto const& [key, amount] : all) {
            auto const [account, quota, detail] = key;
            if (account != Account::plan) continue;
            auto const contract = bucket_contract(detail).value();
            bool const back = contract != 0 && open_contract(contract, quota);
            any |= within(quota, back ? Account::contract : Account::executable,
                          back ? contract : 0, account, detail, amount);
        }
        return any && month_ == 12;
    }
    bool book(CarryOver const& command) {
        for (auto const& line : command.lines)
            if (!within(line.quota.value(), Account::carried_over, line.contract.value(),
                        line.account, line.contract.value(), line.amount.fen()))
                return false;
        return month_ == 12 && !command.lines.empty();
    }
    bool book(Lapse const&) {
        bool any = false;
        auto const all = balance;
        for (auto const& [key, amount] : all) {
            auto const [account, quota, detail] = key;
            if (account == Account::plan) return false;
            if (is_source(account) || number(account) > 2020) continue;
            if (account == Account::reserved) continue;  // undecided: keeps the year open
            any |= within(quota, Account::recalled, 0, account, detail, amount);
        }
        return any && month_ == 12;
    }
    bool book(CloseYear const&) {
        for (auto const& [key, amount] : balance) {
            auto const account = number(std::get<0>(key));
            if (account >= 2000 && account < 2030) return false;
        }
        if (month_ != 12) return false;
        balance.clear();
        year_closed = true;
        return true;
    }
    bool book(OpenCarriedOver const&) { return false; }
};

}  // namespace jincai::ledger::testing
