#include "platform/oversight/routes.h"

#include <future>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/storage/scratch.h"

namespace jincai::oversight {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Everybody is `caller`.
class OneCaller final : public api::Authenticator {
public:
    Result<api::Caller> caller_of(http::Request const&) override { return caller; }
    bool is_still_valid(api::Caller const&) override { return true; }
    api::Caller caller;
};

class Oversight : public testing::Test {
protected:
    Oversight() {
        add_audit_routes(router, database.get());
        add_job_routes(router, runner);
        door.caller.user_id = UserId{7};
        door.caller.user_name = "li";
        door.caller.permissions = {"audit.read", "jobs.read"};
        door.caller.scope = {.region_prefix = "9901"};
    }
    void record(std::string const& region, std::string const& name) {
        auto const done =
            audit::change(database.get(), clock, {.user_id = UserId{1}, .user_name = name},
                          "tested", [&](storage::Session&, audit::Record& record) -> Result<void> {
                              record.region_code = region;
                              audit::note(record, "status", "draft", "approved");
                              return {};
                          });
        EXPECT_TRUE(done);
    }
    http::Response get(std::string const& path, http::Pairs query = {}) {
        return router.handle(
            {.method = http::Method::get, .path = path, .query = std::move(query)});
    }
    http::Response post(std::string const& path) {
        http::Request request{.method = http::Method::post, .path = path, .body = "{}"};
        request.headers.set("X-Requested-With", "jincai");
        request.headers.set("Content-Type", "application/json");
        return router.handle(request);
    }
    jobs::JobId start(UserId owner, std::string const& region, jobs::Work work) {
        return *runner.start({.kind = "export", .title = "导出", .region_code = RegionCode{region}},
                             {.user_id = owner, .user_name = "owner"}, std::move(work));
    }

    storage::ScratchDatabase database{{audit::migrations(), jobs::migrations()}};
    ManualClock clock{start_of(make_date(2026, 3, 5))};
    events::Bus bus{clock.now()};
    jobs::Runner runner{database.get(), clock, bus};
    OneCaller door;
    api::Router router{{.rate_limits = false}, clock, door};
};

TEST_F(Oversight, lists_records_of_the_callers_regions_with_their_changes) {
    record("990101", "zhao");
    record("990201", "elsewhere");
    auto const response = get("/api/audit/records");
    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(response.body, HasSubstr("\"total\":1"));
    EXPECT_THAT(response.body, HasSubstr("zhao"));
    EXPECT_THAT(response.body,
                HasSubstr(R"({"field":"status","old_value":"draft","new_value":"approved"})"));
    EXPECT_THAT(response.body, Not(HasSubstr("elsewhere")));
}

TEST_F(Oversight, filters_records_by_days_both_ends_included) {
    record("990101", "first");
    clock.advance(std::chrono::hours{24});
    record("990101", "second");
    auto const on_first =
        get("/api/audit/records", {{"from", "2026-03-05"}, {"until", "2026-03-05"}});
    EXPECT_THAT(on_first.body, HasSubstr("first"));
    EXPECT_THAT(on_first.body, Not(HasSubstr("second")));
    EXPECT_THAT(get("/api/audit/records", {{"from", "2026-03-06"}}).body, Not(HasSubstr("first")));
    EXPECT_THAT(get("/api/audit/records", {{"user_name", "second"}}).body,
                HasSubstr("\"total\":1"));
    EXPECT_EQ(get("/api/audit/records", {{"from", "yesterday"}}).status, 422);
}

TEST_F(Oversight, needs_the_right_to_read) {
    door.caller.permissions = {"jobs.read"};
    EXPECT_EQ(get("/api/audit/records").status, 403);
    door.caller.permissions = {"audit.read"};
    EXPECT_EQ(get("/api/jobs").status, 403);
}

TEST_F(Oversight, shows_jobs_and_cancels_them) {
    std::promise<void> begun;
    auto const id =
        start(UserId{7}, "990101", [&](jobs::Progress& progress) -> Result<jobs::Outcome> {
            begun.set_value();
            while (!progress.is_cancelled()) std::this_thread::yield();
            return jobs::Progress::stopped();
        });
    begun.get_future().wait();
    auto const path = "/api/jobs/" + std::to_string(id.value());
    EXPECT_THAT(get(path).body, HasSubstr(R"("state":"running")"));
    EXPECT_EQ(post(path + "/cancel").status, 200);
    runner.drain();
    EXPECT_THAT(get("/api/jobs").body, HasSubstr(R"("state":"cancelled")"));
    EXPECT_EQ(post(path + "/cancel").status, 409);
}

TEST_F(Oversight, hides_jobs_of_others_from_who_does_not_supervise) {
    auto const id = start(UserId{8}, "990101",
                          [](jobs::Progress&) -> Result<jobs::Outcome> { return jobs::Outcome{}; });
    runner.drain();
    auto const path = "/api/jobs/" + std::to_string(id.value());
    EXPECT_EQ(get(path).status, 200);
    door.caller.permissions = {"jobs.read"};
    EXPECT_EQ(get(path).status, 404);
    EXPECT_EQ(post(path + "/cancel").status, 404);
    EXPECT_THAT(get("/api/jobs").body, HasSubstr("\"total\":0"));
}

}  // namespace
}  // namespace jincai::oversight
