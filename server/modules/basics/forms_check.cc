#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "modules/basics/forms.h"
#include "modules/basics/refusals.h"

namespace jincai::basics::forms {
namespace {

constexpr std::size_t kNameLengthMax = 100;

bool is_region_code(std::string_view code) {
    return is_digits(code) && code.size() >= 6 && code.size() <= 9;
}

bool is_unit_code(std::string_view code) {
    return is_digits(code) && (code.size() == 3 || code.size() == 6 || code.size() == 9);
}

/// What stands in the file under each key, and where it stood first.
template <class Key>
class Seen {
public:
    /// The line of an earlier row with this key, or nothing.
    std::optional<std::int64_t> add(Key key, std::size_t at, std::int64_t line) {
        auto const [place, is_new] = first_.try_emplace(std::move(key), at, line);
        if (is_new) return std::nullopt;
        return place->second.second;
    }
    [[nodiscard]] std::optional<std::size_t> find(Key const& key) const {
        auto const place = first_.find(key);
        if (place == first_.end()) return std::nullopt;
        return place->second.first;
    }

private:
    std::map<Key, std::pair<std::size_t, std::int64_t>> first_;
};

/// Reports on one row: keeps its place, so that checks read as sentences.
class RowCheck {
public:
    RowCheck(Findings& findings, std::int64_t line, std::size_t at)
        : findings_{findings}, line_{line}, at_{at} {}

