#include "modules/cockpit/cockpit_fixture.h"
#include "modules/cockpit/routes.h"
#include "platform/api/desk_for_tests.h"

namespace jincai::cockpit {
namespace {

class CockpitRoutes : public CockpitTest {
protected:
    CockpitRoutes() {
        add_routes(router, service);
        desk.add("leader", 1, {"cockpit.leader.read"});
        desk.add("county", 2, {"cockpit.county.read"});
        for (auto& [name, caller] : desk.callers) caller.region = RegionCode{kCity};
        quota({.issued = 1'000, .paid = {{1, 200}}});
    }
    api::Desk desk;
    api::Router router{{.rate_limits = false}, clock, desk};
};

TEST_F(CockpitRoutes, answers_the_leader_with_filters_from_the_query) {
    auto const answer = api::Asking{router, http::Method::get, "/api/cockpit/leader"}
                            .as("leader")
                            .query("region_code", kCounty)
                            .query("month", "6")
                            .query("coverage", "own")
                            .go();
    ASSERT_EQ(answer.status, 200) << answer.body;
    auto const body = json::parse(answer.body);
    ASSERT_TRUE(body.has_value());
    EXPECT_THAT(answer.body, testing::HasSubstr("\"budget_fen\":100000"));
    EXPECT_THAT(answer.body, testing::HasSubstr("\"coverage\":\"own\""));
}

TEST_F(CockpitRoutes, each_cockpit_has_its_own_permission) {
    auto const status = [&](char const* who, char const* path) {
        return api::Asking{router, http::Method::get, path}.as(who).go().status;
    };
    EXPECT_EQ(status("leader", "/api/cockpit/leader"), 200);
    EXPECT_EQ(status("county", "/api/cockpit/leader"), 403);
    EXPECT_EQ(status("county", "/api/cockpit/county"), 200);
    EXPECT_EQ(status("leader", "/api/cockpit/county"), 403);
    EXPECT_EQ(status("nobody", "/api/cockpit/county"), 401);
}

TEST_F(CockpitRoutes, refuses_what_it_does_not_know) {
    auto const refused = [&](char const* name, char const* value) {
        return api::Asking{router, http::Method::get, "/api/cockpit/leader"}
            .as("leader")
            .query(name, value)
            .go()
            .status;
    };
    EXPECT_EQ(refused("coverage", "everything"), 422);
    EXPECT_EQ(refused("colour", "red"), 422);
    EXPECT_EQ(refused("region_code", "880000"), 404);
    EXPECT_EQ(refused("month", "13"), 422);
}

}  // namespace
}  // namespace jincai::cockpit
