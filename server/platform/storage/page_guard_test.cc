#include "platform/storage/page_guard.h"

#include "platform/storage/sqlite_file_test.h"

namespace jincai::storage::testing {
namespace {

class PageGuard : public SqliteFile {
protected:
    PageGuard() {
        open();
        add(40);
        run("pragma wal_checkpoint(truncate)");
        close();
    }
    [[nodiscard]] std::int64_t pages() const {
        return static_cast<std::int64_t>(std::filesystem::file_size(file())) / 4096;
    }
};

TEST_F(PageGuard, a_sound_file_reads_as_it_was_written) {
    EXPECT_GT(pages(), 10);
    EXPECT_EQ(first_damaged_page(file(), {}), std::nullopt);
    open();
    EXPECT_EQ(count(), 40);
    add(5);
    EXPECT_EQ(count(), 45);
    run("pragma wal_checkpoint(truncate)");
    EXPECT_EQ(count(), 45);
    EXPECT_EQ(first_damaged_page(file(), {}), std::nullopt);
}

TEST_F(PageGuard, any_bit_of_any_page_is_an_error_when_it_is_read) {
    for (std::int64_t page = 2; page <= pages(); page += 3)
        for (std::int64_t const offset : {0, 7, 2'000, 4'087, 4'088, 4'095}) {
            flip(file(), (page - 1) * 4096 + offset);
            EXPECT_EQ(first_damaged_page(file(), {}), static_cast<std::uint32_t>(page));
            EXPECT_EQ(first_damaged_page(file(), {static_cast<std::uint32_t>(page)}), std::nullopt);
            open();
            EXPECT_EQ(count(), -1) << "page " << page << " offset " << offset;
            close();
            flip(file(), (page - 1) * 4096 + offset);
        }
    open();
    EXPECT_EQ(count(), 40);
}

TEST_F(PageGuard, a_damaged_header_does_not_hide_that_the_file_is_guarded) {
    for (std::int64_t const offset : {0, 3, 16, 17, 20, 60}) {
        flip(file(), offset);
        EXPECT_EQ(first_damaged_page(file(), {}), 1u) << offset;
        flip(file(), offset);
    }
    EXPECT_EQ(first_damaged_page(file(), {}), std::nullopt);
}

TEST_F(PageGuard, a_page_in_the_place_of_another_is_an_error) {
    std::fstream stream{file(), std::ios::in | std::ios::out | std::ios::binary};
    std::string third(4096, '\0');
    stream.seekg(2 * 4096);
    stream.read(third.data(), 4096);
    stream.seekp(3 * 4096);
    stream.write(third.data(), 4096);
    stream.close();
    EXPECT_EQ(first_damaged_page(file(), {}), 4u);
    open();
    EXPECT_EQ(count(), -1);
}

TEST_F(PageGuard, a_file_without_room_for_sums_is_passed_through) {
    close();
    std::filesystem::remove(file());
    ASSERT_EQ(sqlite3_open(file().c_str(), &handle_), SQLITE_OK);
    run("create table note (id integer primary key, text text not null)");
    add(10);
    EXPECT_EQ(count(), 10);
    EXPECT_EQ(first_damaged_page(file(), {}), std::nullopt);
}

}  // namespace
}  // namespace jincai::storage::testing
