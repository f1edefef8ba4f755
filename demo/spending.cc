#include "demo/spending.h"

#include <algorithm>

#include "base/assert.h"
#include "demo/moments.h"
#include "demo/payees.h"
#include "demo/purposes.h"
#include "demo/working_days.h"

namespace jincai::demo {

namespace {

using ledger::ProjectClass;

constexpr std::string_view kWages = "30101";
constexpr int kRedPerMille = 20;      ///< of the scopes of running costs
constexpr int kYellowPerMille = 95;  ///< in the current month

Elapsed elapsed_in(Province const& province, FiscalYear year) {
    auto const last = last_day(province);
    if (fiscal_year(last) != year) return {.months = 12, .last_bp = 10'000};
    auto const month = static_cast<unsigned>(last.month());
    auto const day = static_cast<unsigned>(last.day());
    auto const days = days_in_month(year.value, month);
    return {.months = static_cast<int>(month), .last_bp = 10'000 * day / days};
}

/// The payments of one unit in one year.
class UnitSpender {
public:
    UnitSpender(Province const& province, YearBudget const& budget, UnitBudget const& unit,
                std::span<FixedFate const> fixed, YearScript& script)
        : province_{province},
          quotas_{budget.quotas},
          unit_{unit},
          fixed_{fixed},
          script_{script},
          year_{budget.year},
          elapsed_{elapsed_in(province, budget.year)},
          random_{province.seed, {4, static_cast<std::uint64_t>(year_.value), unit.unit}} {}

    void spend() {
        pay_wages();
        spend_scope(ProjectClass::operating);
        spend_scope(ProjectClass::project);
    }

private:
    [[nodiscard]] std::vector<PlannedLine> lines_of(ProjectClass project_class) const {
        std::vector<PlannedLine> lines;
        std::ranges::copy_if(unit_.lines, std::back_inserter(lines), [&](PlannedLine const& line) {
            return quotas_[line.quota].project_class == project_class;
        });
        return lines;
    }

    [[nodiscard]] House house() const { return province_.units[unit_.unit].house; }

    // ---- wages

    void pay_wages() {
        auto const payday = 8 + province_.units[unit_.unit].region % 8;
        for (auto const& line : lines_of(ProjectClass::personnel)) {
            for (int month = 1; month <= elapsed_.months; ++month) {
                pay_wage(line, month, static_cast<unsigned>(payday));
            }
        }
    }

    void pay_wage(PlannedLine const& line, int month, unsigned payday) {
        auto const in_month = static_cast<unsigned>(month);
        auto const day = working_day_from(make_date(year_.value, in_month, payday));
        auto const pay =
            Money::from_fen(line.each_month.fen() * random_.between(9'890, 9'996) / 10'000);
        if (day <= last_day(province_)) pay_now(line, month, day, pay, 9 * 60 + 30);
        auto const bonus_day = working_day_from(make_date(year_.value, in_month, 20));
        bool const bonus_due = quotas_[line.quota].economic.value() == kWages && month == 12;
        if (bonus_due && bonus_day <= last_day(province_)) {
            auto& bonus = pay_now(line, month, bonus_day, pay, 10 * 60);
            bonus.purpose = std::to_string(year_.value) + "年度第十三个月工资";
        }
    }

    Payment& pay_now(PlannedLine const& line, int month, BusinessDate day, Money amount,
                     std::int64_t minutes) {
        minutes += random_.between(0, 40);
        return pay(line, month, amount, moment(province_, day, minutes),
                   moment(province_, day, minutes + random_.between(60, 180)));
    }

    Payment& pay(PlannedLine const& line, int month, Money amount, Timestamp at,
                 Timestamp cleared_at) {
        auto const& quota = quotas_[line.quota];
        auto const payee = pick_payee(province_, unit_.unit, trade_of(quota.economic), random_);
        return script_.payments.emplace_back(
            Payment{.quota = line.quota,
                    .payee = payee,
                    .amount = amount,
                    .at = at,
                    .cleared_at = cleared_at,
                    .purpose = purpose_of(quota, year_, month, house(), random_)});
    }

    // ---- running costs and projects

    void spend_scope(ProjectClass project_class) {
        auto const lines = lines_of(project_class);
        if (lines.empty()) return;
        auto const fixed = fixed_fate(project_class);
        Fate const fate = fixed ? fixed->fate : chosen_fate(project_class);
        int const red_month = fate == Fate::red ? chosen_red_month(fixed != nullptr) : 0;
        auto end = fixed ? fixed->end : chosen_end(red_month);
        auto targets = make_targets(lines, red_month == 0 && fate == Fate::red ? Fate::usual : fate,
                                    red_month, end == FreezeEnd::lifted, elapsed_, random_);
        if (!targets) {
            JC_ASSERT(fixed == nullptr);
            targets = make_targets(lines, Fate::usual, 0, false, elapsed_, random_);
        }
        bool const freezes = targets->red_month != 0;
        if (freezes) add_freeze(project_class, targets->red_month, end);
        calm_ = !freezes && fate == Fate::usual;
        for (int month = 1; month <= elapsed_.months; ++month) {
            spend_month(lines, *targets, month);
        }
    }

    [[nodiscard]] FixedFate const* fixed_fate(ProjectClass project_class) const {
        auto const found = std::ranges::find_if(fixed_, [&](FixedFate const& candidate) {
            return candidate.unit == unit_.unit && candidate.project_class == project_class;
        });
        return found == fixed_.end() ? nullptr : &*found;
    }

    [[nodiscard]] bool is_this_year() const { return fiscal_year(last_day(province_)) == year_; }

    [[nodiscard]] Fate chosen_fate(ProjectClass project_class) {
        if (project_class == ProjectClass::operating && random_.chance(kRedPerMille))
            return Fate::red;
        if (is_this_year() && random_.chance(kYellowPerMille)) return Fate::yellow_now;
        return Fate::usual;
    }

    [[nodiscard]] int chosen_red_month(bool fixed) {
        if (!is_this_year()) return static_cast<int>(random_.between(3, 9));
        int const latest = latest_red_month(province_);
        bool const now = !fixed && elapsed_.months >= 3 && random_.chance(300);
        return now ? elapsed_.months : latest;
    }

    [[nodiscard]] FreezeEnd chosen_end(int red_month) {
        if (!is_this_year()) return FreezeEnd::lifted;
        if (red_month == elapsed_.months || random_.chance(600)) return FreezeEnd::stays;
        return random_.chance(500) ? FreezeEnd::requested : FreezeEnd::opined;
    }

    void add_freeze(ProjectClass project_class, int month, FreezeEnd end) {
        auto const next = static_cast<unsigned>(month + 1);
        bool const follows = month < 12;
        auto const asked =
            follows ? working_day_from(make_date(year_.value, next, 4)) : last_day(province_);
        auto const granted =
            follows ? working_day_from(make_date(year_.value, next, 11)) : last_day(province_);
        bool const yet_to_come = !follows || asked > last_day(province_);
        script_.freezes.push_back(
            {.unit = unit_.unit,
             .project_class = project_class,
             .month = FiscalMonth{month},
             .end = yet_to_come ? FreezeEnd::stays : end,
             .requested_at = moment(province_, asked, 10 * 60),
             .lifted_at = moment(province_, granted, 15 * 60),
             .reason = "季节性集中支出超过当月计划，已全部用于保障正常运转。",
             .correction_plan = "1. 压减一般性支出；2. 剩余月份按计划序时支付；3. 由单位负责人逐笔审批。"});
    }

    /// The days on which the scope pays in this month.
    [[nodiscard]] std::vector<BusinessDate> pay_days(ScopeTargets const& targets, int month) const {
        auto days = working_days(year_.value, static_cast<unsigned>(month), last_day(province_));
        if (month == 1) {
            auto const first = first_day(province_, year_.value);
            std::erase_if(days, [&](BusinessDate day) { return day <= first; });
            if (days.empty()) days.push_back(last_day(province_));
        }
        if (targets.red_month != 0 && month == targets.red_month + 1) {
            auto const lifted = make_date(year_.value, static_cast<unsigned>(month), 15);
            std::erase_if(days, [&](BusinessDate day) { return day < lifted; });
        }
        return days;
    }

    void spend_month(std::span<PlannedLine const> lines, ScopeTargets const& targets, int month) {
        auto const days = pay_days(targets, month);
        bool const red = month == targets.red_month;
        for (std::size_t at = 0; at < lines.size(); ++at) {
            auto target = targets.lines[at][static_cast<std::size_t>(month - 1)];
            bool const triggers = red && at == targets.red_line;
            if (triggers) target.amount -= targets.trigger;
            for (auto const part : parts(target)) pay_some_day(lines[at], month, days, part);
        }
        if (!red) return;
        pay(lines[targets.red_line], month, targets.trigger,
            moment(province_, days.back(), 16 * 60 + 50),
            moment(province_, days.back(), 17 * 60 + 20));
    }

    /// The target in parts of different size; small change goes into the last one.
    [[nodiscard]] std::vector<Money> parts(Target const& target) {
        std::vector<std::int64_t> weights;
        std::int64_t sum = 0;
        for (int i = 0; i < target.payments; ++i) {
            weights.push_back(random_.log_normal(1'000, 450));
            sum += weights.back();
        }
        std::vector<Money> amounts;
        Money rest = target.amount;
        std::int64_t const whole = random_.chance(600) ? 10'000 : 100;
        for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
            auto const fen = target.amount.fen() / sum * weights[i] / whole * whole;
            if (fen <= 0) continue;
            amounts.push_back(Money::from_fen(fen));
            rest -= amounts.back();
        }
        if (rest.is_positive()) amounts.push_back(rest);
        return amounts;
    }

    void pay_some_day(PlannedLine const& line, int month, std::span<BusinessDate const> days,
                      Money amount) {
        auto const day = random_.pick(days);
        // Not before the year's plans, which come in the afternoon of its first day.
        bool const first = day <= first_day(province_, year_.value);
        auto const minutes = random_.between(first ? 15 * 60 : 9 * 60, 16 * 60);
        auto const at = moment(province_, day, minutes);
        auto const next = working_day_after(day);
        bool const overnight = next.month() == day.month() && random_.chance(280);
        auto const cleared_at = overnight
                                    ? start_of(next) + std::chrono::minutes{random_.between(600, 690)}
                                    : moment(province_, day, minutes + random_.between(20, 90));
        auto const index = script_.payments.size();
        pay(line, month, amount, at, cleared_at);
        if (overnight && next > last_day(province_)) {
            script_.payments[index].end = PaymentEnd::sent;
        } else if (calm_ && !overnight && day < province_.today) {
            trouble(index, day);
        }
    }

    /// Now and then something goes wrong: returned by the reviewer and handed in again, or paid
    /// back later.
    void trouble(std::size_t index, BusinessDate day) {
        auto const kind = random_.below(1000);
        if (kind < 5) return repeat(index, PaymentEnd::returned, "附件不清晰，请补充发票后重新提交");
        auto const back = add_days(day, static_cast<int>(random_.between(4, 16)));
        if (kind >= 8 || fiscal_year(back) != year_ || back > last_day(province_)) return;
        auto& payment = script_.payments[index];
        if (payment.amount < yuan(1'000)) return;
        payment.refund = random_.chance(500) ? payment.amount
                                             : Money::from_fen(payment.amount.fen() / 300 * 100);
        payment.refund_at = moment(province_, back, 11 * 60);
    }

    void repeat(std::size_t index, PaymentEnd end, std::string_view opinion) {
        auto earlier = script_.payments[index];
        earlier.end = end;
        earlier.opinion = opinion;
        earlier.cleared_at = earlier.at - std::chrono::minutes{5};
        earlier.at -= std::chrono::minutes{25};
        script_.payments.push_back(std::move(earlier));
    }

    Province const& province_;
    std::vector<Quota> const& quotas_;
    UnitBudget const& unit_;
    std::span<FixedFate const> fixed_;
    YearScript& script_;
    FiscalYear year_;
    Elapsed elapsed_;
    Random random_;
    bool calm_ = false;  ///< nothing depends on exact sums in the scope at hand
};

}  // namespace

int latest_red_month(Province const& province) {
    auto const month = static_cast<int>(static_cast<unsigned>(last_day(province).month()));
    if (month >= 4) return month - 1;
    return month == 3 ? 3 : 0;
}

void add_payments(Province const& province, YearBudget const& budget,
                  std::span<FixedFate const> fixed, YearScript& script) {
    for (auto const& unit : budget.units) {
        UnitSpender{province, budget, unit, fixed, script}.spend();
    }
}

}  // namespace jincai::demo
