#include "ledger/lights.h"

#include "ledger/preview.h"
#include "ledger/test_book.h"

/// The light, exactly: both sides of every limit, and the worked year of scope 205017.
namespace jincai::ledger {
namespace {

using testing::TestBook;
using testing::month;

constexpr Money wan(std::int64_t whole) { return yuan(whole * 10'000); }

ScopeMonth a_month(Money plan, Money cleared) {
    ScopeMonth made;
    made.plan = plan;
    made.cleared = cleared;
    return made;
}

TEST(MonthLight, turns_yellow_strictly_above_the_line) {
    Rules const rules;
    auto const plan = yuan(10'000);
    EXPECT_EQ(month_light(a_month(plan, yuan(7'999)), rules), Light::green);   // 79.99 %
    EXPECT_EQ(month_light(a_month(plan, yuan(8'000)), rules), Light::green);   // 80 %
    EXPECT_EQ(month_light(a_month(plan, yuan(8'001)), rules), Light::yellow);  // 80.01 %
    auto const one_fen_more = yuan(8'000) + Money::from_fen(1);
    EXPECT_EQ(month_light(a_month(plan, one_fen_more), rules), Light::yellow);
    EXPECT_EQ(month_light(a_month(kMoneyMax, kMoneyMax), rules), Light::yellow);
}

TEST(MonthLight, follows_the_line_of_the_rules) {
    Rules rules;
    rules.yellow_line = BasisPoints{8500};
    EXPECT_EQ(month_light(a_month(yuan(100), yuan(85)), rules), Light::green);
    EXPECT_EQ(month_light(a_month(yuan(100), yuan(86)), rules), Light::yellow);
}

TEST(MonthLight, is_overspent_strictly_above_the_plan) {
    auto const plan = yuan(100);
    EXPECT_FALSE(a_month(plan, plan).overspent());
    EXPECT_TRUE(a_month(plan, plan + Money::from_fen(1)).overspent());
}

TEST(MonthLight, without_plan_any_spending_overspends) {
    Rules const rules;
    EXPECT_TRUE(a_month({}, Money::from_fen(1)).overspent());
    EXPECT_EQ(month_light(a_month({}, Money::from_fen(1)), rules), Light::yellow);
    EXPECT_FALSE(a_month({}, {}).overspent());
    EXPECT_EQ(month_light(a_month({}, {}), rules), Light::green);
    EXPECT_FALSE(a_month({}, -yuan(5)).overspent());
    EXPECT_EQ(month_light(a_month({}, -yuan(5)), rules), Light::green);
}

TEST(OverspentRuns, are_found_within_one_fiscal_year_only) {
    Rules rules;
    ScopeMonths months{};
    months[0] = a_month({}, yuan(1));
    EXPECT_FALSE(find_run(months, 1U << 1, rules));  // January has no December before it
    months[1] = a_month({}, yuan(1));
    EXPECT_EQ(find_run(months, 1U << 2, rules)->last, month(2));
    EXPECT_EQ(find_run(months, 1U << 1, rules)->months, (1U << 1) | (1U << 2));
    EXPECT_FALSE(find_run(months, 1U << 5, rules));
    rules.red_months = 3;
    EXPECT_FALSE(find_run(months, 1U << 2, rules));
    months[0].used = true;
    rules.red_months = 2;
    EXPECT_FALSE(find_run(months, 1U << 2, rules));
    EXPECT_EQ(overspent_run(months, month(2)), 1);
}

class LightsOfAScope : public ::testing::Test {
protected:
    TestBook a;
    ScopeId const scope{1};
    std::int64_t payment = 0;

    void SetUp() override {
        a.rules.freeze_basis = "某财预〔2026〕1号";
        a.must(a.issue(testing::a_line(1), wan(1'000)));
    }
    void plan(std::initializer_list<int> amounts) {
        int number = 0;
        for (int const amount : amounts) a.must(a.plan(1, ++number, wan(amount)));
    }
    void spend(int number, Money amount) {
        a.must(a.pay(++payment, 1, number, amount));
        a.must(a.clear(payment, number));
    }
    Light light(int number) const { return a.book.scope(scope).light(month(number)); }
    bool overspent(int number) const {
        return a.book.scope(scope).months[month_index(month(number))].overspent();
    }
};

TEST_F(LightsOfAScope, follow_the_worked_year) {
    plan({40, 40, 50, 50, 50, 50, 50});
    spend(1, wan(30));
    EXPECT_EQ(light(1), Light::green);
    spend(2, wan(32));
    EXPECT_EQ(light(2), Light::green);  // exactly 80 % is not "超过"
    spend(2, yuan(100));
    EXPECT_EQ(light(2), Light::yellow);
    spend(3, wan(50));
    EXPECT_EQ(light(3), Light::yellow);
    EXPECT_FALSE(overspent(3));  // exactly on plan
    spend(4, wan(52));
    EXPECT_EQ(light(4), Light::yellow);
    EXPECT_TRUE(overspent(4));
    spend(5, wan(45));
    EXPECT_EQ(light(5), Light::yellow);
    EXPECT_FALSE(overspent(5));  // the run is broken
    spend(6, wan(55));
    EXPECT_EQ(light(6), Light::yellow);
    EXPECT_TRUE(overspent(6));
    spend(7, wan(48));
    EXPECT_EQ(light(7), Light::yellow);
    EXPECT_FALSE(a.book.scope(scope).red.red);

    auto const trigger = a.must(a.pay(++payment, 1, 7, wan(3)));
    EXPECT_EQ(light(7), Light::red);
    EXPECT_TRUE(a.book.scope(scope).red.frozen);
    ASSERT_EQ(trigger.freezes.size(), 1U);
    EXPECT_EQ(trigger.freezes[0].months, (1U << 6) | (1U << 7));
    EXPECT_EQ(trigger.freezes[0].plan, wan(50));
    EXPECT_EQ(trigger.freezes[0].spend, wan(51));
    EXPECT_EQ(trigger.freezes[0].trigger, PaymentId{payment});
    ASSERT_EQ(trigger.lights.size(), 1U);
    EXPECT_EQ(trigger.lights[0].before, Light::yellow);
    EXPECT_EQ(trigger.lights[0].after, Light::red);
    EXPECT_EQ(trigger.lights[0].overspent_run, 2);
    EXPECT_EQ(trigger.lights[0].rule_version, "default");
    // The triggering payment stands; everything after it is refused.
    EXPECT_EQ(a.code(a.pay(99, 1, 7, yuan(1))), "scope_frozen");

    a.must(a.give_back(payment, 7));
    EXPECT_EQ(a.book.scope(scope).months[6].spend(), wan(48));
    EXPECT_EQ(light(7), Light::red);
    EXPECT_EQ(a.code(a.pay(99, 1, 8, yuan(1))), "scope_frozen");
    EXPECT_EQ(light(8), Light::red);  // a new month does not clear it
}

TEST_F(LightsOfAScope, count_in_flight_by_submission_and_move_at_clearing) {
    plan({10, 10});
    a.must(a.pay(1, 1, 1, wan(9)));
    EXPECT_EQ(light(1), Light::yellow);
    auto const cleared = a.must(a.clear(1, 2));
    EXPECT_EQ(light(1), Light::green);
    EXPECT_EQ(light(2), Light::yellow);
    EXPECT_EQ(cleared.lights.size(), 2U);
    EXPECT_EQ(a.book.scope(scope).months[1].cleared, wan(9));
}

TEST_F(LightsOfAScope, date_refunds_in_their_own_month) {
    plan({10, 10});
    spend(1, wan(9));
    a.must(a.refund(payment, 2, wan(5)));
    EXPECT_EQ(light(1), Light::yellow);
    EXPECT_EQ(a.book.scope(scope).months[1].spend(), -wan(5));
    EXPECT_EQ(light(2), Light::green);
    a.must(a.pay(++payment, 1, 2, wan(15)));  // 10 of the plan and the 5 that came back
    EXPECT_EQ(a.book.scope(scope).months[1].spend(), wan(10));
    EXPECT_FALSE(overspent(2));
}

TEST_F(LightsOfAScope, clearing_alone_can_make_the_run) {
    plan({10, 10, 0 + 1});
    spend(2, wan(11));
    EXPECT_TRUE(overspent(2));
    a.must(a.pay(++payment, 1, 2, wan(2)));
    auto const cleared = a.must(a.clear(payment, 3));
    EXPECT_TRUE(a.book.scope(scope).red.red);
    EXPECT_EQ(cleared.freezes.size(), 1U);
}

TEST_F(LightsOfAScope, plan_changes_are_evaluated_with_the_booking) {
    plan({10, 20});
    spend(1, wan(9));
    EXPECT_EQ(light(1), Light::yellow);
    auto const raised = a.must(a.plan(1, 1, wan(10)));
    EXPECT_EQ(light(1), Light::green);
    EXPECT_EQ(raised.lights.size(), 1U);
    a.must(ShiftPlan{a.in(1), DocumentId{3}, QuotaId{1}, month(1), month(2), wan(10), {}});
    EXPECT_EQ(light(1), Light::yellow);
}

TEST_F(LightsOfAScope, leave_out_personnel_unless_the_book_says_so) {
    a.must(a.issue(testing::a_line(2, "205017", ProjectClass::personnel), wan(10)));
    EXPECT_EQ(a.book.quota(QuotaId{2})->scope, ScopeId{});
    TestBook with{{RegionCode{"990100"}, FiscalYear{2026}, ScopeKind::unit, true}};
    with.must(with.issue(testing::a_line(1), wan(10)));
    with.must(with.issue(testing::a_line(2, "205017", ProjectClass::personnel), wan(10)));
    EXPECT_EQ(with.book.quota(QuotaId{1})->scope, with.book.quota(QuotaId{2})->scope);
}

TEST_F(LightsOfAScope, are_kept_apart_by_the_kind_of_scope) {
    auto other_fund = testing::a_line(2);
    other_fund.fund = FundCode{"12"};
    a.must(a.issue(other_fund, wan(10)));
    a.must(a.issue(testing::a_line(3, "205017", ProjectClass::project), wan(10)));
    EXPECT_EQ(a.book.scopes().size(), 3U);
    EXPECT_EQ(a.book.find_scope({UnitCode{"205017"}, "12", "operating", ""}),
              a.book.quota(QuotaId{2})->scope);
    TestBook by_project{{RegionCode{"990100"}, FiscalYear{2026}, ScopeKind::project}};
    auto line = testing::a_line(1);
    line.project = ProjectCode{"P1"};
    by_project.must(by_project.issue(line, wan(10)));
    EXPECT_EQ(by_project.book.scope(ScopeId{1}).key.project, "P1");
}

TEST_F(LightsOfAScope, preview_shows_what_the_payment_would_do) {
    plan({40, 40});
    auto const at_line = preview(a.book, a.pay(0, 1, 1, wan(32)), a.rules);
    EXPECT_FALSE(at_line.refusal);
    EXPECT_EQ(at_line.after, Light::green);
    auto command = a.pay(0, 1, 1, wan(33));
    command.header.command_id.clear();
    auto const above = preview(a.book, command, a.rules);
    EXPECT_EQ(above.before, Light::green);
    EXPECT_EQ(above.after, Light::yellow);
    EXPECT_EQ(above.spend_before, Money{});
    EXPECT_EQ(above.spend_after, wan(33));
    EXPECT_EQ(above.plan, wan(40));
    EXPECT_EQ(above.available, wan(40));
    auto const beyond = preview(a.book, a.pay(0, 1, 1, wan(41)), a.rules);
    ASSERT_TRUE(beyond.refusal);
    EXPECT_EQ(beyond.refusal->code(), "exceeds_plan");
    EXPECT_TRUE(beyond.overspent_after);
    EXPECT_EQ(a.book.last_seq(), 3);
}

TEST_F(LightsOfAScope, preview_foresees_the_freeze) {
    plan({40, 40, 40});
    spend(2, wan(41));
    auto const seen = preview(a.book, a.pay(0, 1, 3, wan(79)), a.rules);
    EXPECT_FALSE(seen.refusal);
    EXPECT_TRUE(seen.freezes);
    EXPECT_EQ(seen.after, Light::red);
}

}  // namespace
}  // namespace jincai::ledger
