#include "demo/province.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/assert.h"
#include "base/text.h"
#include "demo/accounts.h"
#include "demo/catalog.h"
#include "demo/payees.h"
#include "demo/places.h"
#include "demo/random.h"

namespace jincai::demo {

namespace {

using basics::Region;
using basics::RegionLevel;
using basics::Unit;

constexpr std::string_view kCapitalCode = "990100";
constexpr std::size_t kCountyPlaces = 9;  ///< a city has at most so many districts and counties

/// 云浦县 -> 云浦.
std::string without_kind(std::string_view name) {
    constexpr std::string_view kOneCharacter = "县";
    return std::string{name.substr(0, name.size() - kOneCharacter.size())};
}

void add_towns(std::vector<Region>& regions, Region const& county,
               std::span<std::string_view const> stems) {
    int number = 100;
    for (auto const stem : stems) {
        regions.push_back({.code = RegionCode{fmt::format("{}{}", county.code.value(), number++)},
                           .name = fmt::format("{}镇", stem),
                           .short_name = std::string{stem},
                           .level = RegionLevel::township,
                           .parent_code = county.code});
    }
}

/// GB/T 2260 gives districts the numbers from 02 and counties those from 21.
void add_counties(std::vector<Region>& regions, int city, RegionCode const& parent,
                  std::span<std::string_view const> names) {
    int district = 2;
    int county = 21;
    for (auto const name : names) {
        int const number = name.ends_with("区") ? district++ : county++;
        regions.push_back({.code = RegionCode{fmt::format("99{:02}{:02}", city, number)},
                           .name = std::string{name},
                           .short_name = without_kind(name),
                           .level = RegionLevel::county,
                           .parent_code = parent});
    }
}

std::vector<Region> make_regions() {
    std::vector<Region> regions{{.code = RegionCode{kProvinceCode},
                                 .name = std::string{kProvinceName},
                                 .short_name = std::string{kProvinceStem},
                                 .level = RegionLevel::province}};
    for (std::size_t at = 0; at < kCities.size(); ++at) {
        auto const names = split(kCities[at], ' ');
        JC_ASSERT(names.size() <= kCountyPlaces + 1);
        auto const city = static_cast<int>(at) + 1;
        RegionCode const code{fmt::format("99{:02}00", city)};
        regions.push_back({.code = code,
                           .name = std::string{names.front()},
                           .short_name = without_kind(names.front()),
                           .level = RegionLevel::prefecture,
                           .parent_code = RegionCode{kProvinceCode}});
        add_counties(regions, city, code, std::span{names}.subspan(1));
    }
    auto const towns = split(kTowns, ' ');
    std::size_t used = 0;
    std::size_t counties = 0;
    for (std::size_t at = 0; at < regions.size() && used + 2 <= towns.size(); ++at) {
        if (regions[at].level != RegionLevel::county || counties++ % 4 > 1) continue;
        add_towns(regions, Region{regions[at]}, std::span{towns}.subspan(used, 2));
        used += 2;
    }
    return regions;
}

bool is_beyond_sample(Region const& region) {
    return region.code.value() != kProvinceCode && region.code.value() != kCapitalCode &&
           !region.code.starts_with(kStoryRegion);
}

UnitCode department_of(std::string_view unit_code) { return UnitCode{unit_code.substr(0, 3)}; }

/// 岚川大学, but 云浦县第一中学: what belongs to the province is called after its short name.
std::string full_name(Region const& region, std::string_view name) {
    bool const province = region.level == RegionLevel::province;
    bool const office = name.ends_with("厅") || name.ends_with("局") || name.ends_with("委员会");
    return fmt::format("{}{}", province && !office ? region.short_name : region.name, name);
}

/// Makes the units of one region.
class RegionStaff {
public:
    RegionStaff(Province& province, std::size_t region)
        : province_{province},
          region_index_{region},
          region_{province.regions[region]},
          random_{province.seed, {1, region}},
          first_department_{static_cast<std::ptrdiff_t>(province.departments.size())},
          valid_from_{make_date(2012, 1, 1)} {}

