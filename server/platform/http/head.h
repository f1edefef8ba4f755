#pragma once

#include <string>

#include "platform/http/message.h"

namespace jincai::http {

struct HeadOptions {
    bool keeps_alive = true;
    bool is_secure = false;  ///< adds Strict-Transport-Security
};

/// Status line and header of `response`, with length, date and the security headers that it does
/// not set itself.
[[nodiscard]] std::string head_of(Response const& response, HeadOptions options);

/// Whether an answer of that status may have a body.
[[nodiscard]] constexpr bool has_body(int status) {
    return status != 204 && status != 304;
}

}  // namespace jincai::http
