#include "demo/year.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "demo/budget.h"
#include "demo/digest.h"
#include "demo/moments.h"
#include "demo/province.h"

namespace jincai::demo {
namespace {

using ledger::ProjectClass;
using ScopeKey = std::pair<UnitIndex, ProjectClass>;
using Months = std::array<Money, 13>;  ///< by number, 0 unused

constexpr std::uint64_t kSeed = 20260301;

struct Made {
    Province province;
    YearScript script;
};

Made made_on(BusinessDate today, int year) {
    auto province = make_province(kSeed, today);
    auto script = make_year(province, FiscalYear{year});
    return {std::move(province), std::move(script)};
}

Made const& this_year() {
    static Made const made = made_on(make_date(2026, 11, 24), 2026);
    return made;
}

Made const& past_year() {
    static Made const made = made_on(make_date(2026, 11, 24), 2025);
    return made;
}

bool is_booked(Payment const& payment) {
    return payment.end != PaymentEnd::draft && payment.end != PaymentEnd::returned &&
           payment.end != PaymentEnd::bounced;
}

/// The month a payment counts for: that of its clearing, or of its application while it waits.
std::size_t month_of(Payment const& payment) {
    auto const at = payment.end == PaymentEnd::cleared ? payment.cleared_at : payment.at;
    return static_cast<std::size_t>(fiscal_month(business_date(at)).value);
}

std::map<ScopeKey, Months> plans_by_scope(YearScript const& script) {
    std::map<ScopeKey, Months> plans;
    for (auto const& document : script.plan_documents) {
        if (document.standing.stage != Stage::done) continue;
        for (auto const& line : document.lines) {
            auto const& quota = script.quotas[line.quota];
            plans[{quota.unit, quota.project_class}][static_cast<std::size_t>(line.month.value)] +=
                line.amount;
        }
    }
    return plans;
}

std::map<ScopeKey, Months> spending_by_scope(YearScript const& script) {
    std::map<ScopeKey, Months> spending;
    for (auto const& payment : script.payments) {
        if (!is_booked(payment)) continue;
        auto const& quota = script.quotas[payment.quota];
        spending[{quota.unit, quota.project_class}][month_of(payment)] += payment.amount;
    }
    return spending;
}

TEST(Year, plans_of_a_quota_never_exceed_it) {
    auto const& script = this_year().script;
    std::vector<Money> issued(script.quotas.size());
    std::vector<Money> planned_so_far(script.quotas.size());
    for (auto const& document : script.quota_documents) {
        if (document.standing.stage != Stage::done) continue;
        for (auto const& line : document.lines) {
            EXPECT_TRUE(line.amount.is_positive());
            issued[line.quota] += line.amount;
        }
    }
    for (auto const& document : script.plan_documents) {
        if (document.standing.stage != Stage::done) continue;
        for (auto const& line : document.lines) {
            EXPECT_TRUE(line.amount.is_positive());
            planned_so_far[line.quota] += line.amount;
        }
    }
    for (std::size_t at = 0; at < script.quotas.size(); ++at) {
        EXPECT_LE(issued[at], script.quotas[at].amount) << at;
        EXPECT_LE(planned_so_far[at], issued[at]) << script.quotas[at].project_name;
    }
}

/// Plays plans and applications in order of time against the rule "not more than all plans of the
/// months so far"; a return or refund gives back what it took.
void expect_plans_respected(YearScript const& script) {
    std::vector<Money> left(script.quotas.size());
    std::vector<Months> plans(script.quotas.size());
    std::size_t next_plan = 0;
    std::size_t month = 1;
    for (auto const& payment : script.payments) {
        for (; next_plan < script.plan_documents.size() &&
               script.plan_documents[next_plan].at <= payment.at;
             ++next_plan) {
            auto const& document = script.plan_documents[next_plan];
            if (document.standing.stage != Stage::done) continue;
            for (auto const& line : document.lines) {
                auto const number = static_cast<std::size_t>(line.month.value);
                plans[line.quota][number] += line.amount;
                if (number <= month) left[line.quota] += line.amount;
            }
        }
        auto const now = static_cast<std::size_t>(fiscal_month(business_date(payment.at)).value);
        for (; month < now; ++month) {
            for (std::size_t at = 0; at < left.size(); ++at) left[at] += plans[at][month + 1];
        }
        if (!is_booked(payment)) continue;
        left[payment.quota] -= payment.amount;
        ASSERT_GE(left[payment.quota], Money{}) << payment.purpose << " in month " << now;
    }
}

TEST(Year, payments_respect_the_cumulative_plan_in_order_of_time) {
    expect_plans_respected(this_year().script);
    expect_plans_respected(past_year().script);
}

TEST(Year, only_the_freezes_of_the_script_have_two_overspent_months) {
    for (auto const* made : {&this_year(), &past_year()}) {
        std::map<ScopeKey, int> expected;
        for (auto const& freeze : made->script.freezes) {
            expected[{freeze.unit, freeze.project_class}] = freeze.month.value;
        }
        EXPECT_GE(expected.size(), 5u);
        auto plans = plans_by_scope(made->script);
        std::map<ScopeKey, int> found;
        for (auto const& [key, spent] : spending_by_scope(made->script)) {
            if (key.second == ProjectClass::personnel) continue;
            for (std::size_t month = 2; month <= 12; ++month) {
                bool const both =
                    spent[month] > plans[key][month] && spent[month - 1] > plans[key][month - 1];
                if (both) found[key] = static_cast<int>(month);
            }
        }
        EXPECT_EQ(found, expected);
    }
}

TEST(Year, a_frozen_scope_pays_nothing_until_it_is_lifted_and_wages_all_the_time) {
    for (auto const* made : {&this_year(), &past_year()}) {
        auto const& script = made->script;
        for (auto const& freeze : script.freezes) {
            Timestamp trigger{};
            int wages = 0;
            for (auto const& payment : script.payments) {
                auto const& quota = script.quotas[payment.quota];
                if (quota.unit != freeze.unit) continue;
                wages += quota.project_class == ProjectClass::personnel;
                if (quota.project_class != freeze.project_class) continue;
                auto const month = fiscal_month(business_date(payment.at));
                if (month == freeze.month) trigger = std::max(trigger, payment.at);
                if (month <= freeze.month) continue;
                EXPECT_EQ(freeze.end, FreezeEnd::lifted);
                EXPECT_GT(payment.at, freeze.lifted_at);
            }
            EXPECT_GE(wages, 10);
            EXPECT_TRUE(freeze.end == FreezeEnd::stays || freeze.requested_at > trigger);
        }
    }
}

TEST(Year, most_scopes_are_green_some_yellow_and_some_red) {
    auto const& made = this_year();
    auto const month = static_cast<std::size_t>(fiscal_month(last_day(made.province)).value);
    auto plans = plans_by_scope(made.script);
    int green = 0;
    int yellow = 0;
    for (auto const& [key, spent] : spending_by_scope(made.script)) {
        if (key.second == ProjectClass::personnel) continue;
        bool const over = exceeds_share(spent[month], BasisPoints{8000}, plans[key][month]);
        ++(over ? yellow : green);
    }
    auto const red = static_cast<int>(made.script.freezes.size());
    EXPECT_GT(green, 8 * yellow);
    EXPECT_GT(yellow, 100);
    EXPECT_GT(red, 8);
    EXPECT_GT(yellow, red);
}

TEST(Year, the_school_of_the_story_stands_at_78_percent) {
    auto const& made = this_year();
    auto const school = find_unit(made.province, kStoryRegion, kStorySchool);
    ScopeKey const key{school, ProjectClass::operating};
    auto plans = plans_by_scope(made.script);
    auto spending = spending_by_scope(made.script);
    EXPECT_EQ(plans[key][11], yuan(100'000));
    EXPECT_EQ(spending[key][11], yuan(78'000));
    for (std::size_t month = 1; month < 11; ++month) {
        EXPECT_LE(spending[key][month], yuan(80'000)) << month;
    }
}

Months spending_on(YearScript const& script, ProjectClass project_class,
                   std::string_view economic) {
    Months sums{};
    for (auto const& payment : script.payments) {
        auto const& quota = script.quotas[payment.quota];
        if (!is_booked(payment) || quota.project_class != project_class) continue;
        if (quota.economic.starts_with(economic)) sums[month_of(payment)] += payment.amount;
    }
    return sums;
}

TEST(Year, seasons_are_those_of_an_office) {
    auto const& script = past_year().script;
    auto const wages = spending_on(script, ProjectClass::personnel, "30101");
    for (std::size_t month = 2; month <= 11; ++month) {
        EXPECT_NEAR(static_cast<double>(wages[month].fen()) / static_cast<double>(wages[1].fen()),
                    1.0, 0.01);
    }
    EXPECT_NEAR(static_cast<double>(wages[12].fen()) / static_cast<double>(wages[1].fen()), 2.0,
                0.02);
    auto const heating = spending_on(script, ProjectClass::operating, "30208");
    EXPECT_EQ(heating[7], Money{});
    EXPECT_GT(heating[2], Money{});
    EXPECT_GT(heating[11], Money{});
    auto const projects = spending_on(script, ProjectClass::project, "");
    Money first_half;
    for (std::size_t month = 1; month <= 6; ++month) first_half += projects[month];
    EXPECT_GT(projects[12], projects[11]);
    EXPECT_GT(projects[12].fen() * 6, first_half.fen());  // The year-end rush.
}

TEST(Year, payments_look_like_payments) {
    auto const& made = past_year();
    std::size_t returned = 0;
    std::size_t refunds = 0;
    for (auto const& payment : made.script.payments) {
        EXPECT_TRUE(payment.amount >= yuan(1)) << payment.purpose;
        EXPECT_LT(payment.amount, yuan(300'000'000)) << payment.purpose;
        EXPECT_FALSE(payment.purpose.empty());
        EXPECT_LT(payment.payee, made.province.payees.size());
        EXPECT_LE(payment.at, payment.cleared_at);
        EXPECT_EQ(fiscal_month(business_date(payment.at)),
                  fiscal_month(business_date(payment.cleared_at)));
        EXPECT_EQ(fiscal_year(business_date(payment.at)), made.script.year);
        returned += payment.end == PaymentEnd::returned;
        refunds += payment.refund.is_positive();
        EXPECT_LE(payment.refund, payment.amount);
    }
    EXPECT_TRUE(std::ranges::is_sorted(made.script.payments, {}, &Payment::at));
    EXPECT_GT(returned, 50u);
    EXPECT_GT(refunds, 30u);
}

TEST(Year, work_waits_in_every_state) {
    std::map<PaymentEnd, int> ends;
    for (auto const& payment : this_year().script.payments) ++ends[payment.end];
    for (auto const end :
         {PaymentEnd::draft, PaymentEnd::waiting_review, PaymentEnd::waiting_approval,
          PaymentEnd::approved, PaymentEnd::sealed, PaymentEnd::sent, PaymentEnd::cleared,
          PaymentEnd::returned, PaymentEnd::bounced}) {
        EXPECT_GT(ends[end], 0) << static_cast<int>(end);
    }
    std::map<Stage, int> plans;
    for (auto const& document : this_year().script.plan_documents) ++plans[document.standing.stage];
    EXPECT_GE(plans[Stage::waiting], 3);
    EXPECT_GE(plans[Stage::returned], 1);
}

TEST(Year, about_300000_payments_in_four_years) {
    auto const& province = this_year().province;
    std::size_t payments = this_year().script.payments.size() + past_year().script.payments.size();
    auto const years = demo_years(province);
    ASSERT_EQ(years.size(), 4u);
    EXPECT_EQ(years.back(), this_year().script.year);
    payments += make_year(province, years[0]).payments.size();
    payments += make_year(province, years[1]).payments.size();
    EXPECT_GT(payments, 270'000u);
    EXPECT_LT(payments, 350'000u);
}

TEST(Year, is_the_same_for_the_same_seed_and_another_for_another) {
    auto const again = made_on(make_date(2026, 11, 24), 2025);
    EXPECT_EQ(digest(again.script), digest(past_year().script));
    auto const other = make_year(make_province(kSeed + 1, again.province.today), FiscalYear{2025});
    EXPECT_NE(digest(other), digest(past_year().script));
}

/// As text, which is also how the runner names the case.
class YearOnDay : public testing::TestWithParam<std::string_view> {};

TEST_P(YearOnDay, nothing_lies_in_the_future_and_the_rules_hold) {
    auto const today = *parse_date(GetParam());
    auto const made = made_on(today, static_cast<int>(today.year()));
    expect_plans_respected(made.script);
    auto const limit = start_of(add_days(today, 1));
    for (auto const& document : made.script.quota_documents) EXPECT_LT(document.at, limit);
    for (auto const& document : made.script.plan_documents) EXPECT_LT(document.at, limit);
    for (auto const& payment : made.script.payments) {
        EXPECT_LT(payment.at, limit);
        EXPECT_LT(payment.end == PaymentEnd::cleared ? payment.cleared_at : payment.at, limit);
    }
    auto const school = find_unit(made.province, kStoryRegion, kStorySchool);
    auto const month = static_cast<std::size_t>(static_cast<unsigned>(today.month()));
    auto spending = spending_by_scope(made.script);
    EXPECT_EQ((spending[{school, ProjectClass::operating}][month]), yuan(78'000));
    EXPECT_GE(made.script.freezes.size(), month >= 3 ? 2u : 0u);
}

INSTANTIATE_TEST_SUITE_P(AnyDay, YearOnDay,
                         testing::Values("2026-01-01", "2026-01-02", "2026-01-20", "2026-02-01",
                                         "2026-02-28", "2026-03-01", "2026-03-02", "2026-04-01",
                                         "2026-05-03", "2026-10-04", "2026-12-01", "2026-12-31"));

}  // namespace
}  // namespace jincai::demo
