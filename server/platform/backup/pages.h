#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "platform/crypto/crypto.h"

namespace jincai::backup {

/// A database file as the digests of its pages: enough to tell which of them changed.
struct PageList {
    std::int64_t page_size = 0;
    std::vector<crypto::Digest> digests;

    /// SM3 over the digests: names the whole image.
    [[nodiscard]] std::string root() const;
    friend bool operator==(PageList const&, PageList const&) = default;
};

/// Of a SQLite file; its header names the page size. Throws when it is none.
[[nodiscard]] PageList pages_of(std::filesystem::path const& database_file);

void write_page_list(std::filesystem::path const& file, PageList const& list);
/// Nothing when the file is absent or not whole.
[[nodiscard]] std::optional<PageList> read_page_list(std::filesystem::path const& file);

/// Writes the pages of `database_file` that `before` does not have; gives how many they are.
std::int64_t write_delta(std::filesystem::path const& delta_file,
                         std::filesystem::path const& database_file, PageList const& before,
                         PageList const& now);
/// Brings an image forward by a delta. Throws `std::runtime_error` when the delta is not whole or of
/// another page size.
void apply_delta(std::filesystem::path const& database_file,
                 std::filesystem::path const& delta_file);

}  // namespace jincai::backup
