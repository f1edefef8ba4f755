#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "platform/http/message.h"

namespace jincai::http {

/// The built web pages. All files are read once; a request is a look-up among their names, so that
/// no path of a request ever reaches the file system. Safe from any thread.
class Files {
public:
    /// Without `directory`, or without an index.html in it, there are simply no pages.
    explicit Files(std::filesystem::path const& directory);

    /// The file of that path, compressed as the client accepts it (`name.br`, `name.gz` beside
    /// `name`). Addresses of the page's own router are answered with index.html.
    [[nodiscard]] Response serve(Request const& request) const;
    [[nodiscard]] std::size_t size() const { return files_.size(); }

private:
    struct File {
        std::string content_type;
        std::string etag;
        std::string plain;
        std::string brotli;
        std::string gzip;
        bool is_immutable = false;
    };
    void load(std::filesystem::path const& directory);
    [[nodiscard]] File const* find(Request const& request) const;
    [[nodiscard]] static Response answer(Request const& request, File const& file);

    std::map<std::string, File, std::less<>> files_;
};

/// Whether `accept_encoding` allows `coding` ("br", "gzip;q=0.5", not "br;q=0").
[[nodiscard]] bool accepts_coding(std::string_view accept_encoding, std::string_view coding);

}  // namespace jincai::http
