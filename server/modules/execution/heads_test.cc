#include "modules/execution/heads.h"

#include <fstream>

#include "modules/execution/execution_fixture.h"

namespace jincai::execution::testing {
namespace {

class HeadsFile : public Execution {
protected:
    HeadsFile() {
        quota_ = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(40'000), 3);
        for (int i = 1; i <= 3; ++i) storage_ok(pay(quota_, yuan(i)));
        service_->stop();  // nobody writes the note any more
        heads_ = database_->read([](storage::Session& session) { return read_heads(session); });
    }

    Result<void> check() {
        return database_->read(
            [&](storage::Session& session) { return check_heads_file(file(), session); });
    }
    [[nodiscard]] std::filesystem::path file() const { return folder_.path() / "heads"; }
    void write(std::int64_t seq, std::string const& hash) {
        auto heads = heads_;
        heads.begin()->second = {seq, hash};
        write_heads_file(file(), heads);
    }
    [[nodiscard]] std::string figure(Error const& error, std::string_view name) {
        for (auto const& each : error.figures)
            if (each.name == name) return std::get<std::string>(each.value);
        return "";
    }

    QuotaId quota_;
    Heads heads_;
};

TEST_F(HeadsFile, a_journal_that_reaches_the_note_is_accepted) {
    auto const& head = heads_.begin()->second;
    write(head.seq, head.hash);
    EXPECT_TRUE(check());
    std::filesystem::remove(file());
    EXPECT_TRUE(check());  // a first start
}

TEST_F(HeadsFile, a_journal_that_ends_before_the_note_is_refused_with_the_first_missing_record) {
    auto const& head = heads_.begin()->second;
    write(head.seq + 4, head.hash);
    auto const checked = check();
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code(), "journal_behind_head");
    EXPECT_EQ(figure(checked.error(), "first"), std::to_string(head.seq + 1));
    EXPECT_EQ(figure(checked.error(), "seq"), std::to_string(head.seq + 4));
}

TEST_F(HeadsFile, another_record_in_the_same_place_is_refused) {
    auto const& head = heads_.begin()->second;
    write(head.seq, std::string(64, 'a'));
    auto const checked = check();
    ASSERT_FALSE(checked);
    EXPECT_EQ(figure(checked.error(), "first"), std::to_string(head.seq));
}

TEST_F(HeadsFile, a_line_that_changed_itself_says_nothing_against_the_journal) {
    auto const& head = heads_.begin()->second;
    write(head.seq, head.hash);
    auto const size = std::filesystem::file_size(file());
    for (std::uintmax_t at = 0; at < size; ++at) {
        std::fstream stream{file(), std::ios::in | std::ios::out | std::ios::binary};
        stream.seekg(static_cast<std::streamoff>(at));
        auto const kept = static_cast<char>(stream.get());
        stream.seekp(static_cast<std::streamoff>(at));
        stream.put(static_cast<char>(kept ^ 2));
        stream.flush();
        EXPECT_TRUE(check()) << at;
        stream.seekp(static_cast<std::streamoff>(at));
        stream.put(kept);
    }
}

}  // namespace
}  // namespace jincai::execution::testing
