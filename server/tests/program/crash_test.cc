#include <fmt/format.h>

#include <array>
#include <csignal>
#include <functional>
#include <mutex>
#include <set>
#include <thread>

#include "platform/storage/database.h"
#include "tests/program/province.h"

/// The program ends in the middle of its work, and its disk is full.
namespace jincai::program_test {
namespace {

constexpr char kPayments[] = "/api/execution/payments";

class Crash : public Province {
protected:
    /// Eight clients hand in payments until the server does not answer any more.
    void hand_in(Person const& handler, std::int64_t quota, std::chrono::milliseconds end_after,
                 std::function<void()> const& end) {
        std::vector<std::jthread> clients;
        for (std::size_t client = 0; client < counters_.size(); ++client)
            clients.emplace_back([this, &handler, quota, client] {
                for (int number = 0; number < 10'000; ++number) {
                    auto const purpose = fmt::format("第 {} 位的第 {} 笔", client, ++counters_[client]);
                    auto const answer =
                        handler.post(kPayments, payment(quota, "1", purpose));
                    if (answer.status == 0 || answer.status == 503) return;
                    std::scoped_lock const lock{mutex_};
                    if (answer.status == 201 && answer.number("payment/id") > 0) acknowledged_.insert(purpose);
                    else if (answer.status != 201) others_.insert(answer.body);
                }
            });
        std::this_thread::sleep_for(end_after);
        end();
    }

    /// How often each purpose of the hand-in stands in the database.
    [[nodiscard]] std::map<std::string, std::int64_t> stored() const {
        storage::Database const database{
            {.directory = data(), .access = storage::Access::read_only}};
        std::map<std::string, std::int64_t> counts;
        database.read([&](storage::Session& session) {
            for (auto const& purpose :
                 session.query<std::string>("select purpose from payment where purpose like '第 %'"))
                ++counts[purpose];
        });
        return counts;
    }

    void expect_kept() const {
        auto const counts = stored();
        for (auto const& purpose : acknowledged_)
            EXPECT_EQ(counts.contains(purpose) ? counts.at(purpose) : 0, 1) << purpose;
        for (auto const& [purpose, count] : counts) EXPECT_EQ(count, 1) << purpose;
    }

    std::array<int, 8> counters_{};  ///< each client has its own
    std::mutex mutex_;  ///< guards what follows
    std::set<std::string> acknowledged_;
    std::set<std::string> others_;
};

TEST_F(Crash, killed_in_a_burst_nothing_acknowledged_is_lost_and_nothing_is_there_twice) {
    for (int round = 0; round < 3; ++round) {
        Server server{data(), {"--no-rate-limits"}};
        auto const handler = server.sign_in("handler");
        auto const quota = quota_of(handler);
        hand_in(handler, quota, std::chrono::milliseconds{300 + 150 * round},
                [&] { server.process().signal(SIGKILL); });
        EXPECT_EQ(server.process().wait(), 128 + SIGKILL);
        EXPECT_GT(acknowledged_.size(), 10u);
        EXPECT_TRUE(others_.empty()) << *others_.begin();
        {
            Server again{data(), {"--no-rate-limits"}};
            EXPECT_EQ(again.sign_in("handler").get("/api/execution/quotas").status, 200);
            again.process().signal(SIGTERM);
            EXPECT_EQ(again.process().wait(), 0);
        }
        expect_kept();
        expect_sound();
    }
}

TEST_F(Crash, told_to_stop_it_answers_what_is_under_way_and_ends_with_0) {
    Server server{data(), {"--no-rate-limits"}};
    auto const handler = server.sign_in("handler");
    auto const quota = quota_of(handler);
    hand_in(handler, quota, std::chrono::milliseconds{500},
            [&] { server.process().signal(SIGTERM); });
    EXPECT_EQ(server.process().wait(), 0) << server.process().errors();
    EXPECT_GT(acknowledged_.size(), 10u);
    EXPECT_TRUE(others_.empty()) << *others_.begin();
    // Nobody was left without an answer: what is stored is what was acknowledged.
    EXPECT_EQ(stored().size(), acknowledged_.size());
    expect_kept();
    expect_sound();
}

TEST_F(Crash, a_full_disk_refuses_by_name_and_work_goes_on_when_there_is_room) {
    Server server{data(), {"--no-rate-limits"}};
    auto const handler = server.sign_in("handler");
    auto const quota = quota_of(handler);
    ASSERT_EQ(handler.post(kPayments, payment(quota, "1", "第 0 位的第 0 笔")).status, 201);
    acknowledged_.insert("第 0 位的第 0 笔");
    auto const wal = std::filesystem::file_size(data() / "jincai.db-wal");
    server.process().limit_file_size(wal + 64 * 1024);
    int refused = 0;
    for (int number = 1; number < 200 && refused < 3; ++number) {
        auto const purpose = fmt::format("第 1 位的第 {} 笔", number);
        auto const answer = handler.post(kPayments, payment(quota, "1", purpose));
        if (answer.status == 201) {
            acknowledged_.insert(purpose);
            continue;
        }
        ++refused;
        EXPECT_TRUE(answer.status == 507 || answer.status == 503) << answer.status << answer.body;
        EXPECT_TRUE(answer.code() == "storage_full" || answer.code() == "outcome_unknown")
            << answer.body;
    }
    EXPECT_EQ(refused, 3);
    EXPECT_TRUE(server.process().is_running());
    EXPECT_EQ(handler.get("/api/execution/quotas").status, 200);
    server.process().limit_file_size(std::numeric_limits<std::uintmax_t>::max());
    auto const after = handler.post(kPayments, payment(quota, "1", "第 2 位的第 0 笔"));
    EXPECT_EQ(after.status, 201) << after.body;
    acknowledged_.insert("第 2 位的第 0 笔");
    server.process().signal(SIGTERM);
    EXPECT_EQ(server.process().wait(), 0);
    EXPECT_EQ(stored().size(), acknowledged_.size());
    expect_kept();
    expect_sound();
}

}  // namespace
}  // namespace jincai::program_test
