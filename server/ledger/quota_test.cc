#include "ledger/test_book.h"

namespace jincai::ledger {
namespace {

using testing::TestBook;
using testing::a_line;
using testing::child_of;
using testing::month;

class Quotas : public ::testing::Test {
protected:
    TestBook a;

    IssueQuotas from(Account source, std::int64_t upper, QuotaTarget const& target) {
        return {a.in(1), DocumentId{1}, source, DocumentId{upper}, {target}};
    }
    Distribute distribute(QuotaTarget const& target) {
        return {a.in(1), DocumentId{2}, QuotaId{1}, Account::unallocated, {target}, {}};
    }
    void open_pending() { a.must(a.issue(a_line(1), yuan(100), Account::unallocated)); }
};

TEST_F(Quotas, come_from_sources_only) {
    QuotaTarget const target{a_line(1), Account::executable, yuan(1), {}};
    EXPECT_EQ(a.code(from(Account::executable, 0, target)), "wrong_account");
    EXPECT_EQ(a.code(from(Account::carried_in, 0, target)), "wrong_account");
    EXPECT_EQ(a.code(from(Account::upper_transfer, 0, target)), "upper_document_missing");
    EXPECT_EQ(a.code(from(Account::new_debt, 5, target)), "upper_document_missing");
    a.must(from(Account::upper_transfer, 5, target));
    EXPECT_EQ(a.balance(Account::upper_transfer, 5), yuan(1));
    EXPECT_EQ(a.code(from(Account::new_debt, 0, target)), "quota_exists");
    a.must(from(Account::mid_year_change, 0, {QuotaId{1}, Account::executable, yuan(2), {}}));
    EXPECT_EQ(a.book.quota(QuotaId{1})->issued(), yuan(3));
}

TEST_F(Quotas, are_opened_with_sound_values) {
    auto const code = [&](QuotaTarget const& target) {
        return a.code(from(Account::annual_approval, 0, target));
    };
    EXPECT_EQ(code({a_line(0), Account::executable, yuan(1), {}}), "id_invalid");
    EXPECT_EQ(code({a_line(1), Account::plan, yuan(1), {}}), "wrong_account");
    EXPECT_EQ(code({a_line(1), Account::contract, yuan(1), ContractId{1}}), "wrong_account");
    EXPECT_EQ(code({a_line(1), Account::executable, yuan(1), ContractId{1}}), "wrong_account");
    EXPECT_EQ(code({a_line(1), Account::executable, Money{}, {}}), "amount_not_positive");
    EXPECT_EQ(code({child_of(9, a_line(1)), Account::executable, yuan(1), {}}), "parent_mismatch");
    auto broken = a_line(1);
    broken.unit = UnitCode{"2050\t17"};
    EXPECT_EQ(code({broken, Account::executable, yuan(1), {}}), "line_text_invalid");
    EXPECT_EQ(code({QuotaId{8}, Account::executable, yuan(1), {}}), "quota_not_found");
    EXPECT_EQ(a.code(IssueQuotas{a.in(1), {}, Account::annual_approval, {}, {}}),
              "nothing_to_book");
    EXPECT_TRUE(a.book.quotas().empty());
}

TEST_F(Quotas, never_exceed_what_the_book_can_hold) {
    a.must(a.issue(a_line(1), kMoneyMax));
    EXPECT_EQ(a.code(a.issue(a_line(2), Money::from_fen(1))), "amount_too_large");
    a.must(Reduce{a.in(1), {}, QuotaId{1}, Account::executable, kMoneyMax,
                  Account::mid_year_change, {}});
    QuotaTarget const more{QuotaId{1}, Account::executable, yuan(1), {}};
    EXPECT_EQ(a.code(from(Account::annual_approval, 0, more)), "amount_too_large");
    a.must(from(Account::new_debt, 0, more));
}

TEST_F(Quotas, name_the_line_that_is_wrong) {
    auto const refused = a.run(IssueQuotas{a.in(1),
                                           {},
                                           Account::annual_approval,
                                           {},
                                           {{a_line(1), Account::executable, yuan(1), {}},
                                            {a_line(1), Account::executable, yuan(1), {}}}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().path, "/targets/1");
    EXPECT_EQ(refused.error().code(), "quota_exists");
}

TEST_F(Quotas, keep_budget_and_direct_mark_when_distributed) {
    auto direct = a_line(1);
    direct.direct_funds = true;
    a.must(a.issue(direct, yuan(100), Account::unallocated));
    auto child = child_of(1, a_line(2));
    EXPECT_EQ(a.code(distribute({child, Account::executable, yuan(1), {}})), "direct_mark_lost");
    child.direct_funds = true;
    child.fund = FundCode{"12"};
    EXPECT_EQ(a.code(distribute({child, Account::executable, yuan(1), {}})), "budgets_mixed");
    child.fund = FundCode{"1103"};
    EXPECT_EQ(a.code(distribute({child, Account::executable, yuan(101), {}})), "exceeds_balance");
    EXPECT_EQ(a.code(distribute({child, Account::unallocated, yuan(1), {}})), "wrong_account");
    a.must(distribute({child, Account::executable, yuan(100), {}}));
    EXPECT_EQ(a.book.quota(QuotaId{1})->passed_down, yuan(100));
    EXPECT_EQ(a.book.quota(QuotaId{2})->from_parent, yuan(100));
}

TEST_F(Quotas, may_be_released_on_their_own_line) {
    open_pending();
    a.must(distribute({QuotaId{1}, Account::executable, yuan(40), {}}));
    EXPECT_EQ(a.book.quota(QuotaId{1})->passed_down, Money{});
    auto const statement = a.book.statement(QuotaId{1}, month(1), a.rules);
    EXPECT_EQ(statement.pending, yuan(60));
    EXPECT_EQ(statement.executable, yuan(40));
    EXPECT_EQ(statement.issued, yuan(100));
}

TEST_F(Quotas, are_handed_down_to_regions_below_only) {
    open_pending();
    auto const down = [&](char const* receiver) {
        return Distribute{a.in(1),  DocumentId{2}, QuotaId{1}, Account::unallocated,
                          {},       {{RegionCode{receiver}, yuan(10)}}};
    };
    for (auto const* wrong : {"990100", "990200", "990000", "9901ab", ""})
        EXPECT_EQ(a.code(down(wrong)), "receiver_invalid") << wrong;
    a.must(down("990102"));
    a.must(down("990102"));
    EXPECT_EQ(a.book.handed_down(DocumentId{2}, RegionCode{"990102"}), yuan(20));
    EXPECT_EQ(a.balance(Account::handed_down, 1, 990102), yuan(20));
    auto anonymous = down("990102");
    anonymous.document = DocumentId{};
    EXPECT_EQ(a.code(anonymous), "id_invalid");
}

TEST_F(Quotas, are_reduced_to_the_source_they_came_from) {
    a.must(from(Account::upper_transfer, 5, {a_line(1), Account::executable, yuan(10), {}}));
    a.must(a.issue(a_line(2), yuan(10)));
    auto const back = [&](std::int64_t quota, std::int64_t upper, Money amount) {
        return Reduce{a.in(1), {}, QuotaId{quota}, Account::executable, amount,
                      Account::upper_transfer, DocumentId{upper}};
    };
    EXPECT_EQ(a.code(back(1, 0, yuan(1))), "upper_document_missing");
    EXPECT_EQ(a.code(back(1, 6, yuan(1))), "exceeds_balance");
    EXPECT_EQ(a.code(back(2, 5, yuan(11))), "exceeds_balance");
    a.must(back(1, 5, yuan(10)));
    EXPECT_EQ(a.code(Reduce{a.in(1), {}, QuotaId{2}, Account::executable, yuan(11),
                            Account::mid_year_change, {}}),
              "exceeds_available");
    EXPECT_EQ(a.code(Reduce{a.in(1), {}, QuotaId{2}, Account::paid, yuan(1),
                            Account::mid_year_change, {}}),
              "wrong_account");
    EXPECT_EQ(a.code(Reduce{a.in(1), {}, QuotaId{2}, Account::executable, yuan(1),
                            Account::executable, {}}),
              "wrong_account");
}

TEST_F(Quotas, are_transferred_by_sufficient_authority) {
    a.must(a.issue(a_line(1), yuan(100)));
    a.must(a.issue(a_line(2), yuan(100)));
    a.must(a.issue(a_line(3, "301001"), yuan(100)));
    auto const move = [&](std::int64_t to, Authority granted, Money amount) {
        return Transfer{a.in(1), {}, QuotaId{1}, QuotaId{to}, amount, granted,
                        ApprovedTotal::unchanged};
    };
    EXPECT_EQ(a.code(move(1, Authority::government, yuan(1))), "same_quota");
    EXPECT_EQ(a.code(move(2, Authority::unit, yuan(1))), "authority_too_low");
    EXPECT_EQ(a.code(move(2, Authority::refused, yuan(1))), "authority_too_low");
    EXPECT_EQ(a.code(move(2, Authority::department, yuan(101))), "exceeds_available");
    a.must(move(2, Authority::department, yuan(100)));
    EXPECT_EQ(a.book.quota(QuotaId{1})->issued(), Money{});
    EXPECT_EQ(a.book.quota(QuotaId{2})->issued(), yuan(200));
    EXPECT_EQ(a.code(move(3, Authority::line_section, yuan(1))), "authority_too_low");
    a.must(a.issue(a_line(4, "205017", ProjectClass::personnel), yuan(100)));
    EXPECT_EQ(a.code(Transfer{a.in(1), {}, QuotaId{4}, QuotaId{1}, yuan(1),
                              Authority::upper_level, ApprovedTotal::unchanged}),
              "transfer_refused");
}

TEST_F(Quotas, hold_money_for_procurement_and_contracts) {
    a.must(a.issue(a_line(1), yuan(100)));
    a.must(OccupyProcurement{a.in(1), DocumentId{3}, QuotaId{1}, yuan(60)});
    EXPECT_EQ(a.code(OccupyProcurement{a.in(1), DocumentId{4}, QuotaId{1}, yuan(41)}),
              "exceeds_available");
    auto const contract = [&](std::int64_t id, std::int64_t procurement, Money amount,
                              Money saving) {
        return RegisterContract{a.in(1), ContractId{id}, QuotaId{1}, DocumentId{procurement},
                                amount,  saving};
    };
    EXPECT_EQ(a.code(contract(5, 3, yuan(60), yuan(1))), "exceeds_balance");
    EXPECT_EQ(a.code(contract(5, 9, yuan(1), {})), "exceeds_balance");
    EXPECT_EQ(a.code(contract(5, 0, yuan(1), yuan(1))), "exceeds_balance");
    EXPECT_EQ(a.code(contract(kContractMax + 1, 3, yuan(1), {})), "id_invalid");
    EXPECT_EQ(a.code(contract(5, 3, yuan(1), -yuan(1))), "amount_not_positive");
    a.must(contract(5, 3, yuan(50), yuan(10)));
    EXPECT_EQ(a.code(contract(5, 0, yuan(1), {})), "contract_exists");
    EXPECT_EQ(a.balance(Account::executable, 1), yuan(50));
    auto const change = [&](Money delta, bool finished) {
        return ChangeContract{a.in(1), ContractId{5}, QuotaId{1}, delta, finished};
    };
    EXPECT_EQ(a.code(change({}, false)), "nothing_to_book");
    EXPECT_EQ(a.code(change(yuan(51), false)), "exceeds_available");
    EXPECT_EQ(a.code(change(-yuan(51), false)), "exceeds_contract");
    a.must(change(yuan(20), false));
    a.must(change(-yuan(5), false));
    EXPECT_EQ(a.book.contract(ContractId{5}, QuotaId{1})->amount, yuan(65));
    a.must(change({}, true));
    EXPECT_EQ(a.balance(Account::executable, 1), yuan(100));
    EXPECT_EQ(a.code(change(yuan(1), false)), "contract_finished");
}

TEST_F(Quotas, sweep_what_returns_to_a_finished_contract) {
    a.must(a.issue(a_line(1), yuan(100)));
    a.must(RegisterContract{a.in(1), ContractId{5}, QuotaId{1}, {}, yuan(100), {}});
    a.rules.plan_modes.fill(PlanMode::none);
    a.must(a.pay(1, 1, 2, yuan(40), 5));
    a.must(ChangeContract{a.in(2), ContractId{5}, QuotaId{1}, {}, true});
    a.must(a.give_back(1, 2));
    EXPECT_EQ(a.balance(Account::contract, 1, 5), yuan(40));
    a.must(ChangeContract{a.in(2), ContractId{5}, QuotaId{1}, {}, true});
    EXPECT_EQ(a.balance(Account::executable, 1), yuan(100));
}

TEST_F(Quotas, shift_only_unused_plan) {
    a.must(a.issue(a_line(1), yuan(100)));
    a.must(a.plan(1, 3, yuan(60)));
    auto const shift = [&](int to, Money amount) {
        return ShiftPlan{a.in(3), {}, QuotaId{1}, month(3), month(to), amount, {}};
    };
    EXPECT_EQ(a.code(shift(3, yuan(1))), "nothing_to_book");
    a.must(a.pay(1, 1, 3, yuan(50)));
    EXPECT_EQ(a.code(shift(4, yuan(11))), "exceeds_plan");
    a.must(shift(4, yuan(10)));
    auto const statement = a.book.statement(QuotaId{1}, month(4), a.rules);
    EXPECT_EQ(statement.plan_approved[2], yuan(50));
    EXPECT_EQ(statement.plan_approved[3], yuan(10));
    EXPECT_EQ(statement.plan_left[3], yuan(10));
    EXPECT_EQ(statement.available, yuan(10));
    // Refunded money lies in the month's plan without having been planned there: it stays.
    a.must(a.clear(1, 3));
    a.must(a.refund(1, 5, yuan(20)));
    EXPECT_EQ(a.code(ShiftPlan{a.in(5), {}, QuotaId{1}, month(5), month(6), yuan(1), {}}),
              "exceeds_plan");
}

TEST_F(Quotas, end_the_year_in_december_only) {
    a.must(a.issue(a_line(1), yuan(100)));
    a.must(a.plan(1, 3, yuan(60)));
    EXPECT_EQ(a.code(ReturnUnusedPlan{a.in(11), {}}), "not_year_end");
    EXPECT_EQ(a.code(CloseYear{a.in(11)}), "not_year_end");
    EXPECT_EQ(a.code(Lapse{a.in(12), {}}), "plan_not_returned");
    EXPECT_EQ(a.code(CloseYear{a.in(12)}), "year_not_settled");
    EXPECT_EQ(a.code(ReturnUnusedPlan{a.in(12), {QuotaId{7}}}), "quota_not_found");
    a.must(ReturnUnusedPlan{a.in(12), {QuotaId{1}, QuotaId{1}}});
    EXPECT_EQ(a.code(ReturnUnusedPlan{a.in(12), {}}), "nothing_to_book");
    auto const carry = [&](Account account, Money amount, std::int64_t contract) {
        return CarryOver{a.in(12), {}, {{QuotaId{1}, account, ContractId{contract}, amount}}};
    };
    EXPECT_EQ(a.code(carry(Account::executable, yuan(101), 0)), "exceeds_balance");
    EXPECT_EQ(a.code(carry(Account::plan, yuan(1), 0)), "wrong_account");
    EXPECT_EQ(a.code(carry(Account::executable, yuan(1), 5)), "wrong_account");
    EXPECT_EQ(a.code(carry(Account::contract, yuan(1), 0)), "wrong_account");
    auto twice = carry(Account::executable, yuan(60), 0);
    twice.lines.push_back(twice.lines.front());
    EXPECT_EQ(a.code(twice), "exceeds_balance");
    a.must(carry(Account::executable, yuan(60), 0));
    a.must(Lapse{a.in(12), {QuotaId{1}}});
    EXPECT_EQ(a.book.balance(Account::recalled), yuan(40));
    a.must(CloseYear{a.in(12)});
    EXPECT_EQ(a.code(CloseYear{a.in(12)}), "year_closed");
}

TEST_F(Quotas, show_in_the_trial_balance_on_their_side) {
    a.must(a.issue(a_line(1), yuan(100)));
    a.must(Reduce{a.in(1), {}, QuotaId{1}, Account::executable, yuan(30),
                  Account::mid_year_change, {}});
    Money debit;
    Money credit;
    for (auto const& row : a.book.trial_balance()) {
        debit += row.debit;
        credit += row.credit;
    }
    auto const rows = a.book.trial_balance();
    EXPECT_EQ(rows[index_of(Account::mid_year_change)].debit, yuan(30));
    EXPECT_EQ(rows[index_of(Account::annual_approval)].credit, yuan(100));
    EXPECT_EQ(debit, yuan(100));
    EXPECT_EQ(credit, yuan(100));
}

}  // namespace
}  // namespace jincai::ledger
