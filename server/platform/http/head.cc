#include "platform/http/head.h"

#include <chrono>
#include <ctime>

namespace jincai::http {
namespace {

struct Default {
    std::string_view name;
    std::string_view value;
};

constexpr Default kDefaults[] = {
    {"Content-Security-Policy",
     "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
     "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'none'; "
     "frame-ancestors 'none'; form-action 'self'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
};

void append_line(std::string& out, std::string_view name, std::string_view value) {
    out += name;
    out += ": ";
    // A value with line breaks would be further header lines.
    for (char const c : value) out += c == '\r' || c == '\n' ? ' ' : c;
    out += "\r\n";
}

/// "Thu, 05 Mar 2026 06:03:22 GMT", made once a second by each thread.
std::string const& http_date() {
    thread_local std::time_t made_at = 0;
    thread_local std::string text;
    auto const now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    if (now == made_at) return text;
    std::tm parts{};
    gmtime_r(&now, &parts);
    char buffer[40];
    auto const size = std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    text.assign(buffer, size);
    made_at = now;
    return text;
}

}  // namespace

std::string head_of(Response const& response, HeadOptions options) {
    std::string out;
    out.reserve(1024);
    out += "HTTP/1.1 ";
    out += std::to_string(response.status);
    out += ' ';
    out += reason(response.status);
    out += "\r\n";
    append_line(out, "Date", http_date());
    for (auto const& [name, value] : response.headers.all()) append_line(out, name, value);
    for (auto const& each : kDefaults)
        if (!response.headers.has(each.name)) append_line(out, each.name, each.value);
    if (options.is_secure)
        append_line(out, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    if (!response.stream && has_body(response.status))
        append_line(out, "Content-Length", std::to_string(response.body.size()));
    append_line(out, "Connection", options.keeps_alive ? "keep-alive" : "close");
    out += "\r\n";
    return out;
}

}  // namespace jincai::http
