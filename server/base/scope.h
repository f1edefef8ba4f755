#pragma once

#include <string>
#include <vector>

#include "base/ids.h"

namespace jincai {

/// Which rows a caller may see: a region subtree and, inside it, unit subtrees. Codes are
/// hierarchical, so a subtree is a prefix: province "99", city "9901", county "990101".
/// The only door to business rows: every query and every command takes one.
struct DataScope {
    std::string region_prefix;               ///< "" sees every region (bench, verify)
    bool own_region_only = false;            ///< exactly `region` and none below it
    RegionCode region;                       ///< the caller's own region
    std::vector<std::string> unit_prefixes;  ///< empty: every unit of the regions in scope

    [[nodiscard]] bool covers_region(RegionCode const& code) const;
    [[nodiscard]] bool covers(RegionCode const& code, UnitCode const& unit) const;
    [[nodiscard]] static DataScope everything() { return {}; }
};

/// The prefix that all descendants of a region share: "990000" -> "99", "990100" -> "9901",
/// "990101" -> "990101", "990101001" -> itself.
[[nodiscard]] std::string subtree_prefix(RegionCode const& region);

}  // namespace jincai
