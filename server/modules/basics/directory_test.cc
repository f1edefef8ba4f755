#include "modules/basics/directory.h"

#include "modules/basics/basics_fixture.h"
#include "modules/basics/refusals.h"

namespace jincai::basics {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr FiscalYear k2026{2026};

template <class Range>
std::vector<std::string> codes(Range const& items) {
    std::vector<std::string> list;
    for (auto const& item : items) list.push_back(item.code.value());
    return list;
}

class DirectoryTest : public BasicsTest {
protected:
    DirectoryPtr known = service.directory();
};

TEST_F(DirectoryTest, finds_regions_units_and_their_children) {
    EXPECT_EQ(known->region_name(RegionCode{"990101"}), "汉阳县");
    EXPECT_THAT(known->children(RegionCode{"990000"}),
                ElementsAre(RegionCode{"990100"}, RegionCode{"990200"}));
    EXPECT_THAT(known->children(RegionCode{""}), ElementsAre(RegionCode{"990000"}));
    EXPECT_EQ(known->unit_name(RegionCode{"990101"}, UnitCode{"205017"}), "第一中学");
    EXPECT_EQ(known->find_unit(RegionCode{"990201"}, UnitCode{"205017"}), nullptr);
    EXPECT_TRUE(known->registry->has_subunits(RegionCode{"990101"}, UnitCode{"205"}));
    EXPECT_FALSE(known->registry->has_subunits(RegionCode{"990101"}, UnitCode{"205017"}));
}

TEST_F(DirectoryTest, searches_by_code_name_and_initials_within_the_scope) {
    RegionCode const county{"990101"};
    DataScope const all = DataScope::everything();
    EXPECT_THAT(codes(known->find_units(all, county, {}, "2050", 10)),
                ElementsAre("205001", "205017"));
    EXPECT_THAT(codes(known->find_units(all, county, {}, "中学", 10)), ElementsAre("205017"));
    EXPECT_THAT(codes(known->find_units(all, county, {}, "DYZX", 10)), ElementsAre("205017"));
    EXPECT_THAT(codes(known->find_units(all, county, UnitCode{"205"}, "", 1)),
                ElementsAre("205001"));
    DataScope const school = scope_of("990101", {"205017"});
    EXPECT_THAT(codes(known->find_units(school, county, {}, "", 10)), ElementsAre("205017"));
    EXPECT_THAT(codes(known->find_regions(scope_of("9902"), {}, "", 10)),
                ElementsAre("990200", "990201"));
    EXPECT_THAT(codes(known->find_regions(scope_of("9902"), {}, "汉阳", 10)), IsEmpty());
}

TEST_F(DirectoryTest, names_codes_by_year_and_knows_which_carry_money) {
    EXPECT_EQ(known->name_of(CodeSet::department_economic, k2026, "30211"), "差旅费");
    EXPECT_TRUE(known->is_leaf(CodeSet::department_economic, k2026, "30211"));
    EXPECT_FALSE(known->is_leaf(CodeSet::department_economic, k2026, "302"));
    EXPECT_EQ(known->name_of(CodeSet::department_economic, FiscalYear{2027}, "30211"), "");
    EXPECT_EQ(known->codes->find(CodeSet::function, k2026, "2050204")->level, 3);
    EXPECT_EQ(known->codes->find(CodeSet::project_class, k2026, "21")->parent_code, "2");
    EXPECT_GT(known->codes->entries(CodeSet::function, FiscalYear{2023}).size(), 1'000U);
}

TEST_F(DirectoryTest, keeps_how_far_each_code_is_to_be_trusted) {
    EXPECT_EQ(known->codes->find(CodeSet::department_economic, k2026, "30101")->confidence,
              Confidence::verified);
    EXPECT_EQ(known->codes->find(CodeSet::government_economic, k2026, "51307")->confidence,
              Confidence::check);
}

TEST_F(DirectoryTest, derives_the_government_code_from_the_kind_of_unit) {
    auto const derived = [&](std::string_view code, UnitType type) {
        return known->government_economic(k2026, EconomicCode{code}, type)
            .value_or(GovernmentEconomicCode{"none"})
            .value();
    };
    EXPECT_EQ(derived("30211", UnitType::administrative), "50201");
    EXPECT_EQ(derived("30211", UnitType::civil_service), "50201");
    EXPECT_EQ(derived("30211", UnitType::institution_two), "50502");
    EXPECT_EQ(derived("30308", UnitType::institution_one), "50902");
    EXPECT_EQ(derived("30701", UnitType::administrative), "none");
}

Elements an_element_set() {
    return {.fiscal_year = k2026,
            .unit_type = UnitType::institution_one,
            .fund = FundCode{"11"},
            .function = FunctionCode{"2050204"},
            .department_economic = EconomicCode{"30201"},
            .government_economic = GovernmentEconomicCode{"50502"},
            .project_class = ProjectClassCode{"21"}};
}

std::string refusal(Directory const& known, Elements const& elements) {
    auto const verdict = known.validate_combination(elements);
    return verdict ? "ok" : verdict.error().path + " " + std::string{verdict.error().code()};
}

TEST_F(DirectoryTest, accepts_a_sound_combination) {
    EXPECT_EQ(refusal(*known, an_element_set()), "ok");
    EXPECT_EQ(refusal(*known, {.fiscal_year = k2026}), "ok");
}

TEST_F(DirectoryTest, refuses_an_agency_with_a_code_for_institutions_and_the_reverse) {
    auto elements = an_element_set();
    elements.unit_type = UnitType::administrative;
    EXPECT_EQ(refusal(*known, elements), "/government_economic_code combination_refused");
    elements.government_economic = GovernmentEconomicCode{"50201"};
    EXPECT_EQ(refusal(*known, elements), "ok");
    elements.unit_type = UnitType::institution_two;
    EXPECT_EQ(refusal(*known, elements), "/government_economic_code combination_refused");
}

TEST_F(DirectoryTest, keeps_the_four_budgets_apart) {
    auto elements = an_element_set();
    elements.fund = FundCode{"12"};
    EXPECT_EQ(refusal(*known, elements), "/function_code combination_refused");
    elements.function = FunctionCode{"21213"};
    EXPECT_EQ(refusal(*known, elements), "ok");
    elements.fund = FundCode{"11"};
    EXPECT_EQ(refusal(*known, elements), "/function_code combination_refused");
    elements.function = FunctionCode{"20902"};
    EXPECT_EQ(refusal(*known, elements), "/function_code combination_refused");
    elements.fund = FundCode{"14"};
    EXPECT_EQ(refusal(*known, elements), "ok");
}

TEST_F(DirectoryTest, refuses_personnel_money_for_goods) {
    auto elements = an_element_set();
    elements.project_class = ProjectClassCode{"1"};
    EXPECT_EQ(refusal(*known, elements), "/economic_code combination_refused");
    elements.department_economic = EconomicCode{"30101"};
    elements.government_economic = GovernmentEconomicCode{"50501"};
    EXPECT_EQ(refusal(*known, elements), "ok");
}

TEST_F(DirectoryTest, refuses_codes_that_are_unknown_or_not_of_the_last_level) {
    auto elements = an_element_set();
    elements.function = FunctionCode{"20502"};
    EXPECT_EQ(refusal(*known, elements), "/function_code code_not_leaf");
    elements.function = FunctionCode{"2058888"};
    EXPECT_EQ(refusal(*known, elements), "/function_code code_unknown");
    elements = an_element_set();
    elements.fiscal_year = FiscalYear{2030};
    EXPECT_EQ(refusal(*known, elements), "/fund_code code_unknown");
}

TEST_F(DirectoryTest, refuses_a_pair_that_the_crosswalk_does_not_know) {
    auto elements = an_element_set();
    elements.government_economic = GovernmentEconomicCode{"50501"};
    EXPECT_EQ(refusal(*known, elements), "/government_economic_code crosswalk_mismatch");
}

TEST_F(DirectoryTest, knows_holidays_and_shifted_working_days) {
    Calendar const& calendar = *known->calendar;
    EXPECT_EQ(calendar.kind(make_date(2025, 10, 1)), DayKind::holiday);
    EXPECT_EQ(calendar.kind(make_date(2025, 9, 28)), DayKind::shifted_working);
    EXPECT_EQ(calendar.kind(make_date(2025, 9, 27)), DayKind::weekend);
    EXPECT_TRUE(calendar.is_working_day(make_date(2025, 9, 29)));
    EXPECT_EQ(calendar.working_days_after(make_date(2025, 9, 30), 1), make_date(2025, 10, 9));
}

TEST_F(DirectoryTest, lists_attachments_by_kind_amount_and_code) {
    auto const kinds = [&](std::int64_t fen, std::string_view economic, BusinessDate day) {
        std::vector<std::string> list;
        for (auto const& item :
             required_attachments(*known->rules, "payment", fen, "21", economic, day)) {
            list.push_back(item.attachment_kind);
        }
        return list;
    };
    BusinessDate const day = make_date(2026, 3, 1);
    EXPECT_THAT(kinds(99'999, "30201", day), IsEmpty());
    EXPECT_THAT(kinds(100'000, "30201", day), ElementsAre("invoice"));
    EXPECT_THAT(kinds(5'000'000, "30213", day), ElementsAre("contract", "invoice"));
    EXPECT_THAT(kinds(5'000'000, "30101", day), IsEmpty());
    EXPECT_THAT(kinds(100'000, "30201", make_date(2022, 12, 31)), IsEmpty());
}

TEST(Initials, are_those_of_the_usual_reading) {
    EXPECT_EQ(initials_of("汉阳区财政局"), "hyqczj");
    EXPECT_EQ(initials_of("重庆市第8中学B区"), "cqsd8zxbq");
    EXPECT_EQ(initials_of("濮阳（试点）"), "pysd");
    EXPECT_EQ(initials_of(""), "");
}

TEST(Rules, hold_the_newest_value_of_the_nearest_region) {
    auto const value = [](std::string region, BusinessDate from, std::int64_t version,
                          std::string text) {
        return ParameterValue{.region_code = std::move(region),
                              .name = "x",
                              .effective_from = from,
                              .version = version,
                              .value = std::move(text)};
    };
    Directory const known{
        .registry = std::make_shared<Registry>(
            std::vector{a_region("990000", "省", RegionLevel::province, ""),
                        a_region("990100", "市", RegionLevel::prefecture, "990000"),
                        a_region("990101", "县", RegionLevel::county, "990100")},
            std::vector<Unit>{}),
        .codes = nullptr,
        .rules =
            std::make_shared<RuleBook>(std::vector<ParameterDefinition>{},
                                       std::vector{value("", make_date(2023, 1, 1), 1, "1"),
                                                   value("990100", make_date(2025, 1, 1), 2, "2"),
                                                   value("990100", make_date(2026, 1, 1), 3, "3"),
                                                   value("990100", make_date(2026, 1, 1), 4, "4")},
                                       std::vector<AttachmentRequirement>{}),
        .calendar = nullptr};
    EXPECT_EQ(known.integer_on("x", RegionCode{"990101"}, make_date(2024, 12, 31)), 1);
    EXPECT_EQ(known.integer_on("x", RegionCode{"990101"}, make_date(2025, 1, 1)), 2);
    EXPECT_EQ(known.integer_on("x", RegionCode{"990100"}, make_date(2026, 1, 1)), 4);
    EXPECT_EQ(known.integer_on("x", RegionCode{"990000"}, make_date(2026, 1, 1)), 1);
    EXPECT_EQ(known.value_on("x", RegionCode{"990101"}, make_date(2022, 12, 31)), nullptr);
    EXPECT_EQ(known.value_on("y", RegionCode{"990101"}, make_date(2026, 1, 1)), nullptr);
}

}  // namespace
}  // namespace jincai::basics
