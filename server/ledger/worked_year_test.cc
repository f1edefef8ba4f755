#include "ledger/test_book.h"

/// One year of region 990100 in 25 events, from the congress to the opening of the next year, with
/// the balances that a finance officer computed by hand.
namespace jincai::ledger {
namespace {

using testing::TestBook;
using testing::child_of;
using testing::month;

constexpr std::int64_t kCongress = 1;
constexpr std::int64_t kWages = 2;
constexpr std::int64_t kPublic = 3;
constexpr std::int64_t kLaboratory = 4;
constexpr std::int64_t kSection = 5;
constexpr std::int64_t kReserve = 6;
constexpr std::int64_t kSpecial = 7;
constexpr std::int64_t kWeakSchools = 8;
constexpr std::int64_t kOffice = 9;
constexpr std::int64_t kContract = 41;
constexpr std::int64_t kProcurement = 31;

QuotaLine undistributed(std::int64_t id) {
    QuotaLine line;
    line.id = QuotaId{id};
    line.document = DocumentId{1};
    line.fund = FundCode{"11"};
    return line;
}

QuotaLine direct(QuotaLine line) {
    line.direct_funds = true;
    return line;
}

class WorkedYear : public ::testing::Test {
protected:
    TestBook a;

    QuotaLine line(std::int64_t id, ProjectClass project_class, char const* project,
                   char const* unit = "205017") {
        auto made = testing::a_line(id, unit, project_class);
        made.project = ProjectCode{project};
        return made;
    }

    void pay_and_clear(std::int64_t payment, std::int64_t quota, int number, Money amount) {
        a.must(a.pay(payment, quota, number, amount));
        a.must(a.clear(payment, number));
    }

