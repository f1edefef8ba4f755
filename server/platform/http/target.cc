#include "platform/http/target.h"

#include <boost/url/parse.hpp>
#include <boost/url/pct_string_view.hpp>
#include <boost/url/url_view.hpp>

#include "base/text.h"

namespace jincai::http {
namespace {

std::string decoded(boost::urls::pct_string_view text) {
    boost::urls::encoding_opts options;
    options.space_as_plus = true;
    return text.decode(options);
}

bool is_safe_segment(std::string_view segment, bool is_last) {
    if (segment.empty()) return is_last;
    if (segment == "." || segment == "..") return false;
    return segment.find_first_of("/\\") == std::string_view::npos && is_plain_line(segment);
}

/// Splits the text as it came: the library's own view leaves out a leading dot segment.
std::optional<std::string> read_path(std::string_view text) {
    std::string path;
    auto const parts = split(text.substr(1), '/');
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto const encoded = boost::urls::make_pct_string_view({parts[i].data(), parts[i].size()});
        if (!encoded) return std::nullopt;
        auto const segment = encoded->decode();
        if (!is_safe_segment(segment, i + 1 == parts.size())) return std::nullopt;
        path += '/';
        path += segment;
    }
    return path;
}

}  // namespace

std::optional<Target> parse_target(std::string_view text) {
    if (!text.starts_with('/') || text.starts_with("//")) return std::nullopt;
    auto const url = boost::urls::parse_origin_form({text.data(), text.size()});
    if (!url) return std::nullopt;
    auto path = read_path(text.substr(0, text.find('?')));
    if (!path) return std::nullopt;
    Target target{.path = std::move(*path), .query = {}};
    if (!url->has_query() || url->encoded_query().empty()) return target;
    for (auto const param : url->encoded_params()) {
        target.query.emplace_back(decoded(param.key), decoded(param.value));
        if (!is_valid_utf8(target.query.back().first) || !is_valid_utf8(target.query.back().second))
            return std::nullopt;
    }
    return target;
}

}  // namespace jincai::http
