#include "ledger/test_book.h"

namespace jincai::ledger {
namespace {

using testing::TestBook;
using testing::a_line;
using testing::month;

/// Quota 1 with 100 yuan, quota 2 with 10, both executable, no plan control.
class Reserved : public ::testing::Test {
protected:
    Reserved() {
        a.rules.plan_modes.fill(PlanMode::none);
        a.must(a.issue(a_line(1), yuan(100)));
        a.must(a.issue(a_line(2), yuan(10)));
    }

    static SourcePart part(std::int64_t quota, Money amount,
                           Account account = Account::executable) {
        return {QuotaId{quota}, account, amount};
    }
    Reserve reserve(std::int64_t document, std::vector<SourcePart> parts) {
        return {a.in(3), DocumentId{document}, std::move(parts)};
    }
    Release release(std::int64_t document, std::vector<SourcePart> parts) {
        return {a.in(3), DocumentId{document}, std::move(parts)};
    }
    Transfer transfer(std::int64_t document, Money amount) {
        return {a.in(3),         DocumentId{document},     QuotaId{1},
                QuotaId{2},      amount,                   Authority::government,
                ApprovedTotal{}, TakenFrom::reserved};
    }
    Money held(std::int64_t document, Account origin = Account::executable) {
        return a.balance(Account::reserved, 1, reserve_bucket(DocumentId{document}, origin));
    }

    TestBook a;
};

TEST_F(Reserved, money_can_be_spent_by_nobody_else) {
    a.must(reserve(7, {part(1, yuan(60))}));
    EXPECT_EQ(held(7), yuan(60));
    EXPECT_EQ(a.code(a.pay(1, 1, 3, yuan(40) + Money::from_fen(1))), "exceeds_available");
    EXPECT_EQ(a.code(reserve(8, {part(1, yuan(41))})), "exceeds_available");
    EXPECT_EQ(a.code(FreezeAmount{a.in(3), {}, QuotaId{1}, yuan(41)}), "exceeds_available");
    a.must(a.pay(1, 1, 3, yuan(40)));
    auto const shown = a.book.statement(QuotaId{1}, month(3), a.rules);
    EXPECT_EQ(shown.reserved, yuan(60));
    EXPECT_EQ(shown.executable, Money{});
    EXPECT_EQ(shown.issued, yuan(100));
}

TEST_F(Reserved, money_goes_where_the_decision_says_or_back) {
    a.must(reserve(7, {part(1, yuan(60)), part(1, yuan(5))}));
    a.must(transfer(7, yuan(60)));
    EXPECT_EQ(a.balance(Account::executable, 2), yuan(70));
    EXPECT_EQ(held(7), yuan(5));
    EXPECT_EQ(a.book.quota(QuotaId{1})->issued(), yuan(40));
    a.must(release(7, {part(1, yuan(5))}));
    EXPECT_EQ(a.balance(Account::executable, 1), yuan(40));
    EXPECT_EQ(a.code(release(7, {part(1, yuan(5))})), "exceeds_balance");
    EXPECT_TRUE(a.replayed() == a.book);
}

TEST_F(Reserved, money_serves_its_own_document_and_amount_alone) {
    a.must(reserve(7, {part(1, yuan(60))}));
    EXPECT_EQ(a.code(transfer(8, yuan(1))), "exceeds_balance");
    EXPECT_EQ(a.code(transfer(7, yuan(61))), "exceeds_balance");
    EXPECT_EQ(a.code(release(8, {part(1, yuan(1))})), "exceeds_balance");
    EXPECT_EQ(a.code(transfer(0, yuan(1))), "id_invalid");
}

TEST_F(Reserved, money_returns_to_the_account_it_came_from_only) {
    a.must(FreezeAmount{a.in(3), {}, QuotaId{1}, yuan(30)});
    a.must(reserve(9, {part(1, yuan(30), Account::frozen)}));
    EXPECT_EQ(a.code(UnfreezeAmount{a.in(3), {}, QuotaId{1}, yuan(1)}), "exceeds_balance");
    EXPECT_EQ(a.code(release(9, {part(1, yuan(30))})), "exceeds_balance");
    a.must(UnfreezeAmount{a.in(3), DocumentId{9}, QuotaId{1}, yuan(10), TakenFrom::reserved});
    a.must(release(9, {part(1, yuan(20), Account::frozen)}));
    EXPECT_EQ(a.balance(Account::frozen, 1), yuan(20));
    EXPECT_EQ(a.balance(Account::executable, 1), yuan(80));
}

TEST_F(Reserved, money_of_a_decrease_leaves_the_book_from_there) {
    a.must(reserve(7, {part(1, yuan(100))}));
    a.must(Reduce{a.in(3), DocumentId{7}, QuotaId{1}, Account::executable, yuan(100),
                  Account::mid_year_change, {}, TakenFrom::reserved});
    EXPECT_EQ(a.book.quota(QuotaId{1})->issued(), Money{});
    EXPECT_EQ(a.balance(Account::mid_year_change, 0), -yuan(100));
}

TEST_F(Reserved, values_are_checked_and_the_line_is_named) {
    EXPECT_EQ(a.code(reserve(7, {})), "nothing_to_book");
    EXPECT_EQ(a.code(reserve(0, {part(1, yuan(1))})), "id_invalid");
    EXPECT_EQ(a.code(reserve(7, {part(1, Money{})})), "amount_not_positive");
    EXPECT_EQ(a.code(reserve(7, {part(1, yuan(1), Account::plan)})), "wrong_account");
    EXPECT_EQ(a.code(reserve(7, {part(9, yuan(1))})), "quota_not_found");
    auto const refused = a.run(reserve(7, {part(1, yuan(60)), part(1, yuan(41))}));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().path, "/lines/1");
    EXPECT_EQ(refused.error().code(), "exceeds_available");
}

TEST_F(Reserved, money_keeps_the_year_open) {
    a.must(reserve(7, {part(1, yuan(60))}));
    a.must(Lapse{a.in(12, 31), {}});
    EXPECT_EQ(a.code(CloseYear{a.in(12, 31)}), "year_not_settled");
    EXPECT_EQ(held(7), yuan(60));
}

}  // namespace
}  // namespace jincai::ledger
