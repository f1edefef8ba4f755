#include "ledger/test_book.h"

/// What a red light stops, whom it spares, and the ways out.
namespace jincai::ledger {
namespace {

using testing::TestBook;
using testing::month;

constexpr UserId kRequester{1};
constexpr UserId kSection{2};
constexpr UserId kLeader{3};

class Freeze : public ::testing::Test {
protected:
    TestBook a;
    ScopeId const scope{1};

    /// Plans of 100 元 from January on; May and June overspent by clearing January's leftovers.
    void SetUp() override {
        a.rules.freeze_basis = "某财预〔2026〕1号";
        a.must(a.issue(testing::a_line(1), yuan(100'000)));
        for (int number = 1; number <= 12; ++number) a.must(a.plan(1, number, yuan(100)));
    }
    void make_red() {
        a.must(a.pay(1, 1, 5, yuan(101)));
        a.must(a.pay(2, 1, 6, yuan(101)));
    }
    Unfreeze unfreeze(int number, UserId requester, UserId first, UserId second) {
        return {a.in(number), DocumentId{9}, scope, requester, first, second};
    }
    bool frozen() const { return a.book.scope(scope).red.frozen; }
};

TEST_F(Freeze, needs_two_overspent_months_in_a_row) {
    a.must(a.pay(1, 1, 5, yuan(101)));
    EXPECT_FALSE(a.book.scope(scope).red.red);
    a.must(a.pay(2, 1, 6, yuan(100)));
    EXPECT_FALSE(a.book.scope(scope).red.red);  // exactly on plan
    a.must(a.pay(3, 1, 6, Money::from_fen(1)));
    EXPECT_TRUE(frozen());
    EXPECT_EQ(a.book.scope(scope).red.trigger, PaymentId{3});
    EXPECT_EQ(a.book.scope(scope).red.trigger_seq, a.book.last_seq());
}

TEST_F(Freeze, stops_payments_and_plans_of_the_scope_only) {
    make_red();
    auto const refused = a.run(a.pay(3, 1, 6, yuan(1)));
    ASSERT_FALSE(refused);
    auto const text = text_of(refused.error(), Language::zh);
    EXPECT_NE(text.find("某财预〔2026〕1号"), std::string::npos) << text;
    EXPECT_NE(text.find("101.00"), std::string::npos) << text;
    EXPECT_EQ(a.code(a.plan(1, 7, yuan(1))), "scope_frozen");
    EXPECT_EQ(a.code(ShiftPlan{a.in(6), {}, QuotaId{1}, month(7), month(8), yuan(1), {}}),
              "scope_frozen");
    a.must(a.issue(testing::a_line(2, "205001"), yuan(100)));
    a.must(a.plan(2, 6, yuan(100)));
    a.must(a.pay(4, 2, 6, yuan(1)));
}

TEST_F(Freeze, spares_protected_classes) {
    make_red();
    auto wages = testing::a_line(2, "205017", ProjectClass::personnel);
    a.must(a.issue(wages, yuan(100)));
    a.must(a.plan(2, 6, yuan(100)));
    a.must(a.pay(3, 2, 6, yuan(50)));
    auto relief = testing::a_line(3);
    relief.protected_class = true;
    a.must(a.issue(relief, yuan(100)));
    a.must(a.plan(3, 6, yuan(100)));
    EXPECT_EQ(a.book.quota(QuotaId{3})->scope, scope);
    a.must(a.pay(4, 3, 6, yuan(50)));
    auto court_order = a.pay(5, 1, 6, yuan(1));
    court_order.order.protected_class = true;
    a.must(court_order);
}

TEST_F(Freeze, leaves_returns_clearings_refunds_and_parts_alone) {
    make_red();
    a.must(a.clear(1, 6));
    a.must(a.refund(1, 6, yuan(1)));
    a.must(a.give_back(2, 6));
    a.must(FreezeAmount{a.in(6), {}, QuotaId{1}, yuan(1)});
    EXPECT_TRUE(frozen());
}

TEST_F(Freeze, only_warns_without_a_legal_basis) {
    a.rules.freeze_basis.clear();
    make_red();
    EXPECT_TRUE(a.book.scope(scope).red.red);
    EXPECT_FALSE(frozen());
    EXPECT_EQ(a.book.scope(scope).light(month(6)), Light::red);
    a.must(a.pay(3, 1, 6, yuan(1)));
    EXPECT_EQ(a.code(GrantOneTimePass{a.in(6), {}, scope, yuan(1), 5, {}}), "scope_not_frozen");
    a.must(unfreeze(6, kRequester, kSection, kLeader));
    EXPECT_EQ(a.book.scope(scope).light(month(6)), Light::yellow);
}

TEST_F(Freeze, may_block_the_payment_that_would_trigger_it) {
    a.rules.block_trigger = true;
    a.must(a.pay(1, 1, 5, yuan(101)));
    EXPECT_EQ(a.code(a.pay(2, 1, 6, yuan(101))), "trigger_blocked");
    a.must(a.pay(2, 1, 6, yuan(100)));
    EXPECT_FALSE(a.book.scope(scope).red.red);
    auto urgent = a.pay(3, 1, 6, yuan(1));
    urgent.order.protected_class = true;
    a.must(urgent);  // a protected payment is never blocked, and makes it red
    EXPECT_TRUE(frozen());
}

TEST_F(Freeze, is_lifted_by_two_other_persons_only) {
    make_red();
    EXPECT_EQ(a.code(unfreeze(6, kRequester, kSection, kSection)), "approvers_not_distinct");
    EXPECT_EQ(a.code(unfreeze(6, kRequester, kRequester, kLeader)), "approvers_not_distinct");
    EXPECT_EQ(a.code(unfreeze(6, kRequester, kSection, kRequester)), "approvers_not_distinct");
    EXPECT_EQ(a.code(unfreeze(6, kRequester, kSection, UserId{})), "id_invalid");
    auto elsewhere = unfreeze(6, kRequester, kSection, kLeader);
    elsewhere.scope = ScopeId{2};
    EXPECT_EQ(a.code(elsewhere), "scope_not_found");
    auto const lifted = a.must(unfreeze(6, kRequester, kSection, kLeader));
    EXPECT_EQ(lifted.freezes[0].action, FreezeAction::lifted);
    EXPECT_EQ(lifted.freezes[0].second_approver, kLeader);
    EXPECT_EQ(lifted.lights[0].after, Light::yellow);
    EXPECT_FALSE(a.book.scope(scope).red.red);
    EXPECT_EQ(a.code(unfreeze(6, kRequester, kSection, kLeader)), "scope_not_red");
}

TEST_F(Freeze, counts_from_nothing_after_the_unfreeze) {
    make_red();
    a.must(unfreeze(6, kRequester, kSection, kLeader));
    a.must(a.pay(3, 1, 6, yuan(10)));  // June goes on overspending: it no longer counts
    a.must(a.pay(4, 1, 7, yuan(101)));
    EXPECT_FALSE(a.book.scope(scope).red.red);  // June and July are no pair
    a.must(a.pay(5, 1, 8, yuan(101)));
    EXPECT_TRUE(frozen());
    EXPECT_EQ(a.book.scope(scope).red.months, (1U << 7) | (1U << 8));
}

TEST_F(Freeze, months_overspent_by_protected_payments_meanwhile_do_not_count_either) {
    make_red();
    for (int number = 7; number <= 8; ++number) {
        auto urgent = a.pay(10 + number, 1, number, yuan(101));
        urgent.order.protected_class = true;
        a.must(urgent);
    }
    a.must(unfreeze(8, kRequester, kSection, kLeader));
    a.must(a.pay(3, 1, 8, yuan(1)));
    EXPECT_FALSE(a.book.scope(scope).red.red);
}

TEST_F(Freeze, does_not_pair_december_with_january) {
    a.must(a.pay(1, 1, 12, yuan(101)));
    TestBook next{{RegionCode{"990100"}, FiscalYear{2027}}};
    EXPECT_TRUE(next.book.scopes().empty());
    EXPECT_FALSE(a.book.scope(scope).red.red);
}

class OneTimePass_ : public Freeze {
protected:
    GrantOneTimePass grant(Money amount, std::uint64_t payee) {
        auto made = GrantOneTimePass{a.in(6), DocumentId{8}, scope, amount, payee, {}};
        made.valid_until = made.header.at + std::chrono::hours{24};
        return made;
    }
    SubmitPayment pay_to(std::int64_t payment, Money amount, std::uint64_t payee) {
        auto made = a.pay(payment, 1, 6, amount);
        made.order.payee = payee;
        return made;
    }
};

TEST_F(OneTimePass_, opens_the_way_for_one_payment) {
    make_red();
    a.must(grant(yuan(10), 77));
    EXPECT_EQ(a.code(pay_to(3, yuan(10), 78)), "scope_frozen");
    EXPECT_EQ(a.code(pay_to(3, yuan(11), 77)), "scope_frozen");
    auto const booked = a.must(pay_to(3, yuan(10), 77));
    EXPECT_EQ(booked.passes[0].used_by, PaymentId{3});
    EXPECT_EQ(a.code(pay_to(4, yuan(1), 77)), "scope_frozen");
    EXPECT_TRUE(frozen());
}

TEST_F(OneTimePass_, runs_out) {
    make_red();
    auto const granted = grant(yuan(10), 77);
    a.must(granted);
    auto at_the_end = pay_to(3, yuan(1), 77);
    at_the_end.header.at = granted.valid_until;
    auto too_late = at_the_end;
    too_late.header.at += std::chrono::milliseconds{1};
    EXPECT_EQ(a.code(too_late), "scope_frozen");
    a.must(at_the_end);
}

TEST_F(OneTimePass_, is_valid_for_a_day_at_most) {
    make_red();
    auto longer = grant(yuan(10), 77);
    longer.valid_until += std::chrono::milliseconds{1};
    EXPECT_EQ(a.code(longer), "pass_validity");
    auto past = grant(yuan(10), 77);
    past.valid_until = past.header.at;
    EXPECT_EQ(a.code(past), "pass_validity");
}

TEST_F(OneTimePass_, ends_with_the_freeze) {
    make_red();
    a.must(grant(yuan(10), 77));
    a.must(unfreeze(6, kRequester, kSection, kLeader));
    EXPECT_TRUE(a.book.scope(scope).passes.empty());
}

}  // namespace
}  // namespace jincai::ledger
