#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/scope.h"
#include "base/time.h"
#include "modules/basics/model.h"

namespace jincai::basics {

/// Regions and units.
class Registry {
public:
    Registry(std::vector<Region> regions, std::vector<Unit> units);

    [[nodiscard]] Region const* region(RegionCode const& code) const;
    /// In the order of their codes; of "" the top regions.
    [[nodiscard]] std::span<RegionCode const> children(RegionCode const& code) const;
    /// All regions in the order of their codes.
    [[nodiscard]] std::span<Region const> regions() const { return regions_; }

    [[nodiscard]] Unit const* unit(RegionCode const& region, UnitCode const& code) const;
    /// All units of a region in the order of their codes.
    [[nodiscard]] std::span<Unit const> units(RegionCode const& region) const;
    /// Whether other units stand below this one: a department's own code carries no money then.
    [[nodiscard]] bool has_subunits(RegionCode const& region, UnitCode const& code) const;
    [[nodiscard]] std::size_t unit_count() const { return unit_count_; }

private:
    struct Place {
        std::size_t region = 0;
        std::vector<RegionCode> children;
        std::vector<Unit> units;
    };
    std::vector<Region> regions_;
    std::unordered_map<RegionCode, Place> places_;
    std::vector<RegionCode> tops_;
    std::size_t unit_count_ = 0;
};

/// Code sets of all years, crosswalk and combination rules.
class CodeBook {
public:
    CodeBook(std::vector<CodeEntry> entries, std::vector<CrosswalkRow> crosswalk,
             std::vector<CombinationRule> rules);

    [[nodiscard]] CodeEntry const* find(CodeSet set, FiscalYear year, std::string_view code) const;
    /// The whole set of a year in the order of the codes; empty for a year without one.
    [[nodiscard]] std::span<CodeEntry const> entries(CodeSet set, FiscalYear year) const;
    [[nodiscard]] std::span<CombinationRule const> rules() const { return rules_; }
    /// Rows of one department code.
    [[nodiscard]] std::span<CrosswalkRow const> crosswalk(FiscalYear year,
                                                          EconomicCode const& code) const;

private:
    using SetYear = std::pair<CodeSet, FiscalYear>;
    std::map<SetYear, std::vector<CodeEntry>> sets_;
    std::vector<CrosswalkRow> crosswalk_;  ///< ordered by year and department code
    std::vector<CombinationRule> rules_;
};

/// Whether the elements may stand together in one line: each code exists in its year, is a leaf
/// and valid, the crosswalk allows the pair of economic codes, and no rule forbids a pair. The
/// refusal names the element (`path`) and the reason.
[[nodiscard]] Result<void> validate_combination(CodeBook const& codes, Elements const& elements);

/// Parameters and their values.
class RuleBook {
public:
    RuleBook(std::vector<ParameterDefinition> definitions, std::vector<ParameterValue> values,
             std::vector<AttachmentRequirement> attachments);

    [[nodiscard]] ParameterDefinition const* definition(std::string_view name) const;
    [[nodiscard]] std::span<ParameterDefinition const> definitions() const { return definitions_; }
    /// The values of one parameter by region and date.
    [[nodiscard]] std::span<ParameterValue const> values(std::string_view name) const;
    /// The newest value of exactly this region ("" for the general one) in force on `day`.
    [[nodiscard]] ParameterValue const* value_of(std::string_view name, std::string_view region,
                                                 BusinessDate day) const;
    [[nodiscard]] std::span<AttachmentRequirement const> attachments() const {
        return attachments_;
    }

private:
    std::vector<ParameterDefinition> definitions_;
    std::vector<ParameterValue> values_;  ///< ordered by name, region, date
    std::vector<AttachmentRequirement> attachments_;
};

/// Working days of the country and closed months of the regions.
class Calendar {
public:
    struct Day {
        BusinessDate day;
        DayKind kind;
    };
    struct Month {
        RegionCode region;
        FiscalYear year;
        FiscalMonth month;
        friend auto operator<=>(Month const&, Month const&) = default;
    };
    Calendar(std::vector<Day> exceptions, std::set<Month> closed);

