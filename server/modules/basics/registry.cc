#include <algorithm>

#include "modules/basics/directory.h"

namespace jincai::basics {

Registry::Registry(std::vector<Region> regions, std::vector<Unit> units)
    : regions_{std::move(regions)}, unit_count_{units.size()} {
    std::ranges::sort(regions_, {}, &Region::code);
    for (std::size_t at = 0; at < regions_.size(); ++at) places_[regions_[at].code].region = at;
    // In the order of the codes, so that every list of children is in order as well.
    for (Region const& region : regions_) {
        auto const parent = places_.find(region.parent_code);
        auto& siblings = parent == places_.end() ? tops_ : parent->second.children;
        siblings.push_back(region.code);
    }
    std::ranges::sort(units, {}, &Unit::code);
    for (Unit& unit : units) {
        auto const place = places_.find(unit.region_code);
        if (place != places_.end()) place->second.units.push_back(std::move(unit));
    }
}

Region const* Registry::region(RegionCode const& code) const {
    auto const place = places_.find(code);
    return place == places_.end() ? nullptr : &regions_[place->second.region];
}

std::span<RegionCode const> Registry::children(RegionCode const& code) const {
    if (code.empty()) return tops_;
    auto const place = places_.find(code);
    if (place == places_.end()) return {};
    return place->second.children;
}

std::span<Unit const> Registry::units(RegionCode const& region) const {
    auto const place = places_.find(region);
    if (place == places_.end()) return {};
    return place->second.units;
}

Unit const* Registry::unit(RegionCode const& region, UnitCode const& code) const {
    auto const all = units(region);
    auto const found = std::ranges::lower_bound(all, code, {}, &Unit::code);
    return found == all.end() || found->code != code ? nullptr : &*found;
}

bool Registry::has_subunits(RegionCode const& region, UnitCode const& code) const {
    // Units below a department start with its code, so they follow it in the order.
    auto const all = units(region);
    auto const next = std::ranges::upper_bound(all, code, {}, &Unit::code);
    for (auto at = next; at != all.end() && at->code.starts_with(code.value()); ++at) {
        if (at->parent_code == code) return true;
    }
    return false;
}

}  // namespace jincai::basics
