#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/http/message.h"

namespace jincai::http {

struct Target {
    std::string path;
    Pairs query;
};

/// Reads "/api/x?y=%E8%B4%A2". Nothing for other forms, bad percent sequences, dot segments, empty
/// segments, encoded slashes and backslashes, control characters and text that is not UTF-8: what
/// one reader may take for another path than the next.
[[nodiscard]] std::optional<Target> parse_target(std::string_view text);

}  // namespace jincai::http
