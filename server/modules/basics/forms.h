#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "modules/basics/directory.h"
#include "modules/basics/model.h"
#include "modules/basics/store.h"

/// Rows of CSV files, read and checked with every finding at once.
namespace jincai::basics::forms {

/// All that is wrong with a set of rows. Row `at` is "/lines/<line>" of a file, or "/<at>" of rows
/// that came from the program.
class Findings {
public:
    void add(std::int64_t line, std::string_view field, RefusalSpec const& spec,
             std::vector<Figure> figures = {});
    void add_row(std::int64_t line, std::size_t at, std::string_view field, RefusalSpec const& spec,
                 std::vector<Figure> figures = {});
    void add(Error error);
    [[nodiscard]] bool empty() const { return count_ == 0; }
    /// Nothing, or one refusal with the findings in `more` (the first ten thousand) and their
    /// count.
    [[nodiscard]] Result<void> verdict() const;

private:
    std::vector<Error> errors_;
    std::size_t count_ = 0;
};

/// Rows with the line each stands on; no lines for rows from the program.
template <class Row>
struct Parsed {
    std::vector<Row> rows = {};
    std::vector<std::int64_t> lines = {};

    [[nodiscard]] std::int64_t line_of(std::size_t at) const {
        return lines.empty() ? 0 : lines[at];
    }
};

[[nodiscard]] Parsed<Region> parse_regions(std::string_view csv, Findings& findings);
[[nodiscard]] Parsed<Unit> parse_units(std::string_view csv, Findings& findings);
/// `set,fiscal_year,code,...` of an import.
[[nodiscard]] Parsed<CodeEntry> parse_codes(std::string_view csv, Findings& findings);
/// A file of parameters/codes: one set, rows valid in several years.
[[nodiscard]] Parsed<CodeEntry> parse_seed_codes(std::string_view csv, CodeSet set,
                                                 Findings& findings);
[[nodiscard]] std::vector<CrosswalkRow> parse_crosswalk(std::string_view csv, Findings& findings);
[[nodiscard]] std::vector<CombinationRule> parse_combinations(std::string_view csv,
                                                              Findings& findings);
[[nodiscard]] std::vector<store::CalendarDay> parse_days(std::string_view csv, Findings& findings);

/// Fills short names, initials, parents and department codes that were left out.
void complete(Region& region);
void complete(Unit& unit);

/// Codes, names, doubles, parents and levels, against what is there already.
void check(Parsed<Region> const& parsed, Registry const& registry, Findings& findings);
void check(Parsed<Unit> const& parsed, Registry const& registry, Findings& findings);
void check(Parsed<CodeEntry> const& parsed, CodeBook const& codes, Findings& findings);

/// Levels and leaves of the sets concerned, after `rows` have come in: the rows and every entry
/// that changes with them. Requires rows that passed `check`.
[[nodiscard]] std::vector<CodeEntry> with_levels(std::vector<CodeEntry> const& rows,
                                                 CodeBook const& codes);

[[nodiscard]] std::string write_regions(std::vector<Region> const& regions);
[[nodiscard]] std::string write_units(std::vector<Unit> const& units);
[[nodiscard]] std::string write_codes(std::vector<CodeEntry> const& entries);

}  // namespace jincai::basics::forms
