#include "modules/basics/content_type.h"

#include <cstdint>
#include <vector>

#include "base/text.h"

namespace jincai::basics {
namespace {

constexpr std::string_view kLocalEntry = "PK\x03\x04";
constexpr std::string_view kCentralEntry = "PK\x01\x02";
constexpr std::string_view kEndOfCentral = "PK\x05\x06";
constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kCentralBytes = 46;
constexpr std::size_t kEntriesMax = 10'000;
constexpr std::uint64_t kUnpackedMax = 1024ULL * 1024 * 1024;
constexpr std::uint64_t kRatioMax = 200;

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t i = count; i > 0; --i) {
        value = value << 8 | static_cast<unsigned char>(bytes[at + i - 1]);
    }
    return value;
}

bool leads_out(std::string_view name) {
    if (name.starts_with('/') || name.find('\\') != std::string_view::npos) return true;
    for (std::string_view part : split(name, '/')) {
        if (part == "..") return true;
    }
    return false;
}

/// The names in the central directory, or nothing when it is not sound.
std::optional<std::vector<std::string_view>> entries_of(std::string_view zip) {
    std::size_t const end = zip.rfind(kEndOfCentral);
    if (end == std::string_view::npos || end + kEndBytes > zip.size()) return std::nullopt;
    std::size_t const count = little_endian(zip, end + 10, 2);
    std::size_t at = little_endian(zip, end + 16, 4);
    if (count == 0 || count > kEntriesMax) return std::nullopt;
    std::vector<std::string_view> names;
    std::uint64_t unpacked = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (at + kCentralBytes > end || !zip.substr(at).starts_with(kCentralEntry)) {
            return std::nullopt;
        }
        std::size_t const name_bytes = little_endian(zip, at + 28, 2);
        std::size_t const more = little_endian(zip, at + 30, 2) + little_endian(zip, at + 32, 2);
        if (at + kCentralBytes + name_bytes + more > end) return std::nullopt;
        unpacked += little_endian(zip, at + 24, 4);
        std::string_view const name = zip.substr(at + kCentralBytes, name_bytes);
        if (leads_out(name)) return std::nullopt;
        names.push_back(name);
        at += kCentralBytes + name_bytes + more;
    }
    if (unpacked > kUnpackedMax || unpacked > kRatioMax * zip.size()) return std::nullopt;
    return names;
}

std::optional<std::string_view> packed_type(std::string_view zip) {
    auto const names = entries_of(zip);
    if (!names) return std::nullopt;
    bool macros = false;
    std::optional<std::string_view> type;
    for (std::string_view name : *names) {
        macros = macros || name.ends_with("vbaProject.bin");
        if (name == "OFD.xml") type = "application/ofd";
        if (name == "word/document.xml") {
            type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        }
        if (name == "xl/workbook.xml") {
            type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        }
    }
    return macros ? std::nullopt : type;
}

bool is_plain_text(std::string_view content) {
    if (content.starts_with("\xef\xbb\xbf")) content.remove_prefix(3);
    std::string_view const start = trim(content);
    if (start.starts_with('<') || !is_valid_utf8(content)) return false;
    for (char const c : content) {
        bool const control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        if (control && c != '\n' && c != '\r' && c != '\t') return false;
    }
    return true;
}

}  // namespace

std::optional<std::string_view> content_type_of(std::string_view content) {
    if (content.starts_with("%PDF-")) return "application/pdf";
    if (content.starts_with("\x89PNG\r\n\x1a\n")) return "image/png";
    if (content.starts_with("\xff\xd8\xff")) return "image/jpeg";
    if (content.starts_with(kLocalEntry)) return packed_type(content);
    if (is_plain_text(content)) return "text/plain";
    return std::nullopt;
}

}  // namespace jincai::basics
