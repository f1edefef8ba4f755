#include "modules/execution/import_rows.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "base/text.h"
#include "platform/config/config.h"
#include "platform/storage/scratch.h"

namespace jincai::execution {
namespace {

ImportMap a_map() {
    return {.name = "test",
            .title_zh = "测试",
            .title_en = "test",
            .region = {.code = RegionCode{"980900"}, .name = "测试市", .short_name = "测试"},
            .columns = {"day", "year", "amount", "office", "to", "what", "number"},
            .date = {.column = "day",
                     .formats = {DateFormat::iso, DateFormat::excel_serial},
                     .fiscal_year = YearCheck{.column = "year", .first_month = 4}},
            .amount = {.column = "amount"},
            .unit = {.column = "office", .missing = "未注明", .department_code = "901"},
            .payee = {.columns = {"to"}, .missing = "未注明收款人"},
            .purpose = {.columns = {"what", "number"}, .missing = "未注明用途"},
            .key = {"number", "day", "amount"},
            .fund = FundCode{"11"},
            .function = FunctionCode{"2120199"},
            .economic = {.column = "what",
                         .rules = {{{"paper", "pens"}, EconomicCode{"30201"}},
                                   {{"power"}, EconomicCode{"30206"}}},
                         .missing = EconomicCode{"30299"}}};
}

class ImportRowsTest : public testing::Test {
protected:
    void read(std::string_view csv) {
        auto const file = folder_.path() / "rows.csv";
        std::ofstream{file, std::ios::binary} << csv;
        rows.clear();
        rejected.clear();
        result = reader_.read(
            file, [&](ImportRow row) { rows.push_back(std::move(row)); },
            [&](Rejection rejection) { rejected.push_back(std::move(rejection)); },
            [](std::int64_t, std::int64_t) {});
    }
    void read_rows(std::string const& lines) {
        read("day,year,amount,office,to,what,number\n" + lines);
        ASSERT_TRUE(result.has_value());
    }
    [[nodiscard]] std::string code() const { return std::string{rejected.at(0).error.code()}; }

    storage::ScratchFolder folder_;
    ImportMap map_ = a_map();
    ImportRows reader_{map_};
    std::vector<ImportRow> rows;
    std::vector<Rejection> rejected;
    Result<void> result;
};

TEST_F(ImportRowsTest, reads_what_the_map_says) {
    read_rows("2016-05-03,2016/17,1390.11,Parks,A Ltd,Power for April,77\n");
    ASSERT_EQ(rows.size(), 1u);
    auto const& row = rows.front();
    EXPECT_EQ(row.line, 2);
    EXPECT_EQ(row.day, make_date(2016, 5, 3));
    EXPECT_EQ(row.amount, Money::from_fen(139'011));
    EXPECT_EQ(row.unit, "Parks");
    EXPECT_EQ(row.payee, "A Ltd");
    EXPECT_EQ(row.purpose, "Power for April / 77");
    EXPECT_EQ(row.economic, EconomicCode{"30206"});
    EXPECT_TRUE(row.command_id.starts_with("imp/test/"));
    EXPECT_LE(row.command_id.size(), 64u);
}

TEST_F(ImportRowsTest, fills_in_what_is_missing) {
    read_rows("2016-05-03,2016/17,5,,,,1\n");
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].unit, "未注明");
    EXPECT_EQ(rows[0].payee, "未注明收款人");
    EXPECT_EQ(rows[0].purpose, "1");
    EXPECT_EQ(rows[0].economic, EconomicCode{"30299"});
}

TEST_F(ImportRowsTest, reads_the_days_that_spreadsheets_count) {
    read_rows("45230,2023-24,5,Parks,A,paper,1\n");
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].day, make_date(2023, 10, 31));
}

TEST_F(ImportRowsTest, refuses_a_day_outside_the_year_that_stands_beside_it) {
    read_rows("2016-03-31,2016/17,5,Parks,A,paper,1\n2016-04-01,2016/17,5,Parks,A,paper,2\n"
              "2017-03-31,2016/17,5,Parks,A,paper,3\n2017-04-01,2016/17,5,Parks,A,paper,4\n");
    EXPECT_EQ(rows.size(), 2u);
    ASSERT_EQ(rejected.size(), 2u);
    EXPECT_EQ(code(), "import_date_outside_year");
    EXPECT_EQ(rejected[0].line, 2);
    EXPECT_EQ(rejected[1].line, 5);
}

