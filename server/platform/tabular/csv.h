#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace jincai::tabular {

struct CsvOptions {
    char separator = ',';
    std::size_t field_bytes_max = 64 * 1024;
    std::size_t row_bytes_max = 1024 * 1024;
    std::size_t columns_max = 1'000;
};

/// Reads CSV after RFC 4180 row by row: quoted fields, doubled quotes, line ends inside quotes,
/// CRLF or LF, a byte-order mark, gzip by content. Never throws for what is in the file: a bad row
/// is reported with its line and reading goes on with the next one. Not for several threads.
class CsvReader {
public:
    enum class Next : std::uint8_t {
        row,  ///< `fields()` holds it
        bad,  ///< `error()` says why; the row is skipped
        end,
    };

    /// Refused when the file cannot be opened.
    [[nodiscard]] static Result<CsvReader> open(std::filesystem::path const& path,
                                                CsvOptions options = {});
    /// `text` may be gzip as well. Requires: `text` outlives the reader.
    [[nodiscard]] static CsvReader from_text(std::string_view text, CsvOptions options = {});

    CsvReader(CsvReader&&) noexcept;
    CsvReader& operator=(CsvReader&&) noexcept;
    ~CsvReader();

    /// The next row that is not empty.
    [[nodiscard]] Next next();
    /// Of the current row; valid until the next call of `next`.
    [[nodiscard]] std::span<std::string_view const> fields() const;
    /// Where the current row starts, counted from 1 (a quoted field may span several lines).
    [[nodiscard]] std::int64_t line() const;
    [[nodiscard]] Error const& error() const;
    /// Bytes of the file consumed so far (compressed bytes for gzip) and in all, for progress.
    [[nodiscard]] std::int64_t bytes_read() const;
    [[nodiscard]] std::int64_t bytes_total() const;

private:
    struct Impl;
    explicit CsvReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

enum class Presence : std::uint8_t { required, optional };

struct ColumnSpec {
    std::string_view name;
    Presence presence = Presence::required;
};

/// Where each wanted column stands in the header.
class Columns {
public:
    /// All findings at once: wanted but absent, doubled, unknown (a misspelt optional column would
    /// otherwise be ignored in silence).
    [[nodiscard]] static Result<Columns> match(std::span<std::string_view const> header,
                                               std::span<ColumnSpec const> wanted);

    /// The trimmed text of wanted column number `at`; "" when the column or the field is absent.
    [[nodiscard]] std::string_view text(std::span<std::string_view const> fields,
                                        std::size_t at) const;
    /// How many fields a row must have.
    [[nodiscard]] std::size_t width() const { return width_; }

private:
    static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);
    std::vector<std::size_t> positions_;
    std::size_t width_ = 0;
};

}  // namespace jincai::tabular
