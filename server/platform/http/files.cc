#include "platform/http/files.h"

#include <array>
#include <fstream>
#include <iterator>

#include "base/text.h"

namespace jincai::http {
namespace {

namespace fs = std::filesystem;

struct ContentType {
    std::string_view extension;
    std::string_view type;
};
constexpr std::array kTypes{
    ContentType{".html", "text/html; charset=utf-8"},
    ContentType{".js", "text/javascript; charset=utf-8"},
    ContentType{".mjs", "text/javascript; charset=utf-8"},
    ContentType{".css", "text/css; charset=utf-8"},
    ContentType{".json", "application/json"},
    ContentType{".map", "application/json"},
    ContentType{".webmanifest", "application/manifest+json"},
    ContentType{".svg", "image/svg+xml"},
    ContentType{".png", "image/png"},
    ContentType{".jpg", "image/jpeg"},
    ContentType{".webp", "image/webp"},
    ContentType{".ico", "image/x-icon"},
    ContentType{".woff", "font/woff"},
    ContentType{".woff2", "font/woff2"},
    ContentType{".ttf", "font/ttf"},
    ContentType{".txt", "text/plain; charset=utf-8"},
    ContentType{".wasm", "application/wasm"},
};

std::string_view type_of(std::string_view name) {
    for (auto const& each : kTypes)
        if (name.ends_with(each.extension)) return each.type;
    return "application/octet-stream";
}

std::string read_file(fs::path const& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// FNV-1a: tells two builds of a file apart; nobody gains by a collision of his own files.
std::string etag_of(std::string_view content) {
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (char const c : content) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return fmt::format("\"{:016x}-{:x}\"", hash, content.size());
}

bool is_variant(fs::path const& path) {
    return path.extension() == ".br" || path.extension() == ".gz";
}

bool names_a_file(std::string_view path) {
    return path.substr(path.rfind('/') + 1).find('.') != std::string_view::npos;
}

bool matches(std::string_view if_none_match, std::string_view etag) {
    for (auto part : split(if_none_match, ',')) {
        part = trim(part);
        if (part.starts_with("W/")) part.remove_prefix(2);
        if (part == etag || part == "*") return true;
    }
    return false;
}

}  // namespace

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) {
    for (auto const part : split(accept_encoding, ',')) {
        auto const pieces = split(part, ';');
        if (trim(pieces[0]) != coding) continue;
        auto const quality = pieces.size() > 1 ? trim(pieces[1]) : std::string_view{};
        return !(quality.starts_with("q=0") &&
                 quality.find_first_of("123456789", 3) == std::string_view::npos);
    }
    return false;
}

Files::Files(fs::path const& directory) {
    std::error_code absent;
    if (fs::is_directory(directory, absent)) load(directory);
}

void Files::load(fs::path const& directory) {
    for (auto const& entry : fs::recursive_directory_iterator{directory}) {
        if (!entry.is_regular_file() || entry.is_symlink() || is_variant(entry.path())) continue;
        auto const name = "/" + fs::relative(entry.path(), directory).generic_string();
        File file{.content_type = std::string{type_of(name)}, .plain = read_file(entry.path())};
        file.etag = etag_of(file.plain);
        file.brotli = read_file(entry.path().string() + ".br");
        file.gzip = read_file(entry.path().string() + ".gz");
        file.is_immutable = name.starts_with("/assets/");  // their names carry their hash
        files_.emplace(name, std::move(file));
    }
}

Files::File const* Files::find(Request const& request) const {
    auto const exact = files_.find(request.path);
    if (exact != files_.end()) return &exact->second;
    if (names_a_file(request.path)) return nullptr;
    auto const index = files_.find("/index.html");
    return index == files_.end() ? nullptr : &index->second;
}

Response Files::serve(Request const& request) const {
    auto const* file = find(request);
    if (!file) return text_response(404, "404\n");
    return answer(request, *file);
}

Response Files::answer(Request const& request, File const& file) {
    Response response;
    response.headers.set("ETag", file.etag);
    response.headers.set("Vary", "Accept-Encoding");
    response.headers.set("Cache-Control",
                         file.is_immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (matches(request.headers.get("If-None-Match"), file.etag)) {
        response.status = 304;
        return response;
    }
    response.headers.set("Content-Type", file.content_type);
    auto const accepted = request.headers.get("Accept-Encoding");
    if (!file.brotli.empty() && accepts_coding(accepted, "br")) {
        response.headers.set("Content-Encoding", "br");
        response.body = file.brotli;
    } else if (!file.gzip.empty() && accepts_coding(accepted, "gzip")) {
        response.headers.set("Content-Encoding", "gzip");
        response.body = file.gzip;
    } else {
        response.body = file.plain;
    }
    return response;
}

}  // namespace jincai::http
