#include "demo/targets.h"

#include <algorithm>

namespace jincai::demo {

namespace {

constexpr std::int64_t kFull = 10'000;
constexpr std::int64_t kFenLeast = 10'000;  ///< nobody applies for less than 100 元

class Planner {
public:
    Planner(std::span<PlannedLine const> lines, Fate fate, int red_month, bool lifted,
            Elapsed const& elapsed, Random& random)
        : lines_{lines},
          fate_{fate},
          red_month_{red_month},
          lifted_{lifted},
          elapsed_{elapsed},
          random_{random},
          left_(lines.size()) {
        targets_.lines.resize(lines.size());
    }

    std::optional<ScopeTargets> plan() {
        for (int month = 1; month <= elapsed_.months; ++month) {
            for (std::size_t at = 0; at < lines_.size(); ++at) left_[at] += planned_in(at, month);
            if (fate_ == Fate::red && month == red_month_) {
                if (!make_red(month)) return std::nullopt;
            } else {
                plan_month(month);
            }
            overspent_before_ = is_overspent(lines_, targets_, month);
            if (fate_ == Fate::red && month == red_month_ - 1 && !overspent_before_) {
                return std::nullopt;
            }
        }
        return std::move(targets_);
    }

private:
    [[nodiscard]] Money planned_in(std::size_t line, int month) const {
        return lines_[line].plan[static_cast<std::size_t>(month - 1)];
    }

    [[nodiscard]] Money planned_in(int month) const {
        Money sum;
        for (std::size_t at = 0; at < lines_.size(); ++at) sum += planned_in(at, month);
        return sum;
    }

    [[nodiscard]] bool year_end(int month) const {
        return month == 12 && !elapsed_.is_partial(month);
    }

    /// What part of the month's plan is spent.
    [[nodiscard]] std::int64_t ratio_bp(int month) {
        if (fate_ == Fate::red && month <= red_month_ + 1) return red_ratio_bp(month);
        if (elapsed_.is_partial(month)) return ratio_of_this_month_bp();
        if (fate_ == Fate::story) return random_.between(6'200, 7'900);
        auto const kind = random_.below(100);
        if (kind < 68) return random_.between(5'400, 7'900);
        if (kind < 95) return random_.between(8'100, 9'900);
        return random_.between(10'100, 11'200);
    }

    [[nodiscard]] std::int64_t red_ratio_bp(int month) {
        if (month < red_month_ - 1) return random_.between(5'300, 6'400);
        if (month == red_month_ - 1) return random_.between(10'300, 10'900);
        return lifted_ ? random_.between(2'600, 5'800) : 0;
    }

    [[nodiscard]] std::int64_t ratio_of_this_month_bp() {
        if (fate_ == Fate::yellow_now) return random_.between(8'150, 9'700);
        return std::min<std::int64_t>(7'800, elapsed_.last_bp * random_.between(45, 85) / 100);
    }

    void plan_month(int month) {
        if (fate_ == Fate::red && month > red_month_ && !lifted_) return;
        if (fate_ == Fate::story && elapsed_.is_partial(month)) return plan_story(month);
        auto const ratio = ratio_bp(month);
        auto const used_up_bp = random_.between(9'300, 9'950);
        for (std::size_t at = 0; at < lines_.size(); ++at) {
            Money wanted = Money::from_fen(planned_in(at, month).fen() * ratio / kFull);
            if (year_end(month)) {  // What was saved is spent in December.
                wanted = std::max(wanted, Money::from_fen(left_[at].fen() * used_up_bp / kFull));
            }
            if (overspent_before_) wanted = std::min(wanted, planned_in(at, month));
            int const count = payments(at, wanted);
            bool const must = fate_ == Fate::red && month == red_month_ - 1;
            spend(at, month, std::min(wanted, left_[at]), must ? std::max(count, 1) : count);
        }
    }

    [[nodiscard]] int payments(std::size_t line, Money wanted) {
        auto const milli = lines_[line].payments_milli;
        int const count = milli / 1000 + (random_.chance(milli % 1000) ? 1 : 0);
        return wanted.fen() < kFenLeast * count ? std::min(count, 1) : count;
    }

    void spend(std::size_t line, int month, Money amount, int count) {
        if (count == 0 || amount.fen() < kFenLeast) return;
        auto& target = targets_.lines[line][static_cast<std::size_t>(month - 1)];
        target = {.amount = amount, .payments = count};
        left_[line] -= amount;
    }

    /// 78.00 % of the plan of all lines together.
    void plan_story(int month) {
        Money rest = Money::from_fen(planned_in(month).fen() * 78 / 100);
        for (std::size_t at = lines_.size(); at-- > 1;) {
            auto const part = Money::from_fen(planned_in(at, month).fen() * 78 / 100);
            if (part.fen() < kFenLeast) continue;
            spend(at, month, part, 1);
            rest -= part;
        }
        spend(0, month, std::min(rest, left_[0]), 2);
    }

    /// Everything but one payment stays below the plan; that one, the last of the month, goes beyond.
    bool make_red(int month) {
        auto const plan = planned_in(month);
        std::size_t largest = 0;
        for (std::size_t at = 0; at < lines_.size(); ++at) {
            if (left_[at] > left_[largest]) largest = at;
        }
        Money others;
        for (std::size_t at = 0; at < lines_.size(); ++at) {
            auto const part = Money::from_fen(planned_in(at, month).fen() * 82 / 100);
            if (part.fen() < kFenLeast) continue;
            spend(at, month, part, 1);
            others += part;
        }
        auto const wanted = Money::from_fen(plan.fen() * random_.between(10'400, 11'300) / kFull);
        auto const trigger = std::min(wanted - others, left_[largest]);
        if (!plan.is_positive() || others + trigger <= plan) return false;
        auto& target = targets_.lines[largest][static_cast<std::size_t>(month - 1)];
        target.amount += trigger;
        left_[largest] -= trigger;
        targets_.red_month = month;
        targets_.red_line = largest;
        targets_.trigger = trigger;
        return true;
    }

    std::span<PlannedLine const> lines_;
    Fate fate_;
    int red_month_;
    bool lifted_;
    Elapsed const& elapsed_;
    Random& random_;
    std::vector<Money> left_;  ///< planned so far and not spent, by line
    bool overspent_before_ = false;
    ScopeTargets targets_;
};

}  // namespace

bool is_overspent(std::span<PlannedLine const> lines, ScopeTargets const& targets, int month) {
    auto const at = static_cast<std::size_t>(month - 1);
    Money plan;
    Money spend;
    for (std::size_t line = 0; line < lines.size(); ++line) {
        plan += lines[line].plan[at];
        spend += targets.lines[line][at].amount;
    }
    return spend > plan;
}

std::optional<ScopeTargets> make_targets(std::span<PlannedLine const> lines, Fate fate,
                                         int red_month, bool lifted, Elapsed const& elapsed,
                                         Random& random) {
    return Planner{lines, fate, red_month, lifted, elapsed, random}.plan();
}

}  // namespace jincai::demo