    void wrong(std::string_view field, std::string_view text, std::string expected) {
        findings_.add_row(line_, at_, field, refusals::field_wrong,
                          {{"field", std::string{field}},
                           {"text", std::string{text}},
                           {"expected", std::move(expected)}});
    }
    void refuse_code(std::string_view field, RefusalSpec const& spec, std::string_view code) {
        findings_.add_row(line_, at_, field, spec, {{"code", std::string{code}}});
    }
    void twice(std::string_view code, std::int64_t first_line) {
        findings_.add_row(line_, at_, "code", refusals::row_twice,
                          {{"code", std::string{code}}, {"line", std::to_string(first_line)}});
    }
    void name(std::string_view text) {
        if (text.empty()) return;  // reported when it was read
        if (!is_plain_line(text) || utf8_length(text) > kNameLengthMax) {
            wrong("name", text, "1..100 characters on one line");
        }
    }

private:
    Findings& findings_;
    std::int64_t line_;
    std::size_t at_;
};

}  // namespace

void complete(Region& region) {
    if (region.short_name.empty()) region.short_name = region.name;
    if (region.initials.empty()) region.initials = initials_of(region.name);
}

void complete(Unit& unit) {
    std::string const& code = unit.code.value();
    if (unit.short_name.empty()) unit.short_name = unit.name;
    if (unit.initials.empty()) unit.initials = initials_of(unit.name);
    unit.department_code = UnitCode{code.substr(0, 3)};
    if (unit.parent_code.empty() && code.size() > 3) {
        unit.parent_code = UnitCode{code.substr(0, code.size() - 3)};
    }
}

void check(Parsed<Region> const& parsed, Registry const& registry, Findings& findings) {
    Seen<RegionCode> seen;
    for (std::size_t at = 0; at < parsed.rows.size(); ++at) {
        auto const first = seen.add(parsed.rows[at].code, at, parsed.line_of(at));
        if (first)
            RowCheck{findings, parsed.line_of(at), at}.twice(parsed.rows[at].code.value(), *first);
    }
    auto const level_of = [&](RegionCode const& code) -> std::optional<RegionLevel> {
        if (auto const at = seen.find(code)) return parsed.rows[*at].level;
        Region const* const known = registry.region(code);
        return known == nullptr ? std::nullopt : std::optional{known->level};
    };
    for (std::size_t at = 0; at < parsed.rows.size(); ++at) {
        Region const& row = parsed.rows[at];
        RowCheck report{findings, parsed.line_of(at), at};
        report.name(row.name);
        if (!row.code.empty() && !is_region_code(row.code.value())) {
            report.wrong("code", row.code.value(), "6 to 9 digits");
        }
        // Levels that strictly descend also rule out circles.
        for (RegionCode const& child : registry.children(row.code)) {
            if (!seen.find(child) && level_of(child) <= row.level) {
                report.refuse_code("level", refusals::level_wrong, child.value());
            }
        }
        if (row.parent_code.empty()) continue;
        auto const above = level_of(row.parent_code);
        if (!above) {
            report.refuse_code("parent", refusals::parent_unknown, row.parent_code.value());
        } else if (*above >= row.level) {
            report.refuse_code("level", refusals::level_wrong, row.code.value());
        }
    }
}

void check(Parsed<Unit> const& parsed, Registry const& registry, Findings& findings) {
    Seen<std::pair<RegionCode, UnitCode>> seen;
    for (std::size_t at = 0; at < parsed.rows.size(); ++at) {
        Unit const& row = parsed.rows[at];
        auto const first = seen.add({row.region_code, row.code}, at, parsed.line_of(at));
        if (first) RowCheck{findings, parsed.line_of(at), at}.twice(row.code.value(), *first);
    }
    for (std::size_t at = 0; at < parsed.rows.size(); ++at) {
        Unit const& row = parsed.rows[at];
        RowCheck report{findings, parsed.line_of(at), at};
        report.name(row.name);
        if (!row.code.empty() && !is_unit_code(row.code.value())) {
            report.wrong("code", row.code.value(), "3, 6 or 9 digits");
        }
        if (!row.region_code.empty() && registry.region(row.region_code) == nullptr) {
            report.refuse_code("region_code", refusals::region_not_found, row.region_code.value());
        }
        if (row.valid_to && *row.valid_to < row.valid_from) {
            report.wrong("valid_to", format_date(*row.valid_to), "not before valid_from");
        }
        if (row.parent_code.empty()) continue;
        bool const below = row.code.starts_with(row.parent_code.value()) &&
                           row.code.value().size() > row.parent_code.value().size();
        bool const known = seen.find({row.region_code, row.parent_code}).has_value() ||
                           registry.unit(row.region_code, row.parent_code) != nullptr;
        if (!below) {
            report.wrong("parent", row.parent_code.value(), "the beginning of the unit's own code");
        } else if (!known) {
            report.refuse_code("parent", refusals::parent_unknown, row.parent_code.value());
        }
    }
}

void check(Parsed<CodeEntry> const& parsed, CodeBook const& codes, Findings& findings) {
    using Key = std::tuple<CodeSet, FiscalYear, std::string>;
    Seen<Key> seen;
    for (std::size_t at = 0; at < parsed.rows.size(); ++at) {
        CodeEntry const& row = parsed.rows[at];
        auto const first = seen.add({row.set, row.fiscal_year, row.code}, at, parsed.line_of(at));
        if (first) RowCheck{findings, parsed.line_of(at), at}.twice(row.code, *first);
    }
    for (std::size_t at = 0; at < parsed.rows.size(); ++at) {
        CodeEntry const& row = parsed.rows[at];
        RowCheck report{findings, parsed.line_of(at), at};
        report.name(row.name);
        if (!row.code.empty() && (!is_digits(row.code) || row.code.size() > 10)) {
            report.wrong("code", row.code, "1 to 10 digits");
        }
        if (row.parent_code.empty()) continue;
        // Parents are beginnings, so that subtrees are ranges and there are no circles.
        bool const below =
            row.code.starts_with(row.parent_code) && row.code.size() > row.parent_code.size();
        bool const known = seen.find({row.set, row.fiscal_year, row.parent_code}).has_value() ||
                           codes.find(row.set, row.fiscal_year, row.parent_code) != nullptr;
        if (!below) {
            report.wrong("parent", row.parent_code, "the beginning of the code");
        } else if (!known) {
            report.refuse_code("parent", refusals::parent_unknown, row.parent_code);
        }
    }
}

std::vector<CodeEntry> with_levels(std::vector<CodeEntry> const& rows, CodeBook const& codes) {
    using Key = std::pair<CodeSet, FiscalYear>;
    std::map<Key, std::map<std::string, CodeEntry>> merged;
    for (CodeEntry const& row : rows) {
        auto& set = merged[{row.set, row.fiscal_year}];
        if (set.empty()) {
            for (CodeEntry const& known : codes.entries(row.set, row.fiscal_year)) {
                set.emplace(known.code, known);
            }
        }
        set.insert_or_assign(row.code, row);
    }
    std::vector<CodeEntry> changed;
    for (auto& [key, set] : merged) {
        for (auto& [code, entry] : set) entry.leaf = true;
        // Parents are beginnings of their children and so come first in the order.
        for (auto& [code, entry] : set) {
            auto const parent = set.find(entry.parent_code);
            entry.level = parent == set.end() ? 1 : parent->second.level + 1;
            if (parent != set.end()) parent->second.leaf = false;
        }
        for (auto const& [code, entry] : set) {
            CodeEntry const* const known = codes.find(entry.set, entry.fiscal_year, code);
            if (known == nullptr || *known != entry) changed.push_back(entry);
        }
    }
    return changed;
}

}  // namespace jincai::basics::forms
