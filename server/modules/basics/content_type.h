#pragma once

#include <optional>
#include <string_view>

namespace jincai::basics {

/// The media type of a file as its content shows it; nothing for everything that is not on the
/// list of accepted types: PDF, OFD, PNG, JPEG, DOCX, XLSX, plain text. Whatever could run in a
/// browser (HTML, SVG, XML) is not on it. Packed formats must have a sound list of entries: bounded
/// in number and size, no paths that lead out.
[[nodiscard]] std::optional<std::string_view> content_type_of(std::string_view content);

}  // namespace jincai::basics
