#include "modules/basics/basics_fixture.h"
#include "platform/api/desk_for_tests.h"

namespace jincai::basics {
namespace {

using http::Method;
using testing::HasSubstr;
using testing::Not;

/// The endpoints with two callers: `wang` of city 990100 and its counties, `school` of one unit.
class Routes : public BasicsTest {
protected:
    Routes() {
        std::set<std::string, std::less<>> const all{"basics.read", "basics.maintain",
                                                     "basics.parameter.propose",
                                                     "basics.parameter.approve", "workflow.read"};
        desk.add("wang", 1, all);
        desk.add("li", 2, all);
        desk.add("guest", 3, {"basics.read"});
        desk.add("school", 4, {"basics.read", "workflow.read"});
        api::Caller& school = desk.callers["school"];
        school.region = RegionCode{"990101"};
        school.unit = UnitCode{"205017"};
        school.scope = scope_of("990101", {"205017"});
        for (std::string const name : {"wang", "li", "guest"}) {
            desk.callers[name].region = RegionCode{"990100"};
        }
        add_routes(router, service);
    }
    api::Asking get(std::string path) { return {router, Method::get, std::move(path)}; }
    api::Asking post(std::string path) { return {router, Method::post, std::move(path)}; }

    api::Desk desk;
    api::Router router{{.rate_limits = false}, clock, desk};
};

TEST_F(Routes, list_regions_and_units_within_the_scope) {
    auto const regions = get("/api/basics/regions").as("wang").go();
    EXPECT_EQ(regions.status, 200);
    EXPECT_THAT(regions.body, HasSubstr(R"("total":2)"));
    EXPECT_THAT(regions.body, Not(HasSubstr("990201")));
    auto const units = get("/api/basics/units")
                           .query("region_code", "990101")
                           .query("query", "dyzx")
                           .as("wang")
                           .go();
    EXPECT_EQ(units.status, 200);
    EXPECT_THAT(units.body, HasSubstr("第一中学"));
    EXPECT_THAT(units.body, HasSubstr(R"("total":1)"));
    auto const own = get("/api/basics/units").as("school").go();
    EXPECT_THAT(own.body, HasSubstr(R"("total":1)"));
}

TEST_F(Routes, answer_for_a_foreign_region_as_for_one_that_is_not_there) {
    for (std::string const region : {"990201", "999999"}) {
        auto const answer = get("/api/basics/units").query("region_code", region).as("wang").go();
        EXPECT_EQ(answer.status, 404);
        EXPECT_EQ(answer.code, "region_not_found");
    }
}

TEST_F(Routes, list_codes_of_a_year) {
    auto const answer = get("/api/basics/codes")
                            .query("set", "department_economic")
                            .query("fiscal_year", "2026")
                            .query("query", "差旅")
                            .as("guest")
                            .go();
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.body, HasSubstr(R"("code":"30211")"));
    EXPECT_EQ(get("/api/basics/codes").query("set", "colour").as("guest").go().status, 422);
}

TEST_F(Routes, say_why_elements_do_not_go_together) {
    auto const answer = get("/api/basics/combinations")
                            .query("unit_type", "administrative")
                            .query("economic_code", "30201")
                            .query("government_economic_code", "50502")
                            .as("guest")
                            .go();
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.body, HasSubstr(R"("valid":false)"));
    EXPECT_THAT(answer.body, HasSubstr("combination_refused"));
    EXPECT_THAT(answer.body, HasSubstr(R"("government_economic_code":"50201")"));
}

TEST_F(Routes, change_a_parameter_by_two_people) {
    constexpr char kWish[] =
        R"({"name":"execution.red_months","region_code":"990100","value":"3",)"
        R"("effective_from":"2026-08-01","document_number":"青财〔2026〕1号","reason":"试行"})";
    EXPECT_EQ(post("/api/basics/parameters").as("guest").json(kWish).go().status, 403);
    EXPECT_EQ(post("/api/basics/parameters").as("wang").json(kWish).go().status, 201);
    std::string const approve = "/api/basics/parameters/1/approve";
    EXPECT_EQ(post(approve).as("wang").json("{}").go().code, "second_person_needed");
    EXPECT_EQ(post(approve).as("li").json("{}").go().status, 200);
    auto const list = get("/api/basics/parameters").query("day", "2026-08-01").as("guest").go();
    EXPECT_THAT(list.body, HasSubstr("青财〔2026〕1号"));
}

