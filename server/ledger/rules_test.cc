#include "ledger/rules.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "ledger/account.h"
#include "ledger/refusals.h"

/// The matrix of movements between quotas, row by row.
namespace jincai::ledger {
namespace {

QuotaLine line(char const* unit, char const* economic, ProjectClass project_class,
               char const* project) {
    QuotaLine made;
    made.unit = UnitCode{unit};
    made.fund = FundCode{"11"};
    made.function = FunctionCode{"2050204"};
    made.economic = EconomicCode{economic};
    made.project_class = project_class;
    made.project = ProjectCode{project};
    return made;
}

QuotaLine with(QuotaLine made, std::function<void(QuotaLine&)> const& change) {
    change(made);
    return made;
}

QuotaLine const kOperating = line("205017", "30201", ProjectClass::operating, "");
QuotaLine const kProject = line("205017", "30201", ProjectClass::project, "P1");

TEST(TransferMatrix, same_project_and_class_is_the_units_own) {
    auto const sibling = line("205017", "30213", ProjectClass::project, "P1");
    EXPECT_EQ(required_authority(kProject, sibling),
              (RequiredAuthority{Authority::unit, TransferReason::same_project}));
    auto const other_class = line("205017", "31002", ProjectClass::project, "P1");
    EXPECT_EQ(required_authority(kProject, other_class).authority, Authority::line_section);
}

TEST(TransferMatrix, operating_items_are_the_departments) {
    auto const other = line("205018", "30206", ProjectClass::operating, "");
    EXPECT_EQ(required_authority(kOperating, other),
              (RequiredAuthority{Authority::department, TransferReason::operating_items}));
}

TEST(TransferMatrix, limited_expense_may_only_fall) {
    auto const reception = with(line("205017", "30217", ProjectClass::operating, ""),
                                [](QuotaLine& made) { made.limited_expense = true; });
    EXPECT_EQ(required_authority(kOperating, reception),
              (RequiredAuthority{Authority::formal_adjustment,
                                 TransferReason::into_limited_expense}));
    EXPECT_EQ(required_authority(reception, kOperating).authority, Authority::department);
}

TEST(TransferMatrix, personnel_is_recalled_instead) {
    auto const wages = line("205017", "30101", ProjectClass::personnel, "");
    EXPECT_EQ(required_authority(wages, kOperating),
              (RequiredAuthority{Authority::refused, TransferReason::from_personnel}));
    EXPECT_EQ(required_authority(wages, wages).authority, Authority::refused);
    EXPECT_EQ(required_authority(kOperating, wages).authority, Authority::line_section);
}

TEST(TransferMatrix, projects_of_one_department_are_the_line_sections) {
    auto const other = line("205018", "30201", ProjectClass::project, "P2");
    EXPECT_EQ(required_authority(kProject, other),
              (RequiredAuthority{Authority::line_section, TransferReason::within_department}));
}

TEST(TransferMatrix, departments_need_the_government) {
    auto const other = line("301001", "30201", ProjectClass::project, "P1");
    EXPECT_EQ(required_authority(kProject, other),
              (RequiredAuthority{Authority::government, TransferReason::between_departments}));
}

TEST(TransferMatrix, budgets_never_mix) {
    auto const fund = with(kProject, [](QuotaLine& made) { made.fund = FundCode{"12"}; });
    EXPECT_EQ(required_authority(kProject, fund),
              (RequiredAuthority{Authority::refused, TransferReason::between_budgets}));
    EXPECT_TRUE(same_budget(FundCode{"11"}, FundCode{"1103"}));
    EXPECT_TRUE(same_budget(FundCode{"31"}, FundCode{"39"}));
    EXPECT_FALSE(same_budget(FundCode{"2"}, FundCode{"31"}));
}

TEST(TransferMatrix, an_approved_total_needs_the_formal_adjustment) {
    EXPECT_EQ(required_authority(kOperating, kOperating, ApprovedTotal::changed),
              (RequiredAuthority{Authority::formal_adjustment, TransferReason::approved_total}));
}

TEST(TransferMatrix, the_purpose_of_upper_money_is_the_upper_levels) {
    auto const direct = with(kProject, [](QuotaLine& made) { made.direct_funds = true; });
    auto const special = with(kProject, [](QuotaLine& made) { made.special_transfer = true; });
    RequiredAuthority const upper{Authority::upper_level, TransferReason::upper_level_purpose};
    EXPECT_EQ(required_authority(direct, kProject), upper);
    EXPECT_EQ(required_authority(kProject, special), upper);
    auto const same_purpose =
        with(direct, [](QuotaLine& made) { made.economic = EconomicCode{"30213"}; });
    EXPECT_EQ(required_authority(direct, same_purpose).authority, Authority::unit);
}

TEST(Chart, has_one_name_per_account_in_both_languages) {
    std::set<std::string_view> names;
    for (std::size_t index = 0; index < kAccountCount; ++index) {
        auto const account = kAccounts[index];
        EXPECT_EQ(index_of(account), index);
        EXPECT_EQ(account_of(number(account)), account);
        EXPECT_NE(is_source(account), is_use(account));
        EXPECT_TRUE(names.insert(name_zh(account)).second);
        EXPECT_TRUE(names.insert(name_en(account)).second);
    }
    EXPECT_FALSE(account_of(2099));
    EXPECT_TRUE(is_pending(Account::reserve));
    EXPECT_FALSE(is_pending(Account::executable));
}

TEST(Refusals, have_distinct_codes_and_both_texts) {
    std::set<std::string_view> codes;
    for (auto const* spec : refusals::kAll) {
        EXPECT_TRUE(codes.insert(spec->code).second) << spec->code;
        EXPECT_FALSE(spec->zh.empty());
        EXPECT_FALSE(spec->en.empty());
    }
}

TEST(TransferReasons, have_both_texts) {
    for (auto value = 0; value <= static_cast<int>(TransferReason::upper_level_purpose); ++value) {
        EXPECT_FALSE(reason_zh(static_cast<TransferReason>(value)).empty());
        EXPECT_FALSE(reason_en(static_cast<TransferReason>(value)).empty());
    }
}

}  // namespace
}  // namespace jincai::ledger
