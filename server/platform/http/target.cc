#include "platform/http/target.h"

#include <boost/url/parse.hpp>
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

std::optional<std::string> read_path(boost::urls::url_view const& url) {
    std::string path;
    auto const segments = url.encoded_segments();
    std::size_t left = segments.size();
    for (auto const segment : segments) {
        std::string const text = segment.decode();
        if (!is_safe_segment(text, --left == 0)) return std::nullopt;
        path += '/';
        path += text;
    }
    return path.empty() ? "/" : path;
}

}  // namespace

std::optional<Target> parse_target(std::string_view text) {
    if (!text.starts_with('/') || text.starts_with("//")) return std::nullopt;
    auto const url = boost::urls::parse_origin_form({text.data(), text.size()});
    if (!url) return std::nullopt;
    auto path = read_path(*url);
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
