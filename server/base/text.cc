#include "base/text.h"

#include <algorithm>
#include <charconv>

namespace jincai {

namespace {

/// Decodes one code point at `at` and moves past it; nothing on malformed UTF-8.
std::optional<char32_t> next_code_point(std::string_view text, std::size_t& at) {
    auto const lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) return text[at++];
    int const extra = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : -1;
    if (extra < 0 || lead > 0xF4 || at + static_cast<std::size_t>(extra) >= text.size())
        return std::nullopt;
    char32_t value = lead & (0x3Fu >> extra);
    for (int i = 1; i <= extra; ++i) {
        auto const byte = static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]);
        if ((byte & 0xC0u) != 0x80) return std::nullopt;
        value = value << 6 | (byte & 0x3Fu);
    }
    bool const overlong = (extra == 2 && value < 0x800) || (extra == 3 && value < 0x10000);
    bool const surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (overlong || surrogate || value > 0x10FFFF) return std::nullopt;
    at += static_cast<std::size_t>(extra) + 1;
    return value;
}

bool is_plain(char32_t c) {
    bool const control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    bool const bidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return !control && !bidi;
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    for (;;) {
        auto const at = text.find(separator, from);
        parts.push_back(text.substr(from, at - from));
        if (at == std::string_view::npos) return parts;
        from = at + 1;
    }
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    auto const first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool is_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<std::int64_t> parse_int(std::string_view text) {
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

bool is_valid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
        if (!next_code_point(text, at)) return false;
    return true;
}

bool is_plain_line(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        auto const c = next_code_point(text, at);
        if (!c || !is_plain(*c)) return false;
    }
    return true;
}

std::size_t utf8_length(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80; }));
}

std::string to_hex(std::string_view bytes) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string text(bytes.size() * 2, '\0');
    auto* out = text.data();
    for (char const c : bytes) {
        auto const byte = static_cast<unsigned char>(c);
        *out++ = kHex[byte >> 4];
        *out++ = kHex[byte & 0xFu];
    }
    return text;
}

std::string prefix_end(std::string_view prefix) {
    std::string end{prefix};
    while (!end.empty() && static_cast<unsigned char>(end.back()) == 0xFF) end.pop_back();
    if (!end.empty()) end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
    return end;
}

}  // namespace jincai
