#pragma once

#include <expected>
#include <initializer_list>
#include <utility>

#include "base/error.h"

namespace jincai {

/// A value, or the refusal that took its place. `std::expected` of GCC 12 may be ignored silently;
/// this class may not.
template <class T>
class [[nodiscard]] Result : public std::expected<T, Error> {
public:
    using std::expected<T, Error>::expected;
};

template <>
class [[nodiscard]] Result<void> : public std::expected<void, Error> {
public:
    using std::expected<void, Error>::expected;
};

[[nodiscard]] inline std::unexpected<Error> refuse(RefusalSpec const& spec,
                                                   std::vector<Figure> figures = {}) {
    return std::unexpected(Error{.spec = &spec, .figures = std::move(figures)});
}

[[nodiscard]] inline std::unexpected<Error> refuse_at(std::string path, RefusalSpec const& spec,
                                                      std::vector<Figure> figures = {}) {
    return std::unexpected(
        Error{.spec = &spec, .path = std::move(path), .figures = std::move(figures)});
}

}  // namespace jincai

/// The value of a `Result`, or return its error from the enclosing function. One per statement.
#define JC_TRY(expr)                                                                         \
    __extension__({                                                                          \
        auto jc_result_ = (expr);                                                            \
        if (!jc_result_) [[unlikely]] return std::unexpected(std::move(jc_result_).error()); \
        *std::move(jc_result_);                                                              \
    })

/// The same for `Result<void>`.
#define JC_CHECK(expr)                                                                       \
    do {                                                                                     \
        auto jc_result_ = (expr);                                                            \
        if (!jc_result_) [[unlikely]] return std::unexpected(std::move(jc_result_).error()); \
    } while (false)
