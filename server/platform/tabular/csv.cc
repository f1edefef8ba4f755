#include "platform/tabular/csv.h"

#include <cstring>
#include <set>

#include "base/assert.h"
#include "base/text.h"
#include "platform/tabular/refusals.h"
#include "platform/tabular/source.h"

namespace jincai::tabular {
namespace {

constexpr std::size_t kFirstBuffer = 256 * 1024;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// A field of the row being scanned, as positions relative to the row's first byte: the buffer may
/// still move.
struct Field {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool doubled_quotes = false;
};

enum class Scan : std::uint8_t { complete, need_more, bad };

bool is_ascii(std::string_view bytes) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080U;
    std::size_t at = 0;
    for (; at + 8 <= bytes.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, 8);
        if ((word & kHighBits) != 0) return false;
    }
    for (; at < bytes.size(); ++at) {
        if (static_cast<unsigned char>(bytes[at]) >= 0x80) return false;
    }
    return true;
}

/// Turns "" into " within [begin, end) and gives the new end.
std::size_t undouble(char* text, std::size_t begin, std::size_t end) {
    std::size_t to = begin;
    for (std::size_t from = begin; from < end; ++from) {
        text[to++] = text[from];
        if (text[from] == '"') ++from;
    }
    return to;
}

}  // namespace

struct CsvReader::Impl {
    Impl(std::unique_ptr<Source> bytes, CsvOptions wanted)
        : source{std::move(bytes)}, options{wanted}, buffer(kFirstBuffer) {}

    std::unique_ptr<Source> source;
    CsvOptions options;
    std::vector<char> buffer;
    std::size_t row = 0;     ///< where the row being read starts in the buffer
    std::size_t filled = 0;  ///< how much of the buffer holds bytes
    bool ended = false;
    bool damaged = false;
    bool at_start = true;
    std::int64_t line = 1;       ///< of `row`
    std::int64_t next_line = 1;  ///< of the row after it
    std::vector<Field> found;
    std::size_t row_end = 0;  ///< relative to `row`, behind its line end
    RefusalSpec const* problem = nullptr;
    std::vector<std::string_view> fields;
    Error error;

    Next next();
    Next finish_row();
    Next fail(RefusalSpec const& spec);
    bool refill();
    void skip_mark();
    Scan scan();
    Scan scan_quoted(std::size_t& at);
    Scan scan_plain(std::size_t& at);
    Scan after_field(std::size_t& at, bool& row_done);
    Scan add_field(Field field);
    Scan bad(RefusalSpec const& spec) {
        problem = &spec;
        return Scan::bad;
    }
    [[nodiscard]] char const* bytes() const { return buffer.data() + row; }
    [[nodiscard]] std::size_t size() const { return filled - row; }
};

CsvReader::Next CsvReader::Impl::next() {
    fields.clear();
    while (true) {
        line = next_line;
        if (size() == 0 && !refill()) return damaged ? fail(refusals::file_damaged) : Next::end;
        if (at_start) skip_mark();
        Scan const result = size() == 0 ? Scan::need_more : scan();
        if (result == Scan::bad) return fail(*problem);
        if (result == Scan::complete) {
            Next const answer = finish_row();
            if (answer == Next::bad || fields.size() > 1 || !fields.front().empty()) return answer;
            fields.clear();  // an empty line
            continue;
        }
        if (size() > options.row_bytes_max) return fail(refusals::row_too_long);
        if (refill() || size() == 0) continue;
        // A row without line end is complete only in a file that is whole.
        return fail(damaged ? refusals::file_damaged : refusals::quote_open);
    }
}

/// Makes room and reads on; false when nothing more came. The first call after the last byte is
/// what tells `scan` that the row in hand is the last.
bool CsvReader::Impl::refill() {
    if (ended) return false;
    if (row > 0) {
        std::memmove(buffer.data(), buffer.data() + row, size());
        filled -= row;
        row = 0;
    }
    if (filled == buffer.size()) buffer.resize(buffer.size() * 2);
    auto const count = source->read(std::span{buffer}.subspan(filled));
    damaged = !count;
    ended = damaged || *count == 0;
    filled += count.value_or(0);
    // At the end the row is scanned once more: a missing last line end is allowed.
    return !damaged && (!ended || size() > 0);
}

void CsvReader::Impl::skip_mark() {
    while (size() < kByteOrderMark.size() && refill() && !ended) {
    }
    if (std::string_view{bytes(), size()}.starts_with(kByteOrderMark)) row += kByteOrderMark.size();
    at_start = false;
}

Scan CsvReader::Impl::scan() {
    found.clear();
    std::size_t at = 0;
    bool row_done = false;
    while (!row_done) {
        bool const quoted = at < size() && bytes()[at] == '"';
        Scan step = quoted ? scan_quoted(at) : scan_plain(at);
        if (step != Scan::complete) return step;
        step = after_field(at, row_done);
        if (step != Scan::complete) return step;
    }
    row_end = at;
    return Scan::complete;
}

