#include <gtest/gtest.h>

#include "platform/json/codec.h"

namespace jincai::execution {

enum class Light { green, yellow, red };
BOOST_DESCRIBE_ENUM(Light, green, yellow, red)

struct Node {
    std::int64_t node_id = 0;
    std::optional<Light> light;
    std::vector<Node> children;
};
BOOST_DESCRIBE_STRUCT(Node, (), (node_id, light, children))

}  // namespace jincai::execution

namespace jincai::api {

template <class T>
struct Sheet {
    std::vector<T> items;
    BOOST_DESCRIBE_CLASS(Sheet, (), (items), (), ())
};

}  // namespace jincai::api

namespace jincai::json {
namespace {

struct Plain {
    Money amount_fen;
    std::optional<std::string> note;
    std::optional<BusinessDate> day;
    UnitCode unit_code;
    FiscalMonth month;
    bool is_urgent = false;
    std::map<std::string, Money> totals;
};
BOOST_DESCRIBE_STRUCT(Plain, (), (amount_fen, note, day, unit_code, month, is_urgent, totals))

TEST(JsonSchema, describes_a_struct_as_a_closed_object) {
    Components components;
    EXPECT_EQ(write(schema<Plain>(components)), R"({"$ref":"#/components/schemas/json.Plain"})");
    EXPECT_EQ(
        write(*components.to_value().find("json.Plain")),
        R"({"type":"object","required":["amount_fen","unit_code","month","is_urgent","totals"],)"
        R"("properties":{"amount_fen":{"type":"integer","format":"int64",)"
        R"("minimum":-9007199254740991,"maximum":9007199254740991},)"
        R"("note":{"type":["string","null"],"maxLength":200},)"
        R"("day":{"type":["string","null"],"format":"date"},)"
        R"("unit_code":{"type":"string","maxLength":30,"pattern":"^[0-9A-Za-z_-]*$"},)"
        R"("month":{"type":"integer","format":"int32","minimum":1,"maximum":12},)"
        R"("is_urgent":{"type":"boolean"},)"
        R"("totals":{"type":"object","additionalProperties":{"type":"integer","format":"int64",)"
        R"("minimum":-9007199254740991,"maximum":9007199254740991}}},)"
        R"("additionalProperties":false})");
}

TEST(JsonSchema, refers_to_enums_and_to_itself) {
    Components components;
    (void)schema<execution::Node>(components);
    auto const all = components.to_value();
    EXPECT_EQ(write(*all.find("execution.Light")),
              R"({"type":"string","enum":["green","yellow","red"]})");
    auto const* properties = all.find("execution.Node")->find("properties");
    EXPECT_EQ(write(*properties->find("light")),
              R"({"anyOf":[{"$ref":"#/components/schemas/execution.Light"},{"type":"null"}]})");
    EXPECT_EQ(write(*properties->find("children")->find("items")),
              R"({"$ref":"#/components/schemas/execution.Node"})");
}

TEST(JsonSchema, names_a_template_after_what_it_holds) {
    EXPECT_EQ(component_name(typeid(api::Sheet<execution::Node>)), "execution.NodeSheet");
}

}  // namespace
}  // namespace jincai::json
