#include <fmt/format.h>

#include <csignal>
#include <fstream>
#include <thread>

#include "platform/storage/database.h"
#include "tests/program/province.h"

/// Backups beside a running server, restored to a moment; repairs of a data directory whose start
/// was refused.
namespace jincai::program_test {
namespace {

namespace fs = std::filesystem;

constexpr char kPayments[] = "/api/execution/payments";

class Saved : public Province {
protected:
    [[nodiscard]] fs::path archive() const { return folder_.path() / "archive"; }
    [[nodiscard]] fs::path back() const { return folder_.path() / "back"; }

    Finished back_up(std::vector<std::string> more = {}) const {
        std::vector<std::string> words{"backup", "--data", data().string(), "--to",
                                       archive().string(), "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return run(std::move(words));
    }
    Finished restore(std::vector<std::string> more = {}) const {
        fs::remove_all(back());
        std::vector<std::string> words{"restore", "--from", archive().string(), "--data",
                                       back().string(), "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return run(std::move(words));
    }
    Finished repair(fs::path const& from, std::vector<std::string> more = {}) const {
        std::vector<std::string> words{"repair", "--data", data().string(), "--from", from.string(),
                                       "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return run(std::move(words));
    }

    /// Hands in `count` payments and gives how many were taken.
    int pay(Person const& handler, std::int64_t quota, int count) {
        int taken = 0;
        for (int i = 0; i < count; ++i)
            taken += handler.post(kPayments, payment(quota, "1",
                                                     fmt::format("第 {} 笔", ++payments_)))
                             .status == 201;
        return taken;
    }
    static std::int64_t count(fs::path const& folder) {
        storage::Database const database{
            {.directory = folder, .access = storage::Access::read_only}};
        return database.read([](storage::Session& session) {
            return session
                .value<std::int64_t>("select count(*) from payment where purpose like '第 %'")
                .value_or(-1);
        });
    }
    static void stop(Server& server) {
        server.process().signal(SIGTERM);
        EXPECT_EQ(server.process().wait(), 0);
    }
    static void flip(fs::path const& file, std::uintmax_t at) {
        std::fstream bytes{file, std::ios::binary | std::ios::in | std::ios::out};
        bytes.seekg(static_cast<std::streamoff>(at));
        auto const byte = static_cast<char>(bytes.get() ^ 16);
        bytes.seekp(static_cast<std::streamoff>(at));
        bytes.put(byte);
    }
    /// What a start says and how it ends, when it is refused.
    [[nodiscard]] Finished refused_start() const {
        return run({"serve", "--data", data().string(), "--port", "0", "--today", kToday,
                    "--parameters", JINCAI_ROOT "/parameters", "--web", JINCAI_ROOT "/web"});
    }

    int payments_ = 0;
};

std::int64_t number_in(std::string const& text, std::string const& name) {
    auto const mark = "\"" + name + "\":";
    auto const at = text.find(mark);
    return at == std::string::npos ? -1 : std::atoll(text.c_str() + at + mark.size());
}
std::string text_in(std::string const& text, std::string const& name) {
    auto const mark = "\"" + name + "\":\"";
    auto const at = text.find(mark);
    if (at == std::string::npos) return "";
    auto const from = at + mark.size();
    return text.substr(from, text.find('"', from) - from);
}

TEST_F(Saved, under_load_each_backup_is_one_moment_and_comes_back_whole) {
    std::vector<Finished> made;
    {
        Server server{data(), {"--no-rate-limits"}};
        auto const handler = server.sign_in("handler");
        auto const quota = quota_of(handler);
        std::atomic<bool> ends = false;
        std::jthread const client{[&] {
            while (!ends) pay(handler, quota, 1);
        }};
        for (int i = 0; i < 3; ++i) {
            made.push_back(back_up(i == 0 ? std::vector<std::string>{}
                                          : std::vector<std::string>{"--incremental"}));
            ASSERT_EQ(made.back().code, 0) << made.back().out << made.back().err;
        }
        ends = true;
    }
    EXPECT_LT(number_in(made[1].out, "pages_written"), number_in(made[1].out, "pages") / 2);
    EXPECT_GT(number_in(made[2].out, "records"), number_in(made[0].out, "records"));
    for (auto const& backup : made) {
        auto const came = restore({"--until", text_in(backup.out, "last_at")});
        ASSERT_EQ(came.code, 0) << came.out << came.err;
        EXPECT_EQ(number_in(came.out, "records"), number_in(backup.out, "records"));
        EXPECT_EQ(number_in(came.out, "audit_records"), number_in(backup.out, "audit_records"));
        auto const proof = run({"verify", "--data", back().string(), "--json"});
        EXPECT_EQ(proof.code, 0) << proof.out;
    }
    // The moment before everything has no backup.
    auto const none = restore({"--until", "2000-01-01"});
    EXPECT_EQ(none.code, 1);
    EXPECT_FALSE(fs::exists(back()));
}

TEST_F(Saved, a_restored_directory_serves_and_its_log_says_where_it_came_from) {
    ASSERT_EQ(back_up().code, 0);
    ASSERT_EQ(restore().code, 0);
    Server server{back(), {"--no-rate-limits"}};
    auto const handler = server.sign_in("handler");
    EXPECT_EQ(pay(handler, quota_of(handler), 1), 1);
    auto const log = server.sign_in("audadmin").get("/api/audit/records?action=data_restored");
    EXPECT_NE(log.body.find("0001-full"), std::string::npos) << log.body;
    // An archive that goes on elsewhere does not take this history for its own.
    stop(server);
    auto const used = run({"restore", "--from", archive().string(), "--data", back().string()});
    EXPECT_EQ(used.code, 1);
    EXPECT_NE(used.err.find("empty"), std::string::npos);
}

TEST_F(Saved, a_database_that_went_back_is_not_saved_over_its_future) {
    auto const old = folder_.path() / "old";
    fs::copy(data(), old, fs::copy_options::recursive);
    {
        Server server{data(), {"--no-rate-limits"}};
        auto const handler = server.sign_in("handler");
        ASSERT_EQ(pay(handler, quota_of(handler), 5), 5);
        stop(server);
    }
    ASSERT_EQ(back_up().code, 0);
    auto const behind = run({"backup", "--data", old.string(), "--to", archive().string(), "--json"});
    EXPECT_EQ(behind.code, 1);
    EXPECT_NE(behind.err.find("went back"), std::string::npos) << behind.err;
}

TEST_F(Saved, a_damaged_record_is_taken_from_an_older_backup_and_nothing_newer_is_lost) {
    ASSERT_EQ(back_up().code, 0);
    {
        Server server{data(), {"--no-rate-limits"}};
        auto const handler = server.sign_in("handler");
        ASSERT_EQ(pay(handler, quota_of(handler), 20), 20);
        stop(server);
    }
    {
        storage::Database database{{.directory = data()}};
        auto const damaged = database.write([](storage::Session& session) -> Result<void> {
            session.execute("update journal set record = replace(record, '3', '4') where seq = 7");
            session.execute("delete from journal where seq = 9");
            return {};
        });
        ASSERT_TRUE(damaged);
    }
    EXPECT_EQ(run({"verify", "--data", data().string()}).code, 1);
    auto const repaired = repair(archive());
    ASSERT_EQ(repaired.code, 0) << repaired.out << repaired.err;
    EXPECT_EQ(text_in(repaired.out, "outcome"), "patched");
    EXPECT_GE(number_in(repaired.out, "patched_records"), 2);
    EXPECT_EQ(number_in(repaired.out, "records_lost"), 0);
    EXPECT_TRUE(fs::exists(fs::path{text_in(repaired.out, "put_aside")} / "jincai.db"));
    EXPECT_EQ(count(data()), 20);
    expect_sound();
    // A second time there is nothing to do.
    auto const again = repair(archive());
    EXPECT_EQ(text_in(again.out, "outcome"), "sound") << again.out << again.err;
    EXPECT_EQ(text_in(again.out, "put_aside"), "");
}

TEST_F(Saved, a_tail_lost_from_the_log_comes_back_from_a_standby_or_is_named) {
    ASSERT_EQ(back_up().code, 0);  // older than what will be lost
    auto const standby = folder_.path() / "standby";
    auto const newer = folder_.path() / "newer";
    {
        Server server{data(), {"--no-rate-limits"}};
        auto const handler = server.sign_in("handler");
        ASSERT_EQ(pay(handler, quota_of(handler), 40), 40);
        std::this_thread::sleep_for(std::chrono::milliseconds{300});  // the journal ends are noted
        auto const saved = run({"backup", "--data", data().string(), "--to", newer.string()});
        ASSERT_EQ(saved.code, 0) << saved.err;
        server.process().signal(SIGKILL);
        server.process().wait();
    }
    fs::create_directories(standby);
    fs::copy(newer / "0001-full" / "jincai.db", standby / "jincai.db");
    auto const log = data() / "jincai.db-wal";
    ASSERT_TRUE(fs::exists(log));
    flip(log, fs::file_size(log) / 3);
    auto const start = refused_start();
    EXPECT_EQ(start.code, 1) << start.out << start.err;
    auto const lost = repair(archive());
    EXPECT_EQ(lost.code, 1);
    EXPECT_NE(lost.err.find("#"), std::string::npos) << lost.err;
    EXPECT_EQ(refused_start().code, 1);  // nothing was changed
    auto const repaired = repair(standby);
    ASSERT_EQ(repaired.code, 0) << repaired.out << repaired.err;
    EXPECT_EQ(text_in(repaired.out, "outcome"), "replaced");
    EXPECT_EQ(count(data()), 40);
    expect_sound();
    Server server{data(), {"--no-rate-limits"}};
    EXPECT_EQ(server.sign_in("handler").get("/api/execution/quotas").status, 200);
}

TEST_F(Saved, what_cannot_be_saved_is_given_up_only_on_demand) {
    ASSERT_EQ(back_up().code, 0);
    {
        Server server{data(), {"--no-rate-limits"}};
        auto const handler = server.sign_in("handler");
        ASSERT_EQ(pay(handler, quota_of(handler), 10), 10);
        stop(server);
    }
    std::ofstream{data() / "jincai.db", std::ios::trunc} << "not a database any more";
    EXPECT_EQ(refused_start().code, 1);
    EXPECT_EQ(repair(archive()).code, 1);
    auto const repaired = repair(archive(), {"--accept-loss"});
    EXPECT_EQ(repaired.code, 1) << repaired.out << repaired.err;  // it did what it could, and says that it is not all
    EXPECT_EQ(text_in(repaired.out, "outcome"), "replaced");
    EXPECT_EQ(number_in(repaired.out, "records_lost"), 10);
    EXPECT_EQ(number_in(repaired.out, "lost_last_seq") - number_in(repaired.out, "lost_first_seq"),
              9);
    expect_sound();
    EXPECT_EQ(count(data()), 0);
    auto const foreign = folder_.path() / "foreign";
    ASSERT_EQ(run({"demo", "--sample", "--seed", "99", "--date", kToday, "--data", foreign.string(),
                   "--parameters", JINCAI_ROOT "/parameters"})
                  .code,
              0);
    auto const other = repair(foreign);
    EXPECT_EQ(other.code, 1);
    EXPECT_NE(other.err.find("other data"), std::string::npos) << other.err;
}

}  // namespace
}  // namespace jincai::program_test
