#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/money.h"

namespace jincai::tabular {

/// A field that a spreadsheet would run as a formula gets a leading apostrophe. Plain numbers,
/// negative ones too, are left alone. `unprotected` takes the apostrophe off again, so that an
/// exported file can be imported.
[[nodiscard]] std::string protected_field(std::string_view text);
[[nodiscard]] std::string_view unprotected(std::string_view text);

enum class ByteOrderMark : std::uint8_t {
    none,
    written,  ///< Excel takes a file without one for GBK
};

/// Writes CSV after RFC 4180 (CRLF, quotes only where needed), every text field protected against
/// formula injection. The sink gets pieces of about 64 KiB and the rest at `finish`.
class CsvWriter {
public:
    using Sink = std::function<void(std::string_view)>;

    explicit CsvWriter(Sink sink, ByteOrderMark mark = ByteOrderMark::none, char separator = ',');
    /// Appends to `out`, which must outlive the writer.
    explicit CsvWriter(std::string& out, ByteOrderMark mark = ByteOrderMark::none,
                       char separator = ',');
    ~CsvWriter();
    CsvWriter(CsvWriter const&) = delete;
    CsvWriter& operator=(CsvWriter const&) = delete;

    CsvWriter& text(std::string_view value);
    CsvWriter& number(std::int64_t value);
    CsvWriter& amount(Money value);  ///< 元 with two decimals and no separators
    CsvWriter& end_row();
    CsvWriter& row(std::initializer_list<std::string_view> values);
    void finish();

private:
    void start_field();
    void put(std::string_view bytes);

    Sink sink_;
    std::string buffer_;
    char separator_;
    bool row_open_ = false;
};

}  // namespace jincai::tabular