    [[nodiscard]] DayKind kind(BusinessDate day) const;
    [[nodiscard]] bool is_working_day(BusinessDate day) const;
    /// `count` working days after `day` (the day itself does not count).
    [[nodiscard]] BusinessDate working_days_after(BusinessDate day, int count) const;
    [[nodiscard]] bool is_closed(RegionCode const& region, FiscalYear year,
                                 FiscalMonth month) const;

private:
    std::vector<Day> exceptions_;  ///< by date
    std::set<Month> closed_;
};

/// Everything that hardly ever changes, in memory and immutable: what the hot path asks instead of
/// the database. A change makes a new directory that shares the parts which did not change.
struct Directory {
    std::shared_ptr<Registry const> registry;
    std::shared_ptr<CodeBook const> codes;
    std::shared_ptr<RuleBook const> rules;
    std::shared_ptr<Calendar const> calendar;

    [[nodiscard]] Region const* region(RegionCode const& code) const {
        return registry->region(code);
    }
    [[nodiscard]] std::span<RegionCode const> children(RegionCode const& code) const {
        return registry->children(code);
    }
    [[nodiscard]] Unit const* find_unit(RegionCode const& region, UnitCode const& code) const {
        return registry->unit(region, code);
    }
    /// "" when the code is unknown.
    [[nodiscard]] std::string_view region_name(RegionCode const& code) const;
    [[nodiscard]] std::string_view unit_name(RegionCode const& region, UnitCode const& code) const;
    [[nodiscard]] std::string_view name_of(CodeSet set, FiscalYear year,
                                           std::string_view code) const;
    [[nodiscard]] bool is_leaf(CodeSet set, FiscalYear year, std::string_view code) const;

    /// The government code that belongs to a department code for a unit of this type; nothing when
    /// the crosswalk has none, or several.
    [[nodiscard]] std::optional<GovernmentEconomicCode> government_economic(
        FiscalYear year, EconomicCode const& code, UnitType type) const;
    [[nodiscard]] Result<void> validate_combination(Elements const& elements) const {
        return basics::validate_combination(*codes, elements);
    }

    /// The value in force on `day`: the region's own, else that of the nearest region above, else
    /// the general one. Null when the parameter is unknown or has no value yet.
    [[nodiscard]] ParameterValue const* value_on(std::string_view name, RegionCode const& region,
                                                 BusinessDate day) const;
    /// The same as a number. Requires: the parameter is one of whole numbers and has a value;
    /// parameters that the program relies on come with the seed.
    [[nodiscard]] std::int64_t integer_on(std::string_view name, RegionCode const& region,
                                          BusinessDate day) const;
    /// The same as text; "" without a value.
    [[nodiscard]] std::string_view text_on(std::string_view name, RegionCode const& region,
                                           BusinessDate day) const;

    [[nodiscard]] bool is_month_closed(RegionCode const& region, BusinessDate day) const {
        return calendar->is_closed(region, fiscal_year(day), fiscal_month(day));
    }

    /// Regions whose code, name or initials match `query`, within the scope; `parent` narrows to
    /// its children. At most `limit`.
    [[nodiscard]] std::vector<Region> find_regions(DataScope const& scope,
                                                   std::optional<RegionCode> const& parent,
                                                   std::string_view query, std::size_t limit) const;
    /// The same for units of one region.
    [[nodiscard]] std::vector<Unit> find_units(DataScope const& scope, RegionCode const& region,
                                               std::optional<UnitCode> const& parent,
                                               std::string_view query, std::size_t limit) const;
};

using DirectoryPtr = std::shared_ptr<Directory const>;

/// What a document must bring along by its kind, amount, class and economic code on a day.
[[nodiscard]] std::vector<AttachmentRequirement> required_attachments(
    RuleBook const& rules, std::string_view document_kind, std::int64_t amount_fen,
    std::string_view project_class, std::string_view economic_code, BusinessDate day);

}  // namespace jincai::basics
