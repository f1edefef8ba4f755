#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace jincai::tabular {

/// Bytes of a CSV file, unpacked when they are gzip.
class Source {
public:
    virtual ~Source() = default;
    /// Fills the front of `into`; 0 at the end, nothing when the bytes are damaged.
    [[nodiscard]] virtual std::optional<std::size_t> read(std::span<char> into) = 0;
    [[nodiscard]] virtual std::int64_t consumed() const = 0;
    [[nodiscard]] virtual std::int64_t total() const = 0;
};

/// Null when the file cannot be opened.
[[nodiscard]] std::unique_ptr<Source> open_file(std::filesystem::path const& path);
[[nodiscard]] std::unique_ptr<Source> open_text(std::string_view text);

}  // namespace jincai::tabular