struct Bad {
    std::string_view row;
    std::string_view field;
    std::string_view code;
};

void PrintTo(Bad const& bad, std::ostream* out) { *out << bad.code; }

class BadRow : public ImportRowsTest, public testing::WithParamInterface<Bad> {};

TEST_P(BadRow, is_refused_with_line_field_and_reason) {
    read_rows(std::string{GetParam().row} + "\n2016-05-03,2016/17,5,Parks,A,paper,1\n");
    EXPECT_EQ(rows.size(), 1u);
    ASSERT_EQ(rejected.size(), 1u);
    EXPECT_EQ(rejected[0].line, 2);
    EXPECT_EQ(rejected[0].field, GetParam().field);
    EXPECT_EQ(code(), GetParam().code);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, BadRow,
    testing::Values(
        Bad{"00:00:00,2016/17,5,Parks,A,paper,9", "day", "import_date_unreadable"},
        Bad{",2016/17,5,Parks,A,paper,9", "day", "import_date_missing"},
        Bad{"2016-02-30,2016/17,5,Parks,A,paper,9", "day", "import_date_unreadable"},
        Bad{"2016-05-03,2016/17,,Parks,A,paper,9", "amount", "import_amount_missing"},
        Bad{"2016-05-03,2016/17,0.00,Parks,A,paper,9", "amount", "import_amount_zero"},
        Bad{"2016-05-03,2016/17,7663.379999999999,Parks,A,paper,9", "amount",
            "import_amount_fraction"},
        Bad{"2016-05-03,2016/17,1e3,Parks,A,paper,9", "amount", "import_amount_unreadable"},
        Bad{"2016-05-03,2016/17,999999999999999999,Parks,A,paper,9", "amount",
            "import_amount_unreadable"},
        Bad{"2016-05-03,2016/17,5,Parks,\x01,paper,9", "to", "import_text_unreadable"},
        Bad{"2016-05-03,2016/17,5,Parks", "", "import_row_width"}));

TEST_F(ImportRowsTest, a_spreadsheet_may_leave_the_rest_of_a_binary_sum_behind) {
    map_.amount.decimals = Decimals::spreadsheet;
    struct Case {
        std::string text;
        std::int64_t fen;
    };
    for (auto const& [text, fen] :
         {Case{"41299.58000000002", 4'129'958}, Case{"7663.379999999999", 766'338},
          Case{"-3669.4000000000005", -366'940}, Case{"-1464.8899999999999", -146'489},
          Case{"99.9999999999", 10'000}, Case{"0.0100000", 1}, Case{"12.34", 1'234}}) {
        read_rows("2016-05-03,2016/17," + text + ",Parks,A,paper,1\n");
        ASSERT_EQ(rows.size(), 1u) << text;
        EXPECT_EQ(rows[0].amount, Money::from_fen(fen)) << text;
    }
    for (std::string const text : {"12.345", "12.3400001", "12.340000", "12.349999", "12.3455555555",
                                   "12.3400000x", "1e-7", "0.0000000001"}) {
        read_rows("2016-05-03,2016/17," + text + ",Parks,A,paper,1\n");
        EXPECT_TRUE(rows.empty()) << text;
        EXPECT_EQ(rejected.size(), 1u) << text;
    }
}

TEST_F(ImportRowsTest, control_characters_may_be_replaced_where_the_map_says_so) {
    map_.purpose.unprintable = Unprintable::replaced;
    read_rows("2016-05-03,2016/17,5,Parks,A,\xc2\x9c"
              "2644\x07 per month,1\n");
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].purpose, "\xef\xbf\xbd"
                               "2644\xef\xbf\xbd per month / 1");
    read_rows("2016-05-03,2016/17,5,Parks,\xe2\x80\xae,paper,1\n");  // turns the text around
    EXPECT_EQ(code(), "import_text_unreadable");
}

