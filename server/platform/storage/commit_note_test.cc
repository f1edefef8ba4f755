#include "platform/storage/commit_note.h"

#include <gtest/gtest.h>

#include <fstream>

#include "platform/storage/scratch.h"

namespace jincai::storage::testing {
namespace {

TEST(Noting, the_last_commit_is_read_back) {
    ScratchFolder const folder;
    EXPECT_EQ(CommitNote::read(folder.path()), std::nullopt);
    {
        CommitNote note{folder.path(), {3, 17}};
        EXPECT_EQ(CommitNote::read(folder.path()), (Progress{3, 17}));
        for (std::int64_t commits = 18; commits <= 1'000; ++commits) note.set({3, commits});
    }
    EXPECT_EQ(CommitNote::read(folder.path()), (Progress{3, 1'000}));
    CommitNote again{folder.path(), {4, 1'000}};
    EXPECT_EQ(CommitNote::read(folder.path()), (Progress{4, 1'000}));
}

TEST(Noting, a_note_that_does_not_verify_says_nothing) {
    ScratchFolder const folder;
    CommitNote const note{folder.path(), {2, 5}};
    auto const path = folder.path() / "COMMITS";
    auto const size = static_cast<std::int64_t>(std::filesystem::file_size(path));
    for (std::int64_t at = 0; at + 1 < size; ++at) {
        std::fstream stream{path, std::ios::in | std::ios::out | std::ios::binary};
        stream.seekg(at);
        auto const kept = static_cast<char>(stream.get());
        stream.seekp(at);
        stream.put(static_cast<char>(kept ^ 1));
        stream.flush();
        EXPECT_EQ(CommitNote::read(folder.path()), std::nullopt) << at;
        stream.seekp(at);
        stream.put(kept);
    }
    EXPECT_EQ(CommitNote::read(folder.path()), (Progress{2, 5}));
}

}  // namespace
}  // namespace jincai::storage::testing
