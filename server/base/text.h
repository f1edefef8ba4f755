#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jincai {

[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::string_view trim(std::string_view text);
[[nodiscard]] bool is_digits(std::string_view text);
/// A whole number in full; nothing when `text` is empty, has other characters or overflows.
[[nodiscard]] std::optional<std::int64_t> parse_int(std::string_view text);
[[nodiscard]] bool is_valid_utf8(std::string_view text);
/// Whether `text` is one line of printable UTF-8: no control characters, no bidi overrides.
[[nodiscard]] bool is_plain_line(std::string_view text);
[[nodiscard]] std::size_t utf8_length(std::string_view text);
[[nodiscard]] std::string to_hex(std::string_view bytes);
/// The smallest text greater than every text that starts with `prefix`; for range scans.
[[nodiscard]] std::string prefix_end(std::string_view prefix);

}  // namespace jincai
