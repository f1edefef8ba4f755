#include "ledger/check.h"

#include <gmock/gmock.h>

#include "ledger/test_book.h"

/// Journals that somebody changed: every falsehood is named, none stops the process.
namespace jincai::ledger {
namespace {

using testing::TestBook;
using testing::month;

class Tampered : public ::testing::Test {
protected:
    TestBook a;
    Posting good;

    void SetUp() override {
        a.must(a.issue(testing::a_line(1), yuan(1'000)));
        a.must(a.plan(1, 3, yuan(100)));
        a.must(a.pay(1, 1, 3, yuan(10)));
        auto decided = decide(a.book, a.pay(2, 1, 3, yuan(20)), a.rules);
        ASSERT_TRUE(decided);
        good = *decided;
    }
    std::string first_of(Posting const& posting) const {
        auto const found = admissible(a.book, posting);
        return found.empty() ? "" : found.front().invariant;
    }
};

TEST_F(Tampered, good_posting_passes) { EXPECT_EQ(first_of(good), ""); }

TEST_F(Tampered, entries_must_balance) {
    good.lines[0].amount += Money::from_fen(1);
    EXPECT_EQ(first_of(good), "I1");
    good.lines[0].amount = -yuan(20);
    EXPECT_EQ(first_of(good), "I1");
    good.lines.resize(1);
    EXPECT_EQ(first_of(good), "I1");
}

TEST_F(Tampered, entries_must_not_overflow) {
    for (auto& line : good.lines) line.amount = Money::from_fen(INT64_MAX);
    EXPECT_EQ(first_of(good), "I1");
}

TEST_F(Tampered, balances_must_not_fall_below_zero) {
    for (auto& line : good.lines) line.amount = yuan(91);
    EXPECT_EQ(first_of(good), "I3");
}

TEST_F(Tampered, money_in_flight_must_be_that_of_its_payment) {
    auto line = good;
    line.payments[0].amount = yuan(19);
    EXPECT_EQ(first_of(line), "state");
    auto another = good;
    another.payments[0].payment = PaymentId{77};
    EXPECT_EQ(first_of(another), "state");
    auto none = good;
    none.payments.clear();
    EXPECT_EQ(first_of(none), "state");
}

TEST_F(Tampered, quotas_must_keep_what_they_were_issued) {
    good.lines[0].account = Account::annual_approval;
    good.lines[0].key = 0;
    good.lines[0].detail = 0;
    good.lines[0].side = Side::credit;
    good.lines[1].side = Side::debit;
    EXPECT_EQ(first_of(good), "I4");
}

TEST_F(Tampered, sequence_and_command_must_be_new) {
    auto later = good;
    later.seq += 1;
    EXPECT_EQ(first_of(later), "state");
    auto again = good;
    again.header.command_id = "c1";
    EXPECT_EQ(first_of(again), "state");
}

TEST_F(Tampered, what_is_named_must_exist) {
    auto quota = good;
    quota.lines[1].key = 99;
    EXPECT_NE(first_of(quota), "");
    auto scope = good;
    scope.spending[0].scope = ScopeId{9};
    EXPECT_EQ(first_of(scope), "state");
    auto in_no_month = good;
    in_no_month.spending[0].month = month(13);
    EXPECT_EQ(first_of(in_no_month), "state");
    auto payment = good;
    payment.payments[0].payment = PaymentId{1};
    EXPECT_EQ(first_of(payment), "state");
    auto cleared = good;
    cleared.payments[0].state = PaymentState::cleared;
    EXPECT_EQ(first_of(cleared), "state");
    auto lifted = good;
    lifted.freezes.push_back({.scope = ScopeId{1}, .action = FreezeAction::lifted,
                              .month = month(3)});
    EXPECT_EQ(first_of(lifted), "state");
    auto pass = good;
    pass.passes.push_back({.granted_seq = 1, .scope = ScopeId{1}, .used_by = PaymentId{2}});
    EXPECT_EQ(first_of(pass), "state");
    auto plan = good;
    plan.plans.push_back({QuotaId{1}, month(1), Money::from_fen(INT64_MAX)});
    EXPECT_EQ(first_of(plan), "state");
}

// Changes every byte of the journal's text in turn: what is still readable and passes the gate must
// not end the process, neither in booking it nor in checking the book afterwards.
TEST_F(Tampered, any_changed_digit_is_survived) {
    auto const text = encode(good);
    int booked = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (char const digit : {'0', '1', '7', '9', '-', '\t'}) {
            auto changed = text;
            changed[at] = digit;
            auto const posting = decode(changed);
            if (!posting || changed == text || !admissible(a.book, *posting).empty()) continue;
            auto book = a.book;
            apply(book, *posting);
            booked += check(book).empty() ? 1 : 2;
        }
    }
    EXPECT_GT(booked, 10);  // times and persons: only the hash chain finds those
}

using Abandoned = Tampered;
TEST_F(Abandoned, posting_of_another_state_stops_the_process) {
    good.seq += 1;
    EXPECT_DEATH(apply(a.book, good), "last_seq");
}

TEST_F(Tampered, replay_is_the_same_book) {
    EXPECT_EQ(a.replayed(), a.book);
    EXPECT_EQ(a.replayed().digest(), a.book.digest());
    auto other = a.book;
    apply(other, good);
    EXPECT_NE(other.digest(), a.book.digest());
}

}  // namespace
}  // namespace jincai::ledger
