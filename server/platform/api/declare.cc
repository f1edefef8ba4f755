#include "platform/api/declare.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/text.h"
#include "platform/api/path_tree.h"

namespace jincai::api {
namespace {

bool is_word(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

bool is_permission(std::string_view text) {
    if (text == kPublic || text == kSignedIn) return true;
    auto const parts = split(text, '.');
    return parts.size() >= 2 && std::ranges::all_of(parts, is_word);
}

bool is_literal(std::string_view segment) {
    return !segment.empty() && std::ranges::all_of(segment, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
    });
}

bool is_path(std::string_view path) {
    if (!path.starts_with('/')) return false;
    std::set<std::string_view> names;
    return std::ranges::all_of(split(path.substr(1), '/'), [&](std::string_view segment) {
        auto const name = parameter_of(segment);
        return name ? is_word(*name) && names.insert(*name).second : is_literal(segment);
    });
}

std::string operation_id(http::Method method, std::string_view path) {
    std::string out;
    for (char const c : http::to_text(method)) out += static_cast<char>(c - 'A' + 'a');
    if (path.starts_with("/api/")) path.remove_prefix(4);
    for (char const c : path) {
        if (c == '{' || c == '}') continue;
        out += c == '/' || c == '-' || c == '.' ? '_' : c;
    }
    return out;
}

std::string module_of(std::string_view path) {
    auto const parts = split(path, '/');
    return parts.size() > 2 && parts[1] == "api" ? std::string{parts[2]} : "system";
}

}  // namespace

Endpoint declare(http::Method method, std::string_view path, EndpointOptions const& options) {
    auto const fail = [&](char const* why) {
        throw std::logic_error{std::string{http::to_text(method)} + " " + std::string{path} + ": " +
                               why};
    };
    if (!is_path(path)) fail("the path is malformed");
    if (!is_permission(options.permission))
        fail("declare a permission, api::kPublic or api::kSignedIn");
    if (!http::is_safe(method) && !is_word(options.audit))
        fail("a write needs an audit action, or api::kNothingWritten");
    if (options.summary.empty()) fail("say in `summary` what it does");
    return Endpoint{.method = method,
                    .path = std::string{path},
                    .permission = std::string{options.permission},
                    .audit = std::string{options.audit},
                    .summary = std::string{options.summary},
                    .operation_id = operation_id(method, path),
                    .module = module_of(path),
                    .status = options.status,
                    .body_limit = options.body_limit,
                    .is_sign_in = options.is_sign_in};
}

}  // namespace jincai::api
