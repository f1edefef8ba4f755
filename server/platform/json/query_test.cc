#include "platform/json/query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jincai::json {
namespace {

enum class Status { draft, paid };
BOOST_DESCRIBE_ENUM(Status, draft, paid)

struct Filter {
    std::int32_t year = 0;
    std::optional<std::int64_t> from_fen;
    std::optional<bool> is_frozen;
    std::optional<UnitCode> unit_code;
    std::vector<Status> status;
};
BOOST_DESCRIBE_STRUCT(Filter, (), (year, from_fen, is_frozen, unit_code, status))

std::vector<std::string> findings(QueryPairs const& pairs) {
    auto const result = decode_query<Filter>(pairs);
    std::vector<std::string> out;
    if (!result)
        for (auto const& each : result.error().more)
            out.push_back(each.path + " " + std::string{each.code()});
    return out;
}

TEST(JsonQuery, reads_scalars_optionals_and_lists) {
    auto const filter = decode_query<Filter>({{"year", "2026"},
                                              {"from_fen", "-5"},
                                              {"is_frozen", "true"},
                                              {"unit_code", "001"},
                                              {"status", "draft,paid"}});
    ASSERT_TRUE(filter);
    EXPECT_EQ(filter->year, 2026);
    EXPECT_EQ(filter->from_fen, -5);
    EXPECT_EQ(filter->is_frozen, true);
    EXPECT_EQ(filter->unit_code->value(), "001");
    EXPECT_THAT(filter->status, testing::ElementsAre(Status::draft, Status::paid));
}

TEST(JsonQuery, takes_an_empty_parameter_as_absent) {
    auto const filter = decode_query<Filter>({{"year", "2026"}, {"unit_code", ""}, {"status", ""}});
    ASSERT_TRUE(filter);
    EXPECT_FALSE(filter->unit_code);
    EXPECT_TRUE(filter->status.empty());
}

TEST(JsonQuery, reports_all_findings) {
    EXPECT_THAT(
        findings({{"from_fen", "1.5"},
                  {"is_frozen", "yes"},
                  {"status", "draft,lost"},
                  {"unit_code", "1"},
                  {"unit_code", "2"},
                  {"drop", "table"}}),
        testing::UnorderedElementsAre("/unit_code field_duplicate", "/year field_missing",
                                      "/from_fen number_not_whole", "/is_frozen field_wrong_kind",
                                      "/status/1 value_not_listed", "/drop field_unknown"));
    EXPECT_THAT(findings({{"year", "99999999999"}}),
                testing::ElementsAre("/year number_out_of_range"));
    EXPECT_THAT(findings({{"year", "0x7"}}), testing::ElementsAre("/year field_wrong_kind"));
}

TEST(JsonQuery, describes_parameters) {
    Components components;
    auto const parameters = query_schema<Filter>(components);
    ASSERT_EQ(parameters.as_array()->size(), 5u);
    EXPECT_EQ(write((*parameters.as_array())[0]),
              R"({"name":"year","in":"query","required":true,"schema":{"type":"integer",)"
              R"("format":"int32","minimum":-2147483648,"maximum":2147483647}})");
    EXPECT_EQ(write((*parameters.as_array())[4]),
              R"({"name":"status","in":"query","required":false,"schema":{"type":"array","items":)"
              R"({"$ref":"#/components/schemas/json.Status"},"maxItems":10000},"style":"form",)"
              R"("explode":false})");
}

}  // namespace
}  // namespace jincai::json
