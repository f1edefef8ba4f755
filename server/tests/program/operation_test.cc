#include <csignal>
#include <fstream>

#include "tests/program/province.h"

/// What an operator looks at and does: figures of the running program, read models made again.
namespace jincai::program_test {
namespace {

class Operation : public Province {
protected:
    [[nodiscard]] Finished rebuild() const {
        return run({"projections", "rebuild", "--data", data().string(), "--json"});
    }
    /// The value of a metric; -1 when there is none.
    static double value(std::string const& text, std::string const& name) {
        auto const at = text.find("\njincai_" + name + " ");
        return at == std::string::npos ? -1 : std::atof(text.c_str() + at + name.size() + 9);
    }
};

TEST_F(Operation, the_figures_of_the_running_program_move_with_its_work) {
    Server server{data(), {"--no-rate-limits"}};
    Person const scraper{server.port(), ""};
    auto const before = scraper.get("/metrics");
    ASSERT_EQ(before.status, 200);
    EXPECT_NE(before.body.find("# TYPE jincai_writer_batches_total counter"), std::string::npos);
    EXPECT_EQ(value(before.body, "projector_lag_records"), 0);
    EXPECT_EQ(value(before.body, "writer_queue_depth"), 0);
    auto const handler = server.sign_in("handler");
    auto const quota = quota_of(handler);
    for (int i = 0; i < 5; ++i)
        ASSERT_EQ(handler.post("/api/execution/payments", payment(quota, "1")).status, 201);
    auto const after = scraper.get("/metrics");
    EXPECT_GE(value(after.body, "writer_changes_total"),
              value(before.body, "writer_changes_total") + 5);
    EXPECT_EQ(value(after.body, "journal_records"), value(before.body, "journal_records") + 5);
    EXPECT_GE(value(after.body, "writer_batch_size_mean"), 1);
    EXPECT_GT(value(after.body, "database_log_bytes"), 0);
    // No name of a place or a person stands in it.
    EXPECT_EQ(after.body.find("99"), std::string::npos) << after.body;
    auto const busy = rebuild();
    EXPECT_EQ(busy.code, 1);
    EXPECT_NE(busy.err.find("in use"), std::string::npos) << busy.err;
}

TEST_F(Operation, read_models_are_made_again_also_when_their_file_is_damaged) {
    expect_sound();
    std::ofstream{data() / "models.db", std::ios::trunc} << "not a database any more";
    auto const again = rebuild();
    ASSERT_EQ(again.code, 0) << again.out << again.err;
    EXPECT_TRUE(again.out.starts_with(R"({"ok":true)")) << again.out;
    expect_sound();
    EXPECT_EQ(run({"projections", "--data", data().string()}).code, 2);
    EXPECT_EQ(run({"projections", "rebuild", "--data", "/nonexistent"}).code, 1);
}

}  // namespace
}  // namespace jincai::program_test
