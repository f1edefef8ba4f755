#include "platform/jobs/runner.h"

#include <future>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/storage/scratch.h"

namespace jincai::jobs {
namespace {

using testing::HasSubstr;

constexpr RefusalSpec kBadFile{"bad_file", RefusalKind::invalid, "文件有误", "the file is bad"};

class Jobs : public testing::Test {
protected:
    Result<JobId> start(Work work) {
        return runner->start(
            {.kind = "export", .title = "导出", .region_code = RegionCode{"990101"}}, actor,
            std::move(work));
    }
    JobStatus status(JobId id) { return runner->find(id, mine).value(); }
    std::vector<std::string> actions() {
        std::vector<std::string> list;
        auto const found = database->read([](storage::Session& session) {
            return audit::find(session, DataScope::everything(), {}, {.size = 100});
        });
        for (auto const& record : found.records) list.push_back(record.action);
        return list;
    }
    /// Holds the runner's only thread until `release` is set.
    Work held() {
        return [gate = release.get_future().share()](Progress&) -> Result<Outcome> {
            gate.wait();
            return Outcome{"held"};
        };
    }

    storage::ScratchDatabase database{{audit::migrations(), migrations()}};
    ManualClock clock{Timestamp{std::chrono::milliseconds{1'772'691'802'000}}};
    events::Bus bus{clock.now()};
    audit::Actor actor{UserId{7}, "li", "treasury_division", "10.0.0.1", "s1", "r1"};
    View mine{.user_id = UserId{7}};
    std::vector<std::string> logged;
    std::promise<void> release;
    std::unique_ptr<Runner> runner = std::make_unique<Runner>(
        database.get(), clock, bus,
        Options{.open_per_user = 3,
                .log = [this](JobId, std::string_view what) { logged.emplace_back(what); }});
};

TEST_F(Jobs, run_and_keep_what_came_out) {
    auto const id = start([](Progress& progress) -> Result<Outcome> {
        progress.report(1, 2, "half");
        return Outcome{"2 行", "/api/basics/export/units"};
    });
    ASSERT_TRUE(id);
    runner->drain();
    auto const found = status(*id);
    EXPECT_EQ(found.job.state, JobState::done);
    EXPECT_EQ(found.job.message, "2 行");
    EXPECT_EQ(found.job.result_link, "/api/basics/export/units");
    EXPECT_EQ(found.progress_bp, 10'000);
    EXPECT_TRUE(found.job.finished_at);
    EXPECT_THAT(actions(), testing::ElementsAre("job_done", "job_started"));
}

TEST_F(Jobs, show_how_far_they_are) {
    std::promise<void> reported;
    auto const id = start([&](Progress& progress) -> Result<Outcome> {
        progress.report(1, 4, "读取第 1 行");
        reported.set_value();
        release.get_future().wait();
        return Outcome{};
    });
    reported.get_future().wait();
    auto const found = status(*id);
    EXPECT_EQ(found.job.state, JobState::running);
    EXPECT_EQ(found.progress_bp, 2'500);
    EXPECT_EQ(found.job.message, "读取第 1 行");
    release.set_value();
    runner->drain();
}

TEST_F(Jobs, that_are_refused_show_the_reason) {
    auto const id = start([](Progress&) -> Result<Outcome> { return refuse(kBadFile); });
    runner->drain();
    EXPECT_EQ(status(*id).job.state, JobState::failed);
    EXPECT_EQ(status(*id).job.error, "文件有误");
    EXPECT_EQ(actions().front(), "job_failed");
}

TEST_F(Jobs, that_break_say_so_without_details) {
    auto const id =
        start([](Progress&) -> Result<Outcome> { throw std::runtime_error{"secret detail"}; });
    runner->drain();
    EXPECT_EQ(status(*id).job.state, JobState::failed);
    EXPECT_THAT(*status(*id).job.error, testing::Not(HasSubstr("secret")));
    EXPECT_THAT(logged, testing::ElementsAre("secret detail"));
    EXPECT_TRUE(start([](Progress&) -> Result<Outcome> { return Outcome{}; }));
    runner->drain();
}

TEST_F(Jobs, cancelled_while_running_stop_at_their_next_look) {
    std::promise<void> begun;
    auto const id = start([&](Progress& progress) -> Result<Outcome> {
        begun.set_value();
        while (!progress.is_cancelled()) std::this_thread::yield();
        return Progress::stopped();
    });
    begun.get_future().wait();
    ASSERT_TRUE(runner->cancel(*id, actor, mine));
    runner->drain();
    EXPECT_EQ(status(*id).job.state, JobState::cancelled);
    EXPECT_EQ(runner->cancel(*id, actor, mine).error().code(), "job_already_ended");
    EXPECT_THAT(actions(), testing::ElementsAre("job_stopped", "job_cancelled", "job_started"));
}

TEST_F(Jobs, cancelled_while_waiting_never_run) {
    ASSERT_TRUE(start(held()));
    bool ran = false;
    auto const id = start([&](Progress&) -> Result<Outcome> {
        ran = true;
        return Outcome{};
    });
    ASSERT_TRUE(runner->cancel(*id, actor, mine));
    EXPECT_EQ(status(*id).job.state, JobState::cancelled);
    release.set_value();
    runner->drain();
    EXPECT_FALSE(ran);
    EXPECT_EQ(status(*id).job.state, JobState::cancelled);
}

TEST_F(Jobs, of_one_person_are_limited_in_number) {
    ASSERT_TRUE(start(held()));
    auto const nothing = [](Progress&) -> Result<Outcome> { return Outcome{}; };
    ASSERT_TRUE(start(nothing));
    ASSERT_TRUE(start(nothing));
    EXPECT_EQ(start(nothing).error().code(), "too_many_jobs");
    actor.user_id = UserId{8};
    EXPECT_TRUE(start(nothing));
    release.set_value();
    runner->drain();
}

TEST_F(Jobs, are_seen_by_their_owner_and_by_supervision_of_the_region) {
    auto const id = start([](Progress&) -> Result<Outcome> { return Outcome{}; });
    runner->drain();
    View const other{.user_id = UserId{8}};
    View const audit_here{UserId{9}, true, {.region_prefix = "9901"}};
    View const audit_there{UserId{9}, true, {.region_prefix = "9902"}};
    EXPECT_EQ(runner->list(mine, 20, 0).total, 1);
    EXPECT_EQ(runner->list(other, 20, 0).total, 0);
    EXPECT_EQ(runner->list(audit_here, 20, 0).total, 1);
    EXPECT_EQ(runner->list(audit_there, 20, 0).total, 0);
    EXPECT_TRUE(runner->find(*id, audit_here));
    EXPECT_EQ(runner->find(*id, other).error().code(), "job_not_found");
    EXPECT_EQ(runner->find(*id, audit_there).error().code(), "job_not_found");
    EXPECT_EQ(runner->cancel(*id, actor, other).error().code(), "job_not_found");
}

TEST_F(Jobs, tell_their_owner_of_each_change) {
    std::vector<std::string> told;
    auto const subscription =
        bus.subscribe({.scope = {.region_prefix = "98"}, .user_id = UserId{7}}, std::nullopt,
                      [&](auto const& event) { told.push_back(event->data); });
    ASSERT_TRUE(start([](Progress&) -> Result<Outcome> { return Outcome{}; }));
    runner->drain();
    ASSERT_EQ(told.size(), 3U);
    EXPECT_THAT(told[0], HasSubstr("waiting"));
    EXPECT_THAT(told[1], HasSubstr("running"));
    EXPECT_THAT(told[2], HasSubstr("done"));
}

TEST_F(Jobs, that_a_stop_of_the_server_interrupted_are_failed_at_the_next_start) {
    std::promise<void> begun;
    auto const running = start([&](Progress& progress) -> Result<Outcome> {
        begun.set_value();
        while (!progress.is_cancelled()) std::this_thread::yield();
        return Progress::stopped();
    });
    auto const waiting = start([](Progress&) -> Result<Outcome> { return Outcome{}; });
    begun.get_future().wait();
    runner.reset();
    runner = std::make_unique<Runner>(database.get(), clock, bus);
    EXPECT_EQ(status(*running).job.state, JobState::cancelled);
    EXPECT_EQ(status(*waiting).job.state, JobState::failed);
    EXPECT_THAT(*status(*waiting).job.error, HasSubstr("服务重新启动"));
}

}  // namespace
}  // namespace jincai::jobs