    void n01_to_n04() {
        a.must(a.issue(undistributed(kCongress), yuan(12'000'000), Account::unallocated));
        auto const under = [](QuotaLine const& made) { return child_of(kCongress, made); };
        a.must(Distribute{
            a.in(1),
            DocumentId{2},
            QuotaId{kCongress},
            Account::unallocated,
            {{under(line(kWages, ProjectClass::personnel, "")), Account::executable,
              yuan(5'400'000), {}},
             {under(line(kPublic, ProjectClass::operating, "")), Account::executable, yuan(600'000),
              {}},
             {under(line(kLaboratory, ProjectClass::project, "P1")), Account::executable,
              yuan(3'000'000), {}},
             {under(undistributed(kSection)), Account::section_pending, yuan(1'000'000), {}},
             {under(undistributed(kReserve)), Account::reserve, yuan(2'000'000), {}}},
            {}});
        a.must(IssueQuotas{a.in(2),
                           DocumentId{3},
                           Account::upper_transfer,
                           DocumentId{900},
                           {{direct(undistributed(kSpecial)), Account::section_pending,
                             yuan(1'500'000), {}}}});
        a.must(Distribute{
            a.in(2),
            DocumentId{4},
            QuotaId{kSpecial},
            Account::section_pending,
            {{child_of(kSpecial, direct(line(kWeakSchools, ProjectClass::project, "P2"))),
              Account::executable, yuan(1'000'000), {}}},
            {{RegionCode{"990102"}, yuan(500'000)}}});
    }

    void n05_to_n09() {
        a.must(FreezeAmount{a.in(2), DocumentId{5}, QuotaId{kLaboratory}, yuan(200'000)});
        a.must(UnfreezeAmount{a.in(2), DocumentId{6}, QuotaId{kLaboratory}, yuan(150'000)});
        auto office = child_of(kCongress, line(kOffice, ProjectClass::operating, "", "205001"));
        a.must(Transfer{a.in(2), DocumentId{7}, QuotaId{kPublic}, office, yuan(100'000),
                        Authority::department, ApprovedTotal::unchanged});
        a.must(Distribute{a.in(3),
                          DocumentId{8},
                          QuotaId{kReserve},
                          Account::reserve,
                          {{QuotaId{kPublic}, Account::executable, yuan(300'000), {}}},
                          {}});
        a.must(Reduce{a.in(3), DocumentId{9}, QuotaId{kPublic}, Account::executable, yuan(50'000),
                      Account::mid_year_change, {}});
    }

    void n10_to_n17() {
        a.must(OccupyProcurement{a.in(3), DocumentId{kProcurement}, QuotaId{kLaboratory},
                                 yuan(1'200'000)});
        a.must(RegisterContract{a.in(3), ContractId{kContract}, QuotaId{kLaboratory},
                                DocumentId{kProcurement}, yuan(1'150'000), yuan(50'000)});
        a.must(a.plan(kLaboratory, 3, yuan(400'000), kContract));
        a.must(a.plan(kPublic, 3, yuan(100'000)));
        a.must(a.pay(101, kLaboratory, 3, yuan(350'000), kContract));
        a.must(a.pay(102, kPublic, 3, yuan(30'000)));
        a.must(a.give_back(102, 3));
        a.must(a.clear(101, 3));
        a.must(a.refund(101, 3, yuan(5'000)));
    }

    void n18_to_n20() {
        for (int number = 1; number <= 12; ++number) {
            a.must(a.plan(kWages, number, yuan(450'000)));
            pay_and_clear(200 + number, kWages, number, yuan(450'000));
        }
    }

    void before_year_end() {
        n01_to_n04();
        n05_to_n09();
        n10_to_n17();
        n18_to_n20();
    }
};

TEST_F(WorkedYear, holds_the_balances_computed_by_hand_before_the_year_ends) {
    before_year_end();
    EXPECT_EQ(a.balance(Account::section_pending, kSection), yuan(1'000'000));
    EXPECT_EQ(a.balance(Account::section_pending, kSpecial), Money{});
    EXPECT_EQ(a.balance(Account::reserve, kReserve), yuan(1'700'000));
    EXPECT_EQ(a.balance(Account::executable, kOffice), yuan(100'000));
    EXPECT_EQ(a.balance(Account::executable, kPublic), yuan(650'000));
    EXPECT_EQ(a.balance(Account::executable, kLaboratory), yuan(1'800'000));
    EXPECT_EQ(a.balance(Account::executable, kWeakSchools), yuan(1'000'000));
    EXPECT_EQ(a.balance(Account::frozen, kLaboratory), yuan(50'000));
    EXPECT_EQ(a.balance(Account::contract, kLaboratory, kContract), yuan(750'000));
    EXPECT_EQ(a.balance(Account::plan, kPublic, plan_bucket(ContractId{}, month(3))),
              yuan(100'000));
    EXPECT_EQ(
        a.balance(Account::plan, kLaboratory, plan_bucket(ContractId{kContract}, month(3))),
        yuan(55'000));
    EXPECT_EQ(a.book.balance(Account::paid), yuan(5'745'000));
    EXPECT_EQ(a.book.balance(Account::handed_down), yuan(500'000));
    EXPECT_EQ(a.book.balance(Account::in_flight), Money{});
    Money uses;
    Money sources;
    for (auto const account : kAccounts)
        (is_use(account) ? uses : sources) += a.book.balance(account);
    EXPECT_EQ(uses, yuan(13'450'000));
    EXPECT_EQ(sources, yuan(13'450'000));
    EXPECT_EQ(a.book.balance(Account::mid_year_change), -yuan(50'000));
}

TEST_F(WorkedYear, lower_region_receives_what_was_handed_down) {
    n01_to_n04();
    TestBook lower{{RegionCode{"990102"}, FiscalYear{2026}}};
    auto const document = DocumentId{4};
    EXPECT_EQ(check_between(a.book, lower.book).size(), 1U);
    lower.must(IssueQuotas{lower.in(2),
                           DocumentId{1},
                           Account::upper_transfer,
                           document,
                           {{direct(undistributed(1)), Account::unallocated, yuan(500'000), {}}}});
    EXPECT_TRUE(check_between(a.book, lower.book).empty());
    EXPECT_EQ(a.book.handed_down(document, RegionCode{"990102"}), yuan(500'000));
    lower.must(Reduce{lower.in(3), DocumentId{2}, QuotaId{1}, Account::unallocated, yuan(1),
                      Account::upper_transfer, document});
    EXPECT_EQ(check_between(a.book, lower.book).front().invariant, "I6");
}

class WorkedYearEnd : public WorkedYear {
protected:
    void n21_to_n23() {
        auto const returned = a.must(ReturnUnusedPlan{a.in(12, 30), {}});
        EXPECT_EQ(returned.lines.size(), 4U);
        EXPECT_EQ(a.balance(Account::contract, kLaboratory, kContract), yuan(805'000));
        EXPECT_EQ(a.balance(Account::executable, kPublic), yuan(750'000));
        EXPECT_EQ(a.book.balance(Account::plan), Money{});
        a.must(CarryOver{a.in(12, 31),
                         DocumentId{20},
                         {{QuotaId{kLaboratory}, Account::contract, ContractId{kContract},
                           yuan(805'000)},
                          {QuotaId{kWeakSchools}, Account::executable, {}, yuan(1'000'000)}}});
        a.must(Lapse{a.in(12, 31), {}});
    }
};

TEST_F(WorkedYearEnd, closes_with_both_sides_equal_and_opens_the_next_year) {
    before_year_end();
    n21_to_n23();
    EXPECT_EQ(a.book.balance(Account::recalled), yuan(5'400'000));
    EXPECT_EQ(a.book.balance(Account::carried_over), yuan(1'805'000));
    auto const closing = a.must(CloseYear{a.in(12, 31)});
    Money debit;
    for (auto const& entry : closing.lines)
        if (entry.side == Side::debit) debit += entry.amount;
    EXPECT_EQ(debit, yuan(13'500'000));
    EXPECT_TRUE(a.book.balances().empty());
    EXPECT_EQ(a.code(a.plan(kPublic, 12, yuan(1))), "year_closed");
    auto const statement = a.book.statement(QuotaId{kLaboratory}, month(12), a.rules);
    EXPECT_EQ(statement.paid, yuan(345'000));
    EXPECT_EQ(statement.carried_over, yuan(805'000));
    EXPECT_EQ(statement.recalled, yuan(1'850'000));
    EXPECT_EQ(a.replayed(), a.book);

    TestBook next{{RegionCode{"990100"}, FiscalYear{2027}}};
    next.must(OpenCarriedOver{next.header(make_date(2027, 1, 1)),
                              DocumentId{1},
                              {{line(1, ProjectClass::project, "P1"), Account::contract,
                                yuan(805'000), ContractId{kContract}},
                               {line(2, ProjectClass::project, "P2"), Account::executable,
                                yuan(1'000'000), {}}}});
    EXPECT_EQ(next.book.balance(Account::carried_in), yuan(1'805'000));
    EXPECT_EQ(next.balance(Account::contract, 1, kContract), yuan(805'000));
    EXPECT_EQ(next.book.contract(ContractId{kContract}, QuotaId{1})->amount, yuan(805'000));
}

}  // namespace
}  // namespace jincai::ledger