TEST_F(Routes, close_and_open_months) {
    constexpr char kBody[] = R"({"region_code":"990101","fiscal_year":2026,"reason":"月结"})";
    EXPECT_EQ(post("/api/basics/months/6/close").as("wang").json(kBody).go().status, 200);
    EXPECT_EQ(post("/api/basics/months/6/close").as("wang").json(kBody).go().status, 409);
    EXPECT_EQ(post("/api/basics/months/7/close").as("wang").json(kBody).go().status, 422);
    auto const calendar =
        get("/api/basics/calendar").query("region_code", "990101").as("wang").go();
    EXPECT_THAT(calendar.body, HasSubstr(R"("fiscal_month":6,"state":"closed")"));
    EXPECT_EQ(post("/api/basics/months/6/open").as("wang").json(kBody).go().status, 200);
    EXPECT_EQ(post("/api/basics/months/6/open").as("wang").json(kBody).go().status, 403);
    EXPECT_THAT(post("/api/basics/months/6/open").as("li").json(kBody).go().body,
                HasSubstr(R"("state":"open")"));
}

TEST_F(Routes, import_a_file_or_name_every_wrong_line) {
    auto asking = post("/api/basics/import/units").as("wang");
    asking.with("Content-Type", "text/csv").request().body =
        "region_code,code,name,type,valid_from\n"
        "990101,2050,第二中学,institution_one,2026-01-01\n"
        "990201,205,教育局,administrative,2026-01-01\n";
    auto const refused = asking.go();
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("/lines/2/code"));
    EXPECT_THAT(refused.body, HasSubstr("/lines/3/region_code"));
    EXPECT_EQ(post("/api/basics/import/colours").as("wang").go().status, 422);
    auto const exported = get("/api/basics/export/units").as("school").go();
    EXPECT_EQ(exported.status, 200);
    EXPECT_THAT(exported.body, HasSubstr("第一中学"));
    EXPECT_THAT(exported.body, Not(HasSubstr("教育局")));
}

TEST_F(Routes, take_and_give_attachments_as_downloads_only) {
    auto upload = post("/api/basics/attachments").as("school");
    upload.query("name", "合同\".pdf").query("kind", "contract").request().body = "%PDF-1.7";
    auto const stored = upload.go();
    ASSERT_EQ(stored.status, 201) << stored.body;
    auto const start = stored.body.find(R"("attachment_id":)") + 16;
    std::string const path =
        "/api/basics/attachments/" +
        stored.body.substr(start, stored.body.find_first_not_of("0123456789", start) - start);
    auto const got = get(path).as("school").go();
    EXPECT_EQ(got.status, 200);
    EXPECT_EQ(got.body, "%PDF-1.7");
    EXPECT_EQ(got.response.headers.get("Content-Type"), "application/pdf");
    EXPECT_EQ(got.response.headers.get("Content-Disposition"),
              "attachment; filename*=UTF-8''%E5%90%88%E5%90%8C%22.pdf");
    EXPECT_EQ(got.response.headers.get("X-Content-Type-Options"), "nosniff");
    desk.callers["wang"].scope = scope_of("9902");
    EXPECT_EQ(get(path).as("wang").go().status, 404);
    auto hostile = post("/api/basics/attachments").as("school");
    hostile.query("name", "a.pdf").request().body = "<svg onload=alert(1)>";
    EXPECT_EQ(hostile.go().code, "attachment_type");
    EXPECT_EQ(post("/api/basics/attachments").as("guest").go().status, 403);
}

}  // namespace
}  // namespace jincai::basics