Scan CsvReader::Impl::scan_quoted(std::size_t& at) {
    std::size_t const begin = ++at;
    bool doubled = false;
    while (true) {
        auto const* const quote =
            static_cast<char const*>(std::memchr(bytes() + at, '"', size() - at));
        std::size_t const end =
            quote == nullptr ? size() : static_cast<std::size_t>(quote - bytes());
        if (end - begin > options.field_bytes_max) return bad(refusals::row_too_long);
        if (quote == nullptr) return Scan::need_more;
        if (end + 1 == size() && !ended) return Scan::need_more;  // may be the first of two
        if (end + 1 < size() && bytes()[end + 1] == '"') {
            doubled = true;
            at = end + 2;
            continue;
        }
        at = end + 1;
        return add_field({.begin = begin, .end = end, .doubled_quotes = doubled});
    }
}

Scan CsvReader::Impl::scan_plain(std::size_t& at) {
    std::size_t const begin = at;
    char const* const text = bytes();
    std::size_t const length = size();
    while (at < length && text[at] != options.separator && text[at] != '\n') ++at;
    if (at - begin > options.field_bytes_max) return bad(refusals::row_too_long);
    if (at == length && !ended) return Scan::need_more;
    bool const crlf = at > begin && text[at - 1] == '\r' && (at == length || text[at] == '\n');
    return add_field({.begin = begin, .end = crlf ? at - 1 : at});
}

/// Steps over what follows a field: a separator, a line end, the end of the file.
Scan CsvReader::Impl::after_field(std::size_t& at, bool& row_done) {
    if (at == size()) {
        if (!ended) return Scan::need_more;
        row_done = true;
        return Scan::complete;
    }
    char const c = bytes()[at];
    if (c == '\r' && at + 1 == size() && !ended) return Scan::need_more;
    bool const crlf = c == '\r' && (at + 1 == size() || bytes()[at + 1] == '\n');
    if (!crlf && c != '\n' && c != options.separator) return bad(refusals::quote_stray);
    at += crlf && at + 1 < size() ? 2 : 1;
    row_done = c != options.separator;
    return Scan::complete;
}

Scan CsvReader::Impl::add_field(Field field) {
    if (found.size() == options.columns_max) return bad(refusals::too_many_columns);
    found.push_back(field);
    return Scan::complete;
}

CsvReader::Next CsvReader::Impl::finish_row() {
    std::string_view const raw{bytes(), row_end};
    next_line = line + std::count(raw.begin(), raw.end(), '\n');
    if (next_line == line) ++next_line;
    bool const text_ok = (is_ascii(raw) || is_valid_utf8(raw)) &&
                         std::memchr(raw.data(), '\0', raw.size()) == nullptr;
    if (!text_ok || raw.size() > options.row_bytes_max) {
        row += row_end;
        error = Error{.spec = text_ok ? &refusals::row_too_long : &refusals::not_utf8,
                      .figures = {{"line", std::to_string(line)}}};
        return Next::bad;
    }
    char* const text = buffer.data() + row;
    for (Field const& field : found) {
        std::size_t const end =
            field.doubled_quotes ? undouble(text, field.begin, field.end) : field.end;
        fields.emplace_back(text + field.begin, end - field.begin);
    }
    row += row_end;
    return Next::row;
}

/// Reports the row that starts at `line` and goes on behind its first line end.
CsvReader::Next CsvReader::Impl::fail(RefusalSpec const& spec) {
    error = Error{.spec = &spec, .figures = {{"line", std::to_string(line)}}};
    if (damaged) {
        damaged = false;
        row = filled;
        return Next::bad;
    }
    while (true) {
        auto const* const end = static_cast<char const*>(std::memchr(bytes(), '\n', size()));
        if (end != nullptr) {
            row += static_cast<std::size_t>(end - bytes()) + 1;
            break;
        }
        row = filled;
        if (!refill() || size() == 0) break;
    }
    next_line = line + 1;
    return Next::bad;
}

CsvReader::CsvReader(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

Result<CsvReader> CsvReader::open(std::filesystem::path const& path, CsvOptions options) {
    auto source = open_file(path);
    if (source == nullptr) return refuse(refusals::file_unreadable, {{"file", path.string()}});
    return CsvReader{std::make_unique<Impl>(std::move(source), options)};
}

CsvReader CsvReader::from_text(std::string_view text, CsvOptions options) {
    return CsvReader{std::make_unique<Impl>(open_text(text), options)};
}

CsvReader::Next CsvReader::next() {
    return impl_->next();
}
std::span<std::string_view const> CsvReader::fields() const {
    return impl_->fields;
}
std::int64_t CsvReader::line() const {
    return impl_->line;
}
Error const& CsvReader::error() const {
    return impl_->error;
}
std::int64_t CsvReader::bytes_read() const {
    return impl_->source->consumed();
}
std::int64_t CsvReader::bytes_total() const {
    return impl_->source->total();
}

}  // namespace jincai::tabular
