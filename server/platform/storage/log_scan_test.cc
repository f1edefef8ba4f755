#include "platform/storage/log_scan.h"

#include "platform/storage/sqlite_file_test.h"

namespace jincai::storage::testing {
namespace {

constexpr std::int64_t kFrame = 24 + 4096;

class LogScanning : public SqliteFile {
protected:
    LogScanning() {
        open();
        add(20);
        close();
    }
    [[nodiscard]] std::int64_t frames() const {
        return (static_cast<std::int64_t>(std::filesystem::file_size(log())) - 32) / kFrame;
    }
};

TEST_F(LogScanning, a_sound_log_verifies_to_its_end) {
    auto const found = scan_log(log());
    EXPECT_EQ(found.frames, frames());
    EXPECT_EQ(found.bad_frame, 0);
    EXPECT_FALSE(found.is_damaged());
    EXPECT_TRUE(found.pages.contains(2));
}

TEST_F(LogScanning, a_log_that_is_missing_empty_or_never_written_is_none) {
    EXPECT_EQ(scan_log(folder_.path() / "nothing").frames, 0);
    std::ofstream{folder_.path() / "empty"};
    EXPECT_FALSE(scan_log(folder_.path() / "empty").is_damaged());
    std::ofstream{folder_.path() / "zeros"} << std::string(10'000, '\0');
    EXPECT_FALSE(scan_log(folder_.path() / "zeros").is_damaged());
}

TEST_F(LogScanning, a_torn_tail_is_no_damage) {
    auto const size = std::filesystem::file_size(log());
    std::filesystem::resize_file(log(), size - 700);
    auto found = scan_log(log());
    EXPECT_FALSE(found.is_damaged());
    EXPECT_EQ(found.frames, frames());
    std::filesystem::resize_file(log(), size);  // the torn part reads as zeros
    found = scan_log(log());
    EXPECT_EQ(found.bad_frame, frames());
    EXPECT_FALSE(found.is_damaged());
}

TEST_F(LogScanning, frames_of_an_earlier_round_behind_the_end_are_no_damage) {
    open();
    run("pragma wal_checkpoint(restart)");
    add(3);
    close();
    auto const found = scan_log(log());
    EXPECT_GT(frames(), found.frames);
    EXPECT_EQ(found.commits_behind, 0);
    EXPECT_FALSE(found.is_damaged());
}

TEST_F(LogScanning, damage_in_the_middle_is_told_from_a_tail_wherever_the_bit_is) {
    // Recovery itself says nothing: it forgets what is behind.
    auto const all = frames();
    for (std::int64_t frame = 2; frame + 4 < all; frame += 3)
        for (std::int64_t const offset : {0, 5, 9, 17, 22, 24, 1'000, 4'119}) {
            auto const place = 32 + (frame - 1) * kFrame + offset;
            flip(log(), place);
            auto const found = scan_log(log());
            EXPECT_EQ(found.bad_frame, frame) << offset;
            EXPECT_TRUE(found.is_damaged()) << "frame " << frame << " offset " << offset;
            flip(log(), place);
        }
    EXPECT_EQ(scan_log(log()).bad_frame, 0);
}

TEST_F(LogScanning, every_bit_of_the_header_counts) {
    for (std::int64_t offset = 0; offset < 32; ++offset) {
        flip(log(), offset);
        EXPECT_TRUE(scan_log(log()).is_damaged()) << offset;
        flip(log(), offset);
    }
}

TEST_F(LogScanning, sqlite_alone_forgets_what_is_behind_the_damage) {
    flip(log(), 32 + 8 * kFrame + 1'000);
    open();
    EXPECT_GT(count(), 0);
    EXPECT_LT(count(), 20);  // and no error: this is why the log is scanned
}

}  // namespace
}  // namespace jincai::storage::testing
