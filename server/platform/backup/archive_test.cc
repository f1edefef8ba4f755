#include <gtest/gtest.h>

#include <fstream>

#include "platform/backup/archive.h"
#include "platform/backup/files.h"
#include "platform/backup/pages.h"

/// Full images and deltas: what comes back is what was saved, or it is refused by name.
namespace jincai::backup {
namespace {

namespace fs = std::filesystem;

class Archive : public ::testing::Test {
protected:
    Archive() {
        auto pattern = (fs::temp_directory_path() / "jincai-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
        image_ = std::string{"SQLite format 3\0", 16} + std::string{"\x02\x00", 2};  // pages of 512
        image_.resize(512 * 10, 'a');
    }
    ~Archive() override { fs::remove_all(folder_); }

    static std::string bytes(fs::path const& file) {
        std::ifstream in{file, std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }
    static void put(fs::path const& file, std::string const& text) {
        std::ofstream{file, std::ios::binary} << text;
    }

    /// Saves the image of now as the next backup.
    void save(Kind kind) {
        auto const number = ++number_;
        auto const place = folder_ / folder_name(number, kind);
        fs::create_directory(place);
        put(folder_ / "now.db", image_);
        auto const now = pages_of(folder_ / "now.db");
        if (kind == Kind::full) put(place / "jincai.db", image_);
        else changed_ = write_delta(place / "pages.delta", folder_ / "now.db", before_, now);
        before_ = now;
        seal(place, {.number = number,
                     .kind = kind,
                     .page_size = now.page_size,
                     .pages = std::ssize(now.digests),
                     .image_sm3 = now.root()});
        saved_.push_back(image_);
    }
    std::string restored(std::size_t at) {
        auto const all = read_archive(folder_);
        if (!all) return std::string{all.error().code()};
        auto const done = materialize(chain_of(*all, at), folder_ / "back.db");
        return done ? bytes(folder_ / "back.db") : std::string{done.error().code()};
    }
    static void flip(fs::path const& file, std::size_t at) {
        auto text = bytes(file);
        text[at] = static_cast<char>(text[at] ^ 4);
        put(file, text);
    }

    fs::path folder_;
    std::string image_;
    PageList before_;
    std::int64_t number_ = 0;
    std::int64_t changed_ = 0;
    std::vector<std::string> saved_;
};

TEST_F(Archive, every_moment_comes_back_as_it_was) {
    save(Kind::full);
    image_[512 * 3 + 7] = 'b';
    save(Kind::incremental);
    EXPECT_EQ(changed_, 1);
    image_.resize(512 * 14, 'c');  // it grew
    image_[512 * 3 + 7] = 'd';
    save(Kind::incremental);
    EXPECT_EQ(changed_, 5);
    image_.resize(512 * 6);  // and shrank
    save(Kind::incremental);
    EXPECT_EQ(changed_, 0);
    save(Kind::full);
    image_[512] = 'e';
    save(Kind::incremental);
    for (std::size_t at = 0; at < saved_.size(); ++at) EXPECT_EQ(restored(at), saved_[at]) << at;
}

TEST_F(Archive, a_flipped_bit_in_any_file_is_noticed) {
    save(Kind::full);
    image_[600] = 'b';
    save(Kind::incremental);
    for (auto const* name : {"0001-full/jincai.db", "0001-full/manifest.json",
                             "0001-full/manifest.sm3", "0002-incremental/pages.delta",
                             "0002-incremental/manifest.json"}) {
        auto const size = fs::file_size(folder_ / name);
        for (std::size_t at = 0; at < size; at += 1 + size / 7) {
            flip(folder_ / name, at);
            EXPECT_EQ(restored(1), "backup_damaged") << name << " " << at;
            flip(folder_ / name, at);
        }
        EXPECT_EQ(restored(1), saved_[1]);
    }
}

TEST_F(Archive, a_missing_link_is_named) {
    EXPECT_EQ(restored(0), "backup_none");
    save(Kind::full);
    for (auto const letter : {'b', 'c', 'd'}) {
        image_[600] = letter;
        save(Kind::incremental);
    }
    fs::remove_all(folder_ / "0003-incremental");
    EXPECT_EQ(restored(1), saved_[1]);
    EXPECT_EQ(restored(2), "backup_chain_broken");
    fs::remove(folder_ / "0002-incremental" / "pages.delta");
    EXPECT_EQ(restored(1), "backup_damaged");
    fs::remove_all(folder_ / "0001-full");
    EXPECT_EQ(restored(0), "backup_chain_broken");
}

TEST_F(Archive, the_page_list_is_whole_or_nothing) {
    save(Kind::full);
    write_page_list(folder_ / "pages", before_);
    EXPECT_EQ(read_page_list(folder_ / "pages"), before_);
    put(folder_ / "pages", bytes(folder_ / "pages") + "x");
    EXPECT_FALSE(read_page_list(folder_ / "pages"));
    EXPECT_FALSE(read_page_list(folder_ / "absent"));
    EXPECT_THROW(static_cast<void>(pages_of(folder_ / "pages")), std::runtime_error);
}

}  // namespace
}  // namespace jincai::backup
