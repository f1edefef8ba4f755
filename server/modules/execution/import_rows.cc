#include "modules/execution/import_rows.h"

#include <algorithm>

#include "base/refusals.h"
#include "base/text.h"
#include "modules/execution/import_refusals.h"
#include "platform/crypto/crypto.h"
#include "platform/tabular/csv_writer.h"

namespace jincai::execution {

namespace {

constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);
constexpr std::size_t kTextMax = 200;  ///< characters of one line in every form

std::unexpected<Error> refuse_field(std::string_view field, RefusalSpec const& spec,
                                    std::string_view text) {
    return refuse_at("/" + std::string{field}, spec, {{"text", std::string{text}}});
}

std::string lower(std::string_view text) {
    std::string small{text};
    for (char& c : small) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return small;
}

/// The days since 1899-12-30: 36526 is 2000-01-01.
std::optional<BusinessDate> from_serial(std::string_view text) {
    auto const days = parse_int(text);
    if (!days || !is_digits(text) || *days < 20'000 || *days > 80'000) return std::nullopt;
    return add_days(make_date(1899, 12, 30), static_cast<int>(*days));
}

/// At most 200 characters: a longer text ends with an ellipsis.
std::string shortened(std::string text) {
    if (utf8_length(text) <= kTextMax) return text;
    std::size_t characters = 0;
    std::size_t end = 0;
    for (; end < text.size(); ++end) {
        bool const starts = (static_cast<unsigned char>(text[end]) & 0xC0u) != 0x80;
        if (starts && ++characters == kTextMax) break;
    }
    return text.substr(0, end) + "…";
}

/// The digits behind the second decimal; "" when there are none.
std::string_view beyond_fen(std::string_view text) {
    auto const point = text.find('.');
    if (point == std::string_view::npos || text.size() - point - 1 <= 2) return {};
    return is_digits(text.substr(point + 1)) ? text.substr(point + 3) : std::string_view{};
}

/// The amount of a text whose digits behind the second decimal are what binary adding left behind:
/// decided on the digits, without floating point. Nothing when they are not that.
std::optional<Money> without_binary_rest(std::string_view text) {
    constexpr std::size_t kDigitsMin = 5;
    auto const rest = beyond_fen(text);
    if (rest.size() < kDigitsMin || (rest[0] != '0' && rest[0] != '9')) return std::nullopt;
    if (rest.find_first_not_of(rest[0]) < kDigitsMin) return std::nullopt;
    auto const cut = parse_yuan(text.substr(0, text.size() - rest.size()));
    if (!cut) return std::nullopt;
    if (rest[0] == '0') return *cut;
    auto const fen = Money::from_fen(text.starts_with('-') ? -1 : 1);
    auto const rounded = add(*cut, fen);
    return rounded ? std::optional{*rounded} : std::nullopt;
}

bool is_control(std::string_view at) {
    auto const byte = static_cast<unsigned char>(at[0]);
    if (byte < 0x20 || byte == 0x7f) return true;
    return at.size() > 1 && byte == 0xc2 && static_cast<unsigned char>(at[1]) < 0xa0;
}

/// Control characters as U+FFFD. Requires UTF-8, which the reader has checked.
std::string without_controls(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_control(text.substr(at))) {
            plain += text[at];
            continue;
        }
        plain += "\xef\xbf\xbd";
        if (static_cast<unsigned char>(text[at]) == 0xc2) ++at;
    }
    return plain;
}

}  // namespace

ImportRows::ImportRows(ImportMap const& map)
    : map_{map},
      date_{position(map.date.column)},
      amount_{position(map.amount.column)},
      year_{map.date.fiscal_year ? position(map.date.fiscal_year->column) : kAbsent},
      unit_{map.unit.column ? position(*map.unit.column) : kAbsent},
      economic_{map.economic.column ? position(*map.economic.column) : kAbsent},
      payee_{positions(map.payee.columns)},
      purpose_{positions(map.purpose.columns)},
      key_{positions(map.key)} {}

