#include <algorithm>

#include "base/text.h"
#include "modules/basics/forms.h"
#include "modules/basics/refusals.h"
#include "platform/tabular/csv.h"
#include "platform/tabular/csv_writer.h"

namespace jincai::basics::forms {
namespace {

using tabular::ColumnSpec;
using tabular::CsvReader;
using tabular::Presence;

constexpr std::size_t kFindingsShown = 10'000;

/// One row of the file by column name, with typed reading; wrong fields go to the findings.
class Row {
public:
    Row(CsvReader const& reader, tabular::Columns const& columns, std::span<ColumnSpec const> specs,
        Findings& findings)
        : reader_{reader}, columns_{columns}, specs_{specs}, findings_{findings} {}

    [[nodiscard]] std::int64_t line() const { return reader_.line(); }

    [[nodiscard]] std::string text(std::size_t at) {
        std::string_view const value = optional_text(at);
        if (value.empty() && specs_[at].presence == Presence::required) {
            findings_.add(line(), specs_[at].name, refusals::cell_empty,
                          {{"field", std::string{specs_[at].name}}});
        }
        return std::string{value};
    }

    [[nodiscard]] std::int32_t year(std::size_t at) {
        std::string const value = text(at);
        auto const number = parse_int(value);
        if (number && *number >= 1949 && *number <= 2199) return static_cast<std::int32_t>(*number);
        if (!value.empty()) wrong(at, value, "a year like 2026");
        return 0;
    }

    template <class Enum>
    [[nodiscard]] Enum choice(std::size_t at, Enum fallback) {
        std::string const value = text(at);
        Enum result = fallback;
        if (value.empty() || boost::describe::enum_from_string(value.c_str(), result)) {
            return result;
        }
        std::string known;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto item) {
            known += known.empty() ? "" : ", ";
            known += item.name;
        });
        wrong(at, value, std::move(known));
        return fallback;
    }

    [[nodiscard]] std::optional<BusinessDate> date(std::size_t at) {
        std::string const value = text(at);
        if (value.empty()) return std::nullopt;
        auto const parsed = parse_date(value);
        if (parsed) return *parsed;
        wrong(at, value, "2026-03-05");
        return std::nullopt;
    }

    [[nodiscard]] bool flag(std::size_t at, bool fallback) {
        std::string const value = text(at);
        if (value.empty()) return fallback;
        if (value != "yes" && value != "no") wrong(at, value, "yes / no");
        return value == "yes";
    }

private:
    [[nodiscard]] std::string_view optional_text(std::size_t at) const {
        return tabular::unprotected(columns_.text(reader_.fields(), at));
    }
    void wrong(std::size_t at, std::string const& value, std::string expected) {
        findings_.add(line(), specs_[at].name, refusals::field_wrong,
                      {{"field", std::string{specs_[at].name}},
                       {"text", value},
                       {"expected", std::move(expected)}});
    }

    CsvReader const& reader_;
    tabular::Columns const& columns_;
    std::span<ColumnSpec const> specs_;
    Findings& findings_;
};

/// Hands every readable row of the file to `take(Row&)`.
template <class Take>
void read_rows(std::string_view csv, std::span<ColumnSpec const> specs, Findings& findings,
               Take&& take) {
    auto reader = CsvReader::from_text(csv);
    auto next = reader.next();
    if (next == CsvReader::Next::end) return findings.add(Error{.spec = &refusals::import_empty});
    if (next == CsvReader::Next::bad) return findings.add(reader.error());
    auto const columns = tabular::Columns::match(reader.fields(), specs);
    if (!columns) {
        if (columns.error().more.empty()) findings.add(columns.error());
        for (Error const& error : columns.error().more) findings.add(error);
        return;
    }
    bool any = false;
    while ((next = reader.next()) != CsvReader::Next::end) {
        any = true;
        if (next == CsvReader::Next::bad) {
            findings.add(under("/lines/" + std::to_string(reader.line()), reader.error()));
        } else if (reader.fields().size() != columns->width()) {
            findings.add(reader.line(), "", refusals::row_width,
                         {{"found", std::to_string(reader.fields().size())},
                          {"expected", std::to_string(columns->width())}});
        } else {
            Row row{reader, *columns, specs, findings};
            take(row);
        }
    }
    if (!any) findings.add(Error{.spec = &refusals::import_empty});
}

