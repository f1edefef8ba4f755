#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace jincai {

/// What kind of answer a refusal is. The HTTP layer maps each kind to one status code.
enum class RefusalKind : std::uint8_t {
    invalid,          ///< 422: the request is understood and wrong
    malformed,        ///< 400: the request is not even readable
    unauthenticated,  ///< 401
    forbidden,        ///< 403
    not_found,        ///< 404: absent, or outside the caller's data scope
    conflict,         ///< 409: someone else was faster, or the state does not allow it
    too_large,        ///< 413
    too_many,         ///< 429
    unavailable,      ///< 503: try again later; nothing was changed
    storage_full,     ///< 507
};

/// One refusal of the product: its stable code, its texts in both languages and the regulation
/// behind it. Instances are constants with static storage; texts may name figures as `{name}`.
struct RefusalSpec {
    std::string_view code;
    RefusalKind kind;
    std::string_view zh;
    std::string_view en;
    std::string_view basis = {};  ///< e.g. "预算法实施条例 第五十七条"; empty when none
};

/// A figure of an error text: an amount in fen (shown as 元), or plain text.
struct Figure {
    std::string name;  ///< an amount's name ends in `_fen`
    std::variant<std::int64_t, std::string> value;
};

/// A refusal with the place it concerns. Owned by value; `spec` points to a constant.
struct Error {
    RefusalSpec const* spec = nullptr;
    std::string path = {};  ///< RFC 6901 pointer into the request, or "" for the whole
    std::vector<Figure> figures = {};
    std::vector<Error> more = {};  ///< further findings of the same request (imports, forms)

    [[nodiscard]] std::string_view code() const { return spec->code; }
};

/// `path` with `prefix` in front, for errors that rise out of a nested value.
[[nodiscard]] Error under(std::string_view prefix, Error error);

enum class Language : std::uint8_t { zh, en };

/// The text of `error` with its figures filled in; amounts are written in 元 with two decimals.
[[nodiscard]] std::string text_of(Error const& error, Language language);

}  // namespace jincai
