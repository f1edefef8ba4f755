#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "platform/config/decode.h"
#include "platform/config/node.h"

namespace jincai::config {

/// Reads a described struct from YAML. Strict: unknown, missing and doubled keys and values of the
/// wrong kind are all reported at once in `Error.more`, each with the file, the line and the path
/// of the key. What may be left out: `std::optional`, vectors, maps, and with
/// `Missing::keep_default` every member.
/// Kinds: bool, integers, text, `std::optional`, `std::vector`, `std::map<std::string, T>`,
/// described enums (by name), `Money` (whole fen), `BasisPoints`,
/// `BusinessDate`, `Code<>`, `Id<>`, nested described structs.
template <class T>
[[nodiscard]] Result<T> load_text(std::string_view text, std::string_view source,
                                  Missing missing = Missing::refused) {
    Node const root = JC_TRY(parse(text, source));
    Decoder decoder{source, missing};
    T value{};
    decoder.decode(root, "", value);
    JC_CHECK(decoder.verdict());
    return value;
}

template <class T>
[[nodiscard]] Result<T> load_yaml(std::filesystem::path const& path,
                                  Missing missing = Missing::refused) {
    std::string const text = JC_TRY(read_text(path.string()));
    return load_text<T>(text, path.filename().string(), missing);
}

/// The `.yaml` files of a folder in the order of their names; refused when it cannot be listed.
[[nodiscard]] Result<std::vector<std::filesystem::path>> yaml_files(
    std::filesystem::path const& folder);

}  // namespace jincai::config
