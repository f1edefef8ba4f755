#include "modules/basics/basics_fixture.h"
#include "modules/basics/refusals.h"

namespace jincai::basics {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Import : public BasicsTest {
protected:
    Result<ImportReport> take(ImportKind kind, std::string_view csv, DataScope const& scope = {}) {
        return service.import_csv(actor(7), scope, RegionCode{"990101"}, kind, csv);
    }
};

TEST_F(Import, takes_units_and_shows_them_at_once) {
    auto const report = take(ImportKind::units,
                             "region_code,code,name,type,valid_from,line_section\n"
                             "990101,205018,第二中学,institution_one,2026-01-01,教科文科\n"
                             "990101,205017,第一高级中学,institution_one,2020-01-01,\n");
    ASSERT_TRUE(report) << text_of(report.error(), Language::en);
    EXPECT_EQ(report->rows, 2);
    EXPECT_EQ(report->added, 1);
    EXPECT_EQ(report->changed, 1);
    Unit const* const unit =
        service.directory()->find_unit(RegionCode{"990101"}, UnitCode{"205018"});
    ASSERT_NE(unit, nullptr);
    EXPECT_EQ(unit->parent_code, UnitCode{"205"});
    EXPECT_EQ(unit->initials, "dezx");
    EXPECT_EQ(service.directory()->unit_name(RegionCode{"990101"}, UnitCode{"205017"}),
              "第一高级中学");
    EXPECT_EQ(audited("basics_imported"), 3);  // the two of the set-up and this one
}

TEST_F(Import, reports_all_findings_at_once_and_takes_nothing) {
    auto const report = take(ImportKind::units,
                             "region_code,code,name,type,valid_from,valid_to\n"
                             "990101,205019,第三中学,institution_one,2026-01-01,\n"
                             "990101,20502,第四中学,institution_one,2026-01-01,\n"
                             "990101,205020,,school,2026-02-30,\n"
                             "990999,205021,第五中学,institution_one,2026-01-01,2025-01-01\n"
                             "990101,205019,第三中学,institution_one,2026-01-01,\n"
                             "990101,306001,无部门,administrative,2026-01-01,\n"
                             "990101,205022\n");
    EXPECT_EQ(code_of(report), "import_refused");
    EXPECT_THAT(
        findings(report),
        testing::UnorderedElementsAre(
            "/lines/3/code field_wrong", "/lines/4/name cell_empty", "/lines/4/type field_wrong",
            "/lines/4/valid_from field_wrong", "/lines/5/region_code region_not_found",
            "/lines/5/valid_to field_wrong", "/lines/5/parent parent_unknown",
            "/lines/3/parent parent_unknown", "/lines/6/code row_twice",
            "/lines/7/parent parent_unknown", "/lines/8 row_width"));
    EXPECT_EQ(service.directory()->find_unit(RegionCode{"990101"}, UnitCode{"205019"}), nullptr);
}

TEST_F(Import, refuses_the_same_file_the_second_time) {
    std::string_view const csv =
        "region_code,code,name,type,valid_from\n990101,205018,第二中学,institution_one,2026-01-"
        "01\n";
    EXPECT_EQ(code_of(take(ImportKind::units, csv)), "ok");
    EXPECT_EQ(code_of(take(ImportKind::units, csv)), "import_repeated");
    EXPECT_EQ(code_of(take(ImportKind::units, std::string{csv} + "\n")), "ok");
}

TEST_F(Import, treats_rows_of_foreign_regions_as_unknown) {
    auto const report = take(ImportKind::units,
                             "region_code,code,name,type,valid_from\n"
                             "990201,205,教育局,administrative,2026-01-01\n",
                             scope_of("990101"));
    EXPECT_THAT(findings(report), ElementsAre("/lines/2/region_code region_not_found"));
}

TEST_F(Import, names_wrong_columns) {
    EXPECT_THAT(findings(take(ImportKind::units, "region_code,code,nmae,type,valid_from\nx\n")),
                ElementsAre("/nmae csv_column_unknown", "/name csv_column_missing"));
    EXPECT_THAT(findings(take(ImportKind::units, "")), ElementsAre(" import_empty"));
    EXPECT_THAT(findings(take(ImportKind::regions, "code,name,level\n")),
                ElementsAre(" import_empty"));
}

TEST_F(Import, keeps_the_tree_of_regions_sound) {
    EXPECT_THAT(findings(take(ImportKind::regions,
                              "code,name,level,parent\n"
                              "990102,清水县,county,990900\n"
                              "990103,柳林县,province,990100\n"
                              "990100,青川市,county,990000\n"
                              "99,短,county,\n")),
                testing::UnorderedElementsAre(
                    "/lines/2/parent parent_unknown", "/lines/3/level level_wrong",
                    "/lines/4/level level_wrong", "/lines/5/code field_wrong"));
    EXPECT_EQ(code_of(take(ImportKind::regions,
                           "code,name,level,parent\n990101001,城关镇,township,990101\n")),
              "ok");
    EXPECT_EQ(service.directory()->region_name(RegionCode{"990101001"}), "城关镇");
}

TEST_F(Import, replaces_codes_of_a_year_and_keeps_the_levels_right) {
    EXPECT_EQ(code_of(take(ImportKind::codes,
                           "set,fiscal_year,code,name,parent\n"
                           "department_economic,2026,30211,差旅费（新）,302\n"
                           "department_economic,2026,3021101,国内差旅费,30211\n")),
              "ok");
    auto const known = service.directory();
    auto const* const parent =
        known->codes->find(CodeSet::department_economic, FiscalYear{2026}, "30211");
    EXPECT_EQ(parent->name, "差旅费（新）");
    EXPECT_EQ(parent->confidence, Confidence::official);
    EXPECT_FALSE(parent->leaf);
    auto const* const child =
        known->codes->find(CodeSet::department_economic, FiscalYear{2026}, "3021101");
    EXPECT_EQ(child->level, 3);
    EXPECT_TRUE(child->leaf);
    // Another year keeps its own name: a document of 2025 shows what held in 2025.
    EXPECT_EQ(known->name_of(CodeSet::department_economic, FiscalYear{2025}, "30211"), "差旅费");
}

TEST_F(Import, takes_back_what_was_exported_without_changing_anything) {
    for (ImportKind const kind : {ImportKind::regions, ImportKind::units, ImportKind::codes}) {
        std::string const csv = service.export_csv(DataScope::everything(), kind, FiscalYear{2026});
        auto const report = take(kind, csv);
        ASSERT_TRUE(report) << text_of(report.error(), Language::en);
        EXPECT_GT(report->rows, 2);
        EXPECT_EQ(report->added + report->changed, 0);
    }
}

TEST_F(Import, exports_only_what_the_scope_covers_and_disarms_formulas) {
    EXPECT_EQ(code_of(service.put_units(actor(7), {a_unit("990201", "205", "=1+1")})), "ok");
    auto const all =
        service.export_csv(DataScope::everything(), ImportKind::units, FiscalYear{2026});
    EXPECT_THAT(all, HasSubstr(",'=1+1,"));
    auto const own = service.export_csv(scope_of("990101"), ImportKind::units, FiscalYear{2026});
    EXPECT_THAT(own, testing::Not(HasSubstr("990201")));
    EXPECT_THAT(own, HasSubstr("第一中学"));
}

TEST_F(Import, seeds_an_empty_database_once) {
    EXPECT_EQ(code_of(service.seed(actor(1), WithDivisions::no)), "already_seeded");
}

TEST(Seed, brings_the_real_divisions_when_asked) {
    storage::ScratchDatabase database{{audit::migrations(), migrations()}};
    ManualClock const clock{start_of(make_date(2026, 1, 1))};
    Service service{database.get(), clock, Paths{.parameters = JINCAI_ROOT "/parameters"}};
    EXPECT_FALSE(service.is_seeded());
    auto const report = service.seed(audit::system_actor(), WithDivisions::yes);
    ASSERT_TRUE(report) << text_of(report.error(), Language::en);
    EXPECT_EQ(report->regions, 3'348);
    EXPECT_TRUE(service.is_seeded());
    auto const known = service.directory();
    EXPECT_EQ(known->region_name(RegionCode{"420105"}), "汉阳区");
    EXPECT_EQ(known->region(RegionCode{"420105"})->parent_code, RegionCode{"420100"});
    EXPECT_EQ(known->children(RegionCode{""}).size(), 31U);
    Service again{database.get(), clock, Paths{}};
    ASSERT_TRUE(again.load());
    EXPECT_EQ(again.directory()->registry->regions().size(), 3'348U);
}

}  // namespace
}  // namespace jincai::basics