constexpr ColumnSpec kRegionColumns[] = {{"code"},
                                         {"name"},
                                         {"level"},
                                         {"parent", Presence::optional},
                                         {"short_name", Presence::optional},
                                         {"initials", Presence::optional}};
constexpr ColumnSpec kUnitColumns[] = {{"region_code"},
                                       {"code"},
                                       {"name"},
                                       {"type"},
                                       {"valid_from"},
                                       {"parent", Presence::optional},
                                       {"short_name", Presence::optional},
                                       {"line_section", Presence::optional},
                                       {"valid_to", Presence::optional},
                                       {"initials", Presence::optional}};
constexpr ColumnSpec kCodeColumns[] = {{"set"},
                                       {"fiscal_year"},
                                       {"code"},
                                       {"name"},
                                       {"parent", Presence::optional},
                                       {"valid", Presence::optional},
                                       {"confidence", Presence::optional}};
constexpr ColumnSpec kSeedCodeColumns[] = {
    {"code"}, {"name"}, {"parent", Presence::optional}, {"confidence"}, {"from_year"}, {"to_year"}};
constexpr ColumnSpec kCrosswalkColumns[] = {
    {"department_economic"}, {"government_economic"}, {"unit_kind"}, {"from_year"}, {"to_year"}};
constexpr ColumnSpec kCombinationColumns[] = {{"left"},         {"left_prefix"}, {"right"},
                                              {"right_prefix"}, {"effect"},      {"reason_zh"},
                                              {"reason_en"},    {"basis"},       {"confidence"}};
constexpr ColumnSpec kDayColumns[] = {
    {"day"}, {"kind"}, {"name"}, {"document_number", Presence::optional}, {"confidence"}};

}  // namespace

void Findings::add(std::int64_t line, std::string_view field, RefusalSpec const& spec,
                   std::vector<Figure> figures) {
    std::string path = "/lines/" + std::to_string(line);
    if (!field.empty()) path.append("/").append(field);
    add(Error{.spec = &spec, .path = std::move(path), .figures = std::move(figures)});
}

void Findings::add_row(std::int64_t line, std::size_t at, std::string_view field,
                       RefusalSpec const& spec, std::vector<Figure> figures) {
    if (line > 0) return add(line, field, spec, std::move(figures));
    std::string path = "/" + std::to_string(at) + "/" + std::string{field};
    add(Error{.spec = &spec, .path = std::move(path), .figures = std::move(figures)});
}

void Findings::add(Error error) {
    ++count_;
    if (errors_.size() < kFindingsShown) errors_.push_back(std::move(error));
}

Result<void> Findings::verdict() const {
    if (empty()) return {};
    return std::unexpected(Error{.spec = &refusals::import_refused,
                                 .figures = {{"count", std::to_string(count_)}},
                                 .more = errors_});
}

Parsed<Region> parse_regions(std::string_view csv, Findings& findings) {
    Parsed<Region> parsed;
    read_rows(csv, kRegionColumns, findings, [&](Row& row) {
        parsed.lines.push_back(row.line());
        parsed.rows.push_back({.code = RegionCode{row.text(0)},
                               .name = row.text(1),
                               .short_name = row.text(4),
                               .level = row.choice(2, RegionLevel::county),
                               .parent_code = RegionCode{row.text(3)},
                               .initials = row.text(5)});
    });
    return parsed;
}

