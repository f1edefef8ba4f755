#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace jincai::config {

/// One value of a YAML document with the line it stands on. Our own small tree, so that the parser
/// is known to one file only.
struct Node {
    enum class Kind : std::uint8_t { null, scalar, sequence, map };

    Kind kind = Kind::null;
    int line = 0;                  ///< counted from 1
    bool quoted = false;           ///< a quoted scalar is text, whatever it looks like
    std::string text = {};         ///< of a scalar
    std::vector<Node> items = {};  ///< of a sequence
    std::vector<std::pair<std::string, Node>> members = {};  ///< of a map, in the order of the file

    [[nodiscard]] Node const* find(std::string_view key) const;
};

/// Reads one YAML document. Refused with line: bad syntax, a key given twice, anchors and aliases
/// (they let a small file grow without bound), tags, nesting deeper than 32, a second document.
/// `source` names the file in errors.
[[nodiscard]] Result<Node> parse(std::string_view text, std::string_view source);

/// The whole of a text file of at most 16 MiB.
[[nodiscard]] Result<std::string> read_text(std::string const& path);

}  // namespace jincai::config