std::size_t ImportRows::position(std::string_view column) const {
    auto const found = std::ranges::find(map_.columns, column);
    return static_cast<std::size_t>(found - map_.columns.begin());
}

std::vector<std::size_t> ImportRows::positions(std::span<std::string const> columns) const {
    std::vector<std::size_t> at;
    for (auto const& column : columns) at.push_back(position(column));
    return at;
}

Result<void> ImportRows::read(
    std::filesystem::path const& file, Take const& take, Reject const& reject,
    std::function<void(std::int64_t, std::int64_t)> const& progress) {
    auto reader = JC_TRY(tabular::CsvReader::open(file));
    using Next = tabular::CsvReader::Next;
    if (reader.next() != Next::row) return refuse(refusals::import_file_empty);
    JC_CHECK(check_header(reader.fields()));
    count_ = 0;
    alike_.clear();
    for (auto next = reader.next(); next != Next::end; next = reader.next(), ++count_) {
        if (count_ % 1024 == 0) progress(reader.bytes_read(), reader.bytes_total());
        if (next == Next::bad) {
            reject({reader.line(), "", reader.error(), ""});
            continue;
        }
        auto const fields = as_written(reader.fields());
        auto row = understand(fields);
        if (!row) {
            auto error = std::move(row).error();
            auto field = error.path.empty() ? error.path : error.path.substr(1);
            auto const at = position(field);
            std::string value{at < fields.size() ? fields[at] : ""};
            reject({reader.line(), std::move(field), std::move(error), std::move(value)});
            continue;
        }
        row->ordinal = count_;
        row->line = reader.line();
        take(std::move(*row));
    }
    progress(reader.bytes_total(), reader.bytes_total());
    return {};
}

Result<void> ImportRows::check_header(Fields header) {
    handed_back_ = header.size() == map_.columns.size() + 1 && trim(header.back()) == kErrorColumn;
    auto const own = handed_back_ ? header.first(header.size() - 1) : header;
    if (std::ranges::equal(own, map_.columns, {}, [](std::string_view name) { return trim(name); }))
        return {};
    auto const listed = [](auto const& names) {
        std::string text;
        for (auto const& name : names) text += (text.empty() ? "" : ", ") + std::string{name};
        return text;
    };
    return refuse(refusals::import_header_differs, {{"map", map_.name},
                                                    {"expected", listed(map_.columns)},
                                                    {"found", listed(header)}});
}

/// The fields as the file had them before it was handed back.
ImportRows::Fields ImportRows::as_written(Fields fields) {
    if (!handed_back_ || fields.size() != map_.columns.size() + 1) return fields;
    plain_.clear();
    for (auto const field : fields.first(map_.columns.size()))
        plain_.push_back(tabular::unprotected(field));
    return plain_;
}

Result<ImportRow> ImportRows::understand(Fields fields) {
    if (fields.size() != map_.columns.size()) {
        return refuse(refusals::import_row_width,
                      {{"found", std::to_string(fields.size())},
                       {"expected", std::to_string(map_.columns.size())}});
    }
    ImportRow row;
    // The key is counted for rows that are refused as well: what comes after must not depend on
    // rules that may change.
    row.reference = JC_TRY(joined(fields, key_, "", Unprintable::replaced));
    row.command_id = command_id_of(fields);
    row.day = JC_TRY(day_of(fields));
    row.amount = JC_TRY(amount_of(fields));
    row.payee = JC_TRY(joined(fields, payee_, map_.payee.missing, map_.payee.unprintable));
    row.purpose = JC_TRY(joined(fields, purpose_, map_.purpose.missing, map_.purpose.unprintable));
    row.unit = map_.unit.missing;
    if (unit_ != kAbsent) row.unit = JC_TRY(joined(fields, {&unit_, 1}, map_.unit.missing));
    row.economic = economic_of(fields);
    return row;
}

