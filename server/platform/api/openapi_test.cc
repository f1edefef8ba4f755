#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/api/desk_for_tests.h"

namespace jincai::api {
namespace {

enum class Light { green, red };
BOOST_DESCRIBE_ENUM(Light, green, red)

struct UnitFilter : Paging {
    std::optional<Light> light;
};
BOOST_DESCRIBE_STRUCT(UnitFilter, (Paging), (light))

struct Unit {
    UnitCode unit_code;
    std::optional<Light> light;
};
BOOST_DESCRIBE_STRUCT(Unit, (), (unit_code, light))

class ApiDocument : public testing::Test {
protected:
    ApiDocument() {
        router.get<UnitFilter, Page<Unit>>(
            "/api/basics/units", {.permission = "basics.read", .summary = "单位"},
            [](auto const&, Call&) -> Result<Page<Unit>> { return Page<Unit>{}; });
        router.post<Unit, None>(
            "/api/basics/units/{unit_code}/months/{month}",
            {.permission = "basics.maintain", .audit = "unit_changed", .summary = "修改单位"},
            [](Unit const&, Call&) -> Result<None> { return None{}; });
        router.raw(http::Method::post, "/api/basics/files",
                   {.permission = "basics.maintain", .audit = "file_added", .summary = "附件"},
                   [](Call&) -> Result<http::Response> { return http::Response{}; });
        router.stream("/api/events", {.permission = kSignedIn, .summary = "事件"}, bus);
        auto document = json::parse(Asking{router, http::Method::get, "/openapi.json"}.go().body);
        EXPECT_TRUE(document);
        root = std::move(*document);
    }

    /// The value at "a>b>c".
    json::Value const* at(std::string_view path) const {
        auto const* value = &root;
        while (value && !path.empty()) {
            auto const cut = path.find('>');
            value = value->find(path.substr(0, cut));
            path = cut == std::string_view::npos ? "" : path.substr(cut + 1);
        }
        return value;
    }
    std::string text(std::string_view path) const {
        auto const* value = at(path);
        return value ? json::write(*value) : "";
    }

    SystemClock clock;
    Desk desk;
    events::Bus bus{Timestamp{}};
    Router router{{}, clock, desk};
    json::Value root;
};

void collect_references(json::Value const& value, std::set<std::string>& out) {
    if (auto const* members = value.as_object())
        for (auto const& member : *members) {
            if (member.name == "$ref") out.insert(*member.value.as_string());
            collect_references(member.value, out);
        }
    if (auto const* elements = value.as_array())
        for (auto const& element : *elements) collect_references(element, out);
}

TEST_F(ApiDocument, says_what_it_is) {
    EXPECT_EQ(text("openapi"), "\"3.1.0\"");
    EXPECT_EQ(text("info>title"), "\"金财 接口 / Jincai API\"");
    EXPECT_EQ(text("components>securitySchemes>session>in"), "\"cookie\"");
    EXPECT_EQ(text("tags"), R"([{"name":"basics"},{"name":"events"},{"name":"system"}])");
}

TEST_F(ApiDocument, types_parameters_of_query_and_path) {
    EXPECT_THAT(text("paths>/api/basics/units>get>parameters"),
                testing::HasSubstr(R"({"name":"light","in":"query","required":false,)"
                                   R"("schema":{"$ref":"#/components/schemas/api.Light"}})"));
    auto const path = text("paths>/api/basics/units/{unit_code}/months/{month}>post>parameters");
    EXPECT_THAT(path, testing::HasSubstr(R"({"name":"unit_code","in":"path","required":true,)"
                                         R"("schema":{"type":"string")"));
    EXPECT_THAT(path, testing::HasSubstr(R"({"name":"month","in":"path","required":true,)"
                                         R"("schema":{"type":"integer")"));
    EXPECT_THAT(path, testing::HasSubstr("Idempotency-Key"));
}

TEST_F(ApiDocument, names_permission_and_audit) {
    auto const base = std::string{"paths>/api/basics/units/{unit_code}/months/{month}>post>"};
    EXPECT_EQ(text(base + "x-permission"), "\"basics.maintain\"");
    EXPECT_EQ(text(base + "x-audit"), "\"unit_changed\"");
    EXPECT_EQ(text(base + "security"), R"([{"session":[]}])");
    EXPECT_EQ(text("paths>/openapi.json>get>security"), "[]");
}

TEST_F(ApiDocument, describes_answers_and_refusals) {
    auto const base = std::string{"paths>/api/basics/units>get>responses>"};
    EXPECT_EQ(text(base + "200>content>application/json>schema"),
              R"({"$ref":"#/components/schemas/api.UnitPage"})");
    EXPECT_EQ(text(base + "default>content>application/problem+json>schema"),
              R"({"$ref":"#/components/schemas/api.Problem"})");
    auto const post =
        std::string{"paths>/api/basics/units/{unit_code}/months/{month}>post>responses>204"};
    EXPECT_EQ(text(post), R"({"description":"修改单位"})");
    EXPECT_NE(at("paths>/api/events>get>responses>200>content>text/event-stream"), nullptr);
    EXPECT_NE(at("paths>/api/basics/files>post>requestBody>content>*/*"), nullptr);
}

TEST_F(ApiDocument, refers_only_to_what_is_there) {
    std::set<std::string> references;
    collect_references(root, references);
    EXPECT_GE(references.size(), 5u);
    for (auto const& reference : references)
        EXPECT_NE(at("components>schemas>" + reference.substr(21)), nullptr) << reference;
}

TEST_F(ApiDocument, gives_every_operation_its_own_id) {
    std::set<std::string> ids;
    for (auto const& endpoint : router.endpoints())
        EXPECT_TRUE(ids.insert(endpoint.operation_id).second) << endpoint.operation_id;
}

}  // namespace
}  // namespace jincai::api
