#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/json/decoding.h"
#include "platform/json/value.h"

namespace jincai::json {

/// A text as read, with the duplicate names that were found in it; so that a decoder can report
/// these together with its own findings. The first member of a duplicate name is kept.
struct Document {
    Value value;
    std::vector<Error> findings;
};

/// Refuses what is no JSON, too deep or too long; see `parse`.
[[nodiscard]] Result<Document> parse_document(std::string_view text);

/// Adds one step to an RFC 6901 pointer.
void append_pointer(std::string& path, std::string_view name);

}  // namespace jincai::json