Result<BusinessDate> ImportRows::day_of(Fields fields) const {
    auto const text = trim(fields[date_]);
    if (text.empty())
        return refuse_at("/" + map_.columns[date_], refusals::import_date_missing);
    for (auto const format : map_.date.formats) {
        if (format == DateFormat::iso) {
            auto const day = parse_date(text);
            if (!day) continue;
            JC_CHECK(check_year(fields, *day));
            return *day;
        }
        auto const day = from_serial(text);
        if (!day) continue;
        JC_CHECK(check_year(fields, *day));
        return *day;
    }
    return refuse_field(map_.columns[date_], refusals::import_date_unreadable, text);
}

Result<void> ImportRows::check_year(Fields fields, BusinessDate day) const {
    if (year_ == kAbsent) return {};
    auto const stated = trim(fields[year_]);
    auto const first_month =
        std::chrono::month{static_cast<unsigned>(map_.date.fiscal_year->first_month)};
    auto const begins = static_cast<int>(day.year()) - (day.month() < first_month ? 1 : 0);
    if (parse_int(stated.substr(0, 4)) == begins) return {};
    return refuse_at("/" + map_.columns[date_], refusals::import_date_outside_year,
                     {{"date", format_date(day)}, {"year", std::string{stated}}});
}

Result<Money> ImportRows::amount_of(Fields fields) const {
    auto const& column = map_.columns[amount_];
    auto const text = trim(fields[amount_]);
    if (text.empty()) return refuse_at("/" + column, refusals::import_amount_missing);
    auto const cleaned = map_.amount.decimals == Decimals::spreadsheet
                             ? without_binary_rest(text)
                             : std::nullopt;
    if (!cleaned && !beyond_fen(text).empty())
        return refuse_field(column, refusals::import_amount_fraction, text);
    auto const amount = cleaned ? Result<Money>{*cleaned} : parse_yuan(text);
    if (!amount) return refuse_field(column, refusals::import_amount_unreadable, text);
    if (amount->is_zero()) return refuse_field(column, refusals::import_amount_zero, text);
    if (*amount < Money{} && map_.amount.negative == NegativeAmount::refused)
        return refuse_field(column, refusals::import_amount_negative, text);
    return *amount;
}

Result<std::string> ImportRows::joined(Fields fields, std::span<std::size_t const> columns,
                                       std::string_view missing,
                                       std::optional<Unprintable> unprintable) const {
    std::string text;
    for (auto const column : columns) {
        auto const part = trim(fields[column]);
        if (part.empty()) continue;
        if (!text.empty()) text += " / ";
        if (is_plain_line(part)) {
            text += part;
            continue;
        }
        auto const replaced = without_controls(part);
        if (unprintable != Unprintable::replaced || !is_plain_line(replaced))
            return refuse_at("/" + map_.columns[column], refusals::import_text_unreadable);
        text += replaced;
    }
    return text.empty() ? std::string{missing} : shortened(std::move(text));
}

EconomicCode ImportRows::economic_of(Fields fields) {
    if (economic_ == kAbsent) return map_.economic.missing;
    auto const text = lower(trim(fields[economic_]));
    auto const known = economic_known_.find(text);
    if (known != economic_known_.end()) return known->second;
    auto code = map_.economic.missing;
    for (auto const& rule : map_.economic.rules) {
        bool const fits = std::ranges::any_of(rule.contains, [&](std::string const& part) {
            return text.find(part) != std::string::npos;
        });
        if (!fits) continue;
        code = rule.code;
        break;
    }
    economic_known_.emplace(text, code);
    return code;
}

/// "imp/<map>/<128 bits of the key's SM3>", and "/2", "/3" for the second and third row alike.
std::string ImportRows::command_id_of(Fields fields) {
    std::string exact;
    for (auto const column : key_) {
        exact += fields[column];
        exact += '\x1f';
    }
    auto const digest = crypto::hex(crypto::sm3(exact)).substr(0, 32);
    auto const count = ++alike_[digest];
    auto id = "imp/" + map_.name + "/" + digest;
    if (count > 1) id += "/" + std::to_string(count);
    return id;
}

}  // namespace jincai::execution
