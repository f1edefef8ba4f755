#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace jincai::basics {

/// Files named by the hash of their content: "ab/cdef...". No text of a user is part of a path.
/// Writing is durable when it returns and throws `std::system_error` when it fails; a file that is
/// there already is left alone.
void write_by_hash(std::filesystem::path const& folder, std::string_view sm3_hex,
                   std::string_view content);
/// Nothing when it is absent or cannot be read.
[[nodiscard]] std::optional<std::string> read_by_hash(std::filesystem::path const& folder,
                                                      std::string_view sm3_hex);

}  // namespace jincai::basics