TEST_F(ImportRowsTest, a_file_that_was_handed_back_is_read_like_the_one_it_came_from) {
    read_rows("2016-05-03,2016/17,5,Parks,=A(),paper,1\n");
    auto const key = rows.at(0).command_id;
    read("day,year,amount,office,to,what,number,error\n"
         "2016-05-03,2016/17,5,Parks,'=A(),paper,1,was wrong\n");
    ASSERT_TRUE(result.has_value());
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].payee, "=A()");
    // The key is made of other columns here; the apostrophe must not be part of any.
    EXPECT_EQ(rows[0].command_id, key);
}

TEST_F(ImportRowsTest, a_negative_amount_is_money_that_came_back_or_refused) {
    read_rows("2016-05-03,2016/17,-5,Parks,A,paper,1\n");
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].amount, Money::from_fen(-500));
    map_.amount.negative = NegativeAmount::refused;
    read_rows("2016-05-03,2016/17,-5,Parks,A,paper,1\n");
    EXPECT_EQ(code(), "import_amount_negative");
}

TEST_F(ImportRowsTest, rows_have_the_same_keys_in_every_reading_and_alike_ones_are_numbered) {
    std::string const lines =
        "2016-05-03,2016/17,5,Parks,A,paper,1\n2016-05-03,2016/17,5,Parks,A,paper,1\n"
        "2016-05-03,2016/17,6,Parks,A,paper,1\n";
    read_rows(lines);
    std::vector<std::string> first;
    for (auto const& row : rows) first.push_back(row.command_id);
    EXPECT_EQ(first[1], first[0] + "/2");
    EXPECT_EQ((std::set<std::string>{first.begin(), first.end()}.size()), 3u);
    read_rows(lines + "2016-05-04,2016/17,7,Parks,A,paper,8\n");
    for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(rows[i].command_id, first[i]);
}

TEST_F(ImportRowsTest, a_row_that_is_refused_keeps_its_place_among_alike_ones) {
    read_rows("2016-05-03,2016/17,5,Parks,A,paper,1\n2016-05-03,2016/17,5,Parks,A,paper,1\n");
    auto const second = rows[1].command_id;
    read_rows("2016-05-03,2011/12,5,Parks,A,paper,1\n2016-05-03,2016/17,5,Parks,A,paper,1\n");
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].command_id, second);
}

TEST_F(ImportRowsTest, a_long_text_is_cut_at_200_characters) {
    std::string text;
    for (int i = 0; i < 300; ++i) text += "财";
    read_rows("2016-05-03,2016/17,5,Parks," + text + ",paper,1\n");
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(utf8_length(rows[0].payee), 200u);
    EXPECT_TRUE(rows[0].payee.ends_with("…"));
}

TEST_F(ImportRowsTest, another_header_refuses_the_file) {
    read("day,amount\n2016-05-03,5\n");
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code(), "import_header_differs");
    read("");
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code(), "import_file_empty");
}

TEST(ImportMap, every_map_of_the_program_is_sound) {
    auto const files = config::yaml_files(JINCAI_ROOT "/parameters/import-maps");
    ASSERT_TRUE(files.has_value());
    EXPECT_EQ(files->size(), 6u);
    std::set<std::string> names;
    std::set<std::string> regions;
    for (auto const& file : *files) {
        auto const map = load_import_map(file);
        ASSERT_TRUE(map.has_value()) << file << " " << text_of(map.error(), Language::en);
        EXPECT_TRUE(names.insert(map->name).second) << map->name;
        EXPECT_TRUE(regions.insert(map->region.code.value()).second) << map->name;
        EXPECT_EQ(file.stem().string(), map->name);
    }
}

TEST(ImportMap, speaks_of_no_column_that_its_header_lacks) {
    storage::ScratchFolder const folder;
    auto const file = folder.path() / "map.yaml";
    std::ifstream good{JINCAI_ROOT "/parameters/import-maps/home-office.yaml"};
    std::string text{std::istreambuf_iterator<char>{good}, {}};
    text.replace(text.find("column: Date"), 12, "column: Day ");
    std::ofstream{file} << text;
    auto const map = load_import_map(file);
    ASSERT_FALSE(map.has_value());
    EXPECT_EQ(map.error().code(), "import_map_wrong");
}

}  // namespace
}  // namespace jincai::execution