    void make() {
        for (auto const& kind : department_kinds()) {
            if (kind.levels.contains(region_.level)) add_department(kind);
        }
        for (auto const& kind : unit_kinds()) {
            if (kind.levels.contains(region_.level) && wanted(kind)) add_unit(kind);
        }
    }

private:
    [[nodiscard]] bool wanted(UnitKind const& kind) {
        bool const by_chance =
            random_.chance(kind.share) || region_.level == RegionLevel::province;
        bool const story = region_.code.value() == kStoryRegion &&
                           (kind.code == kFrozenSchool || kind.code == kRequestingSchool);
        return by_chance || story;
    }

    void add_department(DepartmentKind const& kind) {
        auto const name =
            region_.level == RegionLevel::province ? kind.province_name : kind.name;
        UnitCode const code{kind.code};
        province_.departments.push_back(
            record(code, UnitCode{}, name, basics::UnitType::administrative, kind.line_section));
        auto const heads = random_.between(kind.heads_min, kind.heads_max);
        add(record(UnitCode{fmt::format("{}001", kind.code)}, code, fmt::format("{}本级", name),
                   basics::UnitType::administrative, kind.line_section),
            House::office, heads, kind.function);
    }

    void add_unit(UnitKind const& kind) {
        auto const code = department_of(kind.code);
        auto const* department = find_department(code);
        std::string const section{department != nullptr ? department->line_section : "农业科"};
        if (department == nullptr) add_town_department(code, section);
        add(record(UnitCode{kind.code}, code, kind.name, kind.type, section), kind.house,
            random_.between(kind.heads_min, kind.heads_max), kind.function);
    }

    [[nodiscard]] Unit const* find_department(UnitCode const& code) const {
        auto const end = province_.departments.end();
        auto const found =
            std::ranges::find(province_.departments.begin() + first_department_, end, code,
                              &Unit::code);
        return found == end ? nullptr : &*found;
    }

    void add_town_department(UnitCode const& code, std::string_view section) {
        auto const name = code.value() == "101" ? "党政综合" : "农业农村服务";
        province_.departments.push_back(
            record(code, UnitCode{}, name, basics::UnitType::administrative, section));
    }

    [[nodiscard]] Unit record(UnitCode code, UnitCode parent, std::string_view name,
                              basics::UnitType type, std::string_view section) const {
        return {.region_code = region_.code,
                .code = code,
                .name = full_name(region_, name),
                .short_name = std::string{name},
                .parent_code = std::move(parent),
                .department_code = department_of(code.value()),
                .type = type,
                .line_section = std::string{section},
                .valid_from = valid_from_};
    }

    void add(Unit unit, House house, std::int64_t heads, std::string_view function) {
        province_.units.push_back({.record = std::move(unit),
                                   .region = region_index_,
                                   .house = house,
                                   .heads = heads,
                                   .function = FunctionCode{function}});
    }

    Province& province_;
    std::size_t region_index_;
    Region region_;
    Random random_;
    std::ptrdiff_t first_department_;
    BusinessDate valid_from_;
};

}  // namespace

Province make_province(std::uint64_t seed, BusinessDate today, Extent extent) {
    Province province{.seed = seed, .today = today, .regions = make_regions()};
    if (extent == Extent::sample) std::erase_if(province.regions, is_beyond_sample);
    for (std::size_t at = 0; at < province.regions.size(); ++at) {
        RegionStaff{province, at}.make();
    }
    province.payees = make_payees(province);
    province.accounts = make_accounts();
    return province;
}

UnitIndex find_unit(Province const& province, std::string_view region, std::string_view unit) {
    auto const found = std::ranges::find_if(province.units, [&](BudgetUnit const& candidate) {
        return candidate.record.region_code.value() == region &&
               candidate.record.code.value() == unit;
    });
    JC_ASSERT(found != province.units.end());
    return static_cast<UnitIndex>(found - province.units.begin());
}

}  // namespace jincai::demo
