#include "platform/tabular/csv_writer.h"

#include <array>

namespace jincai::tabular {
namespace {

constexpr std::size_t kFlushBytes = 64 * 1024;
constexpr std::array<std::string_view, 10> kFormulaStarts{
    "=", "+", "-", "@", "\t", "\r", std::string_view{"\0", 1}, "＝", "＋", "－"};
constexpr std::string_view kWideAt = "＠";

bool starts_a_formula(std::string_view text) {
    for (std::string_view start : kFormulaStarts) {
        if (text.starts_with(start)) return true;
    }
    return text.starts_with(kWideAt);
}

/// "-12.50": a sign, digits and at most one point. Harmless, and changing it would spoil sums.
bool is_plain_number(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    bool digit_before = false;
    bool point = false;
    for (char const c : text) {
        if (c == '.' && digit_before && !point) {
            point = true;
        } else if (c >= '0' && c <= '9') {
            digit_before = true;
        } else {
            return false;
        }
    }
    return digit_before && !text.ends_with('.');
}

bool needs_protection(std::string_view text) {
    return starts_a_formula(text) && !is_plain_number(text);
}

}  // namespace

std::string protected_field(std::string_view text) {
    // A text that already starts with an apostrophe before a formula gets another one, so that
    // `unprotected` gives back exactly what was written.
    bool const looks_protected = text.starts_with('\'') && unprotected(text) != text;
    std::string out;
    if (needs_protection(text) || looks_protected) out = "'";
    return out.append(text);
}

std::string_view unprotected(std::string_view text) {
    if (!text.starts_with('\'')) return text;
    std::string_view const inner = text.substr(1);
    bool const doubled = inner.starts_with('\'') && unprotected(inner) != inner;
    return needs_protection(inner) || doubled ? inner : text;
}

CsvWriter::CsvWriter(Sink sink, ByteOrderMark mark, char separator)
    : sink_{std::move(sink)}, separator_{separator} {
    if (mark == ByteOrderMark::written) buffer_ = "\xef\xbb\xbf";
}

CsvWriter::CsvWriter(std::string& out, ByteOrderMark mark, char separator)
    : CsvWriter{[&out](std::string_view bytes) { out.append(bytes); }, mark, separator} {}

CsvWriter::~CsvWriter() {
    finish();
}

void CsvWriter::start_field() {
    if (row_open_) buffer_ += separator_;
    row_open_ = true;
}

void CsvWriter::put(std::string_view bytes) {
    buffer_.append(bytes);
}

CsvWriter& CsvWriter::text(std::string_view value) {
    start_field();
    std::string const safe = protected_field(value);
    bool const quote = safe.find_first_of("\"\r\n") != std::string::npos ||
                       safe.find(separator_) != std::string::npos || safe.starts_with(' ') ||
                       safe.ends_with(' ');
    if (!quote) {
        put(safe);
        return *this;
    }
    buffer_ += '"';
    for (char const c : safe) {
        if (c == '"') buffer_ += '"';
        buffer_ += c;
    }
    buffer_ += '"';
    return *this;
}

CsvWriter& CsvWriter::number(std::int64_t value) {
    start_field();
    put(std::to_string(value));
    return *this;
}

CsvWriter& CsvWriter::amount(Money value) {
    start_field();
    put(plain_yuan(value));
    return *this;
}

CsvWriter& CsvWriter::end_row() {
    put("\r\n");
    row_open_ = false;
    if (buffer_.size() >= kFlushBytes) finish();
    return *this;
}

CsvWriter& CsvWriter::row(std::initializer_list<std::string_view> values) {
    for (std::string_view value : values) text(value);
    return end_row();
}

void CsvWriter::finish() {
    if (buffer_.empty()) return;
    sink_(buffer_);
    buffer_.clear();
}

}  // namespace jincai::tabular
