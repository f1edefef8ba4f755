#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace jincai::backup {

/// Size and SM3 of a file.
struct FileDigest {
    std::int64_t size_bytes = 0;
    std::string sm3;  ///< hex
};
[[nodiscard]] FileDigest digest_of(std::filesystem::path const& file);

/// Waits until the disk has the file, or the names in a folder.
void sync(std::filesystem::path const& file_or_folder);

/// Copies a file and gives the digest of what was read; the copy is on the disk when it returns.
FileDigest copy_synced(std::filesystem::path const& from, std::filesystem::path const& to);

}  // namespace jincai::backup
