#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "platform/api/caller.h"
#include "platform/http/message.h"

namespace jincai::api {

/// One request on its way through a handler.
class Call {
public:
    Call(Caller const& from, http::Request const& what, Clock const& now, http::Pairs path,
         Language answer_in)
        : caller{from}, request{what}, clock{now}, language{answer_in}, path_{std::move(path)} {}

    Caller const& caller;
    http::Request const& request;
    Clock const& clock;
    Language language;  ///< of texts in the answer

    /// A whole number of the path: `call.path_id("payment_id")`, or
    /// `call.path_id<PaymentId>("payment_id")`. The router has checked it. Requires that the path
    /// declares a parameter of that name that ends in `_id`, `year` or `month`.
    template <class T = std::int64_t>
    [[nodiscard]] T path_id(std::string_view name) const {
        return T{path_number(name)};
    }
    /// A text of the path: one plain line. Requires that the path declares it.
    [[nodiscard]] std::string const& path_text(std::string_view name) const;

    /// The client's own key of this command, if it sent one: 8..80 characters of [A-Za-z0-9_-].
    [[nodiscard]] std::optional<std::string> idempotency_key() const;

    /// Adds a header to the answer, also when it is refused.
    void set_header(std::string_view name, std::string_view value) { headers_.set(name, value); }
    [[nodiscard]] http::Headers const& answer_headers() const { return headers_; }

private:
    [[nodiscard]] std::int64_t path_number(std::string_view name) const;

    http::Pairs path_;
    http::Headers headers_;
};

}  // namespace jincai::api
