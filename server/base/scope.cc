#include "base/scope.h"

#include <algorithm>

namespace jincai {

bool DataScope::covers_region(RegionCode const& code) const {
    return own_region_only ? code == region : code.starts_with(region_prefix);
}

bool DataScope::covers(RegionCode const& code, UnitCode const& unit) const {
    if (!covers_region(code)) return false;
    return unit_prefixes.empty() || std::ranges::any_of(unit_prefixes, [&](auto const& prefix) {
               return unit.starts_with(prefix);
           });
}

std::string subtree_prefix(RegionCode const& region) {
    auto const& code = region.value();
    if (code.size() != 6) return code;
    if (code.ends_with("0000")) return code.substr(0, 2);
    if (code.ends_with("00")) return code.substr(0, 4);
    return code;
}

}  // namespace jincai
