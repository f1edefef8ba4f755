#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "tests/program/province.h"

/// A start that cannot be: it ends with a message that says why and what to do.
namespace jincai::program_test {
namespace {

class BadStart : public Province {
protected:
    [[nodiscard]] Finished serve(std::vector<std::string> const& more) const {
        std::vector<std::string> words{"serve", "--today", kToday};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }

    /// A copy of the program's parameters that may be spoilt.
    [[nodiscard]] std::filesystem::path parameters() const {
        auto const copy = folder_.path() / "parameters";
        std::filesystem::copy(JINCAI_ROOT "/parameters", copy,
                              std::filesystem::copy_options::recursive);
        return copy;
    }

    static void expect_told(Finished const& finished, std::string_view part) {
        EXPECT_NE(finished.code, 0);
        EXPECT_LT(finished.code, 128) << "killed";
        EXPECT_NE(finished.err.find(part), std::string::npos) << finished.err;
    }
};

TEST_F(BadStart, a_second_server_on_the_same_data_says_so_and_the_first_goes_on) {
    Server server{data()};
    auto const before = state();
    expect_told(serve({"--data", data().string(), "--port", "0"}), "数据目录正被另一个服务进程使用");
    expect_told(run({"import", "payments", "--map",
                     JINCAI_ROOT "/parameters/import-maps/gla.yaml", "absent.csv", "--data",
                     data().string()}),
                "another server");
    EXPECT_EQ(state(), before);
    EXPECT_EQ(server.sign_in("handler").get("/api/execution/quotas").status, 200);
}

TEST_F(BadStart, a_port_that_is_taken_is_named) {
    Server server{data()};
    auto const second = folder_.path() / "second";
    expect_told(serve({"--data", second.string(), "--port", std::to_string(server.port())}),
                std::to_string(server.port()));
}

TEST_F(BadStart, a_data_folder_that_cannot_be_used_is_named) {
    auto const file = folder_.path() / "file";
    std::ofstream{file} << "no folder";
    expect_told(serve({"--data", file.string(), "--port", "0"}), file.string());
    expect_told(serve({"--data", (file / "below").string(), "--port", "0"}), file.string());
    auto const nothing = folder_.path() / "absent";
    auto const proof = run({"verify", "--data", nothing.string(), "--json"});
    EXPECT_NE(proof.code, 0);
    EXPECT_FALSE(std::filesystem::exists(nothing)) << "verification must not make a folder";
    if (::geteuid() == 0) return;  // root may write everywhere
    auto const locked = folder_.path() / "locked";
    std::filesystem::create_directory(locked);
    ::chmod(locked.c_str(), 0500);
    expect_told(serve({"--data", locked.string(), "--port", "0"}), locked.string());
}

TEST_F(BadStart, a_database_that_is_none_is_named) {
    auto const broken = folder_.path() / "broken";
    std::filesystem::create_directory(broken);
    std::ofstream{broken / "jincai.db"} << std::string(20'000, 'x');
    expect_told(serve({"--data", broken.string(), "--port", "0"}), broken.string());
}

TEST_F(BadStart, a_parameter_file_with_an_unknown_key_is_named_with_its_line) {
    auto const copy = parameters();
    std::ofstream{copy / "workflow" / "payment.yaml", std::ios::app} << "\nmisspelt: 1\n";
    auto const fresh = folder_.path() / "fresh";
    auto const told = serve({"--data", fresh.string(), "--port", "0", "--parameters", copy.string()});
    expect_told(told, "payment.yaml");
    expect_told(told, "misspelt");
}

TEST_F(BadStart, a_missing_parameter_folder_is_named) {
    auto const absent = (folder_.path() / "absent").string();
    expect_told(serve({"--data", (folder_.path() / "fresh").string(), "--port", "0", "--parameters",
                       absent}),
                absent);
}

TEST_F(BadStart, wrong_words_are_named) {
    expect_told(serve({"--prot", "1"}), "--prot");
    expect_told(serve({"--port", "70000"}), "--port");
    expect_told(serve({"--address", "0.0.0.0", "--port", "0", "--data", data().string()}), "0.0.0.0");
    EXPECT_EQ(run({"sevre"}).code, 2);
}

TEST_F(BadStart, a_journal_that_went_back_in_time_is_noticed) {
    std::string const database = (data() / "jincai.db").string();
    auto const old = folder_.path() / "old.db";
    std::filesystem::copy_file(database, old);
    {
        Server server{data()};
        auto const handler = server.sign_in("handler");
        EXPECT_EQ(handler.post("/api/execution/payments", payment(quota_of(handler), "100")).status,
                  201);
        server.process().signal(SIGTERM);
        EXPECT_EQ(server.process().wait(), 0);
    }
    std::filesystem::copy_file(old, database, std::filesystem::copy_options::overwrite_existing);
    for (auto const* tail : {"-wal", "-shm"}) std::filesystem::remove(database + tail);
    // Noticed twice: by the commits, and, should their note be gone, by the journals' ends.
    expect_told(serve({"--data", data().string(), "--port", "0"}), "are missing");
    std::filesystem::remove(data() / "COMMITS");
    expect_told(serve({"--data", data().string(), "--port", "0"}), "990121");
}

TEST_F(BadStart, a_damaged_page_is_named) {
    auto const database = data() / "jincai.db";
    {
        std::fstream stream{database, std::ios::in | std::ios::out | std::ios::binary};
        stream.seekp(8'192 * 40 + 1'000);
        stream.put('?');
    }
    expect_told(serve({"--data", data().string(), "--port", "0"}), "jincai.db page 41");
    auto const verified = run({"verify", "--data", data().string(), "--json"});
    EXPECT_EQ(verified.code, 1);
    EXPECT_NE(verified.out.find("jincai.db page 41"), std::string::npos) << verified.out;
}

}  // namespace
}  // namespace jincai::program_test