Parsed<Unit> parse_units(std::string_view csv, Findings& findings) {
    Parsed<Unit> parsed;
    read_rows(csv, kUnitColumns, findings, [&](Row& row) {
        parsed.lines.push_back(row.line());
        parsed.rows.push_back({.region_code = RegionCode{row.text(0)},
                               .code = UnitCode{row.text(1)},
                               .name = row.text(2),
                               .short_name = row.text(6),
                               .parent_code = UnitCode{row.text(5)},
                               .type = row.choice(3, UnitType::administrative),
                               .line_section = row.text(7),
                               .valid_from = row.date(4).value_or(make_date(2000, 1, 1)),
                               .valid_to = row.date(8),
                               .initials = row.text(9)});
    });
    return parsed;
}

Parsed<CodeEntry> parse_codes(std::string_view csv, Findings& findings) {
    Parsed<CodeEntry> parsed;
    read_rows(csv, kCodeColumns, findings, [&](Row& row) {
        parsed.lines.push_back(row.line());
        parsed.rows.push_back({.set = row.choice(0, CodeSet::function),
                               .fiscal_year = FiscalYear{row.year(1)},
                               .code = row.text(2),
                               .name = row.text(3),
                               .parent_code = row.text(4),
                               .valid = row.flag(5, true),
                               .confidence = row.choice(6, Confidence::official)});
    });
    return parsed;
}

Parsed<CodeEntry> parse_seed_codes(std::string_view csv, CodeSet set, Findings& findings) {
    Parsed<CodeEntry> parsed;
    read_rows(csv, kSeedCodeColumns, findings, [&](Row& row) {
        CodeEntry entry{.set = set,
                        .code = row.text(0),
                        .name = row.text(1),
                        .parent_code = row.text(2),
                        .confidence = row.choice(3, Confidence::check)};
        std::int32_t const last = row.year(5);
        for (std::int32_t year = row.year(4); year <= last; ++year) {
            entry.fiscal_year = FiscalYear{year};
            parsed.lines.push_back(row.line());
            parsed.rows.push_back(entry);
        }
    });
    return parsed;
}

std::vector<CrosswalkRow> parse_crosswalk(std::string_view csv, Findings& findings) {
    std::vector<CrosswalkRow> rows;
    read_rows(csv, kCrosswalkColumns, findings, [&](Row& row) {
        CrosswalkRow entry{.department_economic = EconomicCode{row.text(0)},
                           .government_economic = GovernmentEconomicCode{row.text(1)},
                           .unit_kind = row.choice(2, UnitKind::every)};
        std::int32_t const last = row.year(4);
        for (std::int32_t year = row.year(3); year <= last; ++year) {
            entry.fiscal_year = FiscalYear{year};
            rows.push_back(entry);
        }
    });
    return rows;
}

std::vector<CombinationRule> parse_combinations(std::string_view csv, Findings& findings) {
    std::vector<CombinationRule> rules;
    read_rows(csv, kCombinationColumns, findings, [&](Row& row) {
        rules.push_back({.left = row.choice(0, Element::fund),
                         .left_prefix = row.text(1),
                         .right = row.choice(2, Element::function),
                         .right_prefix = row.text(3),
                         .effect = row.choice(4, CombinationEffect::never),
                         .reason_zh = row.text(5),
                         .reason_en = row.text(6),
                         .basis = row.text(7),
                         .confidence = row.choice(8, Confidence::check)});
    });
    return rules;
}

std::vector<store::CalendarDay> parse_days(std::string_view csv, Findings& findings) {
    std::vector<store::CalendarDay> days;
    read_rows(csv, kDayColumns, findings, [&](Row& row) {
        days.push_back({.day = row.date(0).value_or(make_date(2000, 1, 1)),
                        .kind = row.choice(1, DayKind::holiday),
                        .name = row.text(2),
                        .document_number = row.text(3),
                        .confidence = row.choice(4, Confidence::check)});
    });
    return days;
}

}  // namespace jincai::basics::forms
