#include "platform/http/log.h"

#include <chrono>
#include <cstdio>

#include "base/text.h"
#include "base/time.h"

namespace jincai::http {
namespace {

bool is_bare(std::string_view value) {
    return !value.empty() && value.find_first_of(" =\"\\") == std::string_view::npos &&
           is_plain_line(value);
}

void append_quoted(std::string& out, std::string_view value) {
    constexpr char kHex[] = "0123456789abcdef";
    bool const is_text = is_plain_line(value);
    out += '"';
    for (char const c : value) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f || (!is_text && byte >= 0x80)) {
            out += "\\x";
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

}  // namespace

std::string log_text(std::string_view event, LogFields fields) {
    std::string out = "event=";
    out += event;
    for (auto const& [name, value] : fields) {
        out += ' ';
        out += name;
        out += '=';
        if (is_bare(value))
            out += value;
        else
            append_quoted(out, value);
    }
    return out;
}

void log_line(std::string_view event, LogFields fields) {
    // The operator's clock, also when the business clock is moved for a demonstration.
    auto const now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    auto const line = "time=" + format_timestamp(now) + " " + log_text(event, fields) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace jincai::http
