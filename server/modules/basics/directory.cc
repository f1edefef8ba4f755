#include "modules/basics/directory.h"

#include <algorithm>

#include "base/text.h"

namespace jincai::basics {
namespace {

std::string lower(std::string_view text) {
    std::string out{text};
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

/// A code from its start, a name anywhere, initials from their start.
template <class Item>
bool answers(Item const& item, std::string_view query, std::string_view initials) {
    return query.empty() || item.code.value().starts_with(query) ||
           item.name.find(query) != std::string::npos || item.initials.starts_with(initials);
}

}  // namespace

std::string_view Directory::region_name(RegionCode const& code) const {
    Region const* const found = registry->region(code);
    return found == nullptr ? std::string_view{} : std::string_view{found->name};
}

std::string_view Directory::unit_name(RegionCode const& region_code, UnitCode const& code) const {
    Unit const* const found = registry->unit(region_code, code);
    return found == nullptr ? std::string_view{} : std::string_view{found->name};
}

std::string_view Directory::name_of(CodeSet set, FiscalYear year, std::string_view code) const {
    CodeEntry const* const found = codes->find(set, year, code);
    return found == nullptr ? std::string_view{} : std::string_view{found->name};
}

bool Directory::is_leaf(CodeSet set, FiscalYear year, std::string_view code) const {
    CodeEntry const* const found = codes->find(set, year, code);
    return found != nullptr && found->leaf;
}

std::vector<Region> Directory::find_regions(DataScope const& scope,
                                            std::optional<RegionCode> const& parent,
                                            std::string_view query, std::size_t limit) const {
    std::string const initials = lower(query);
    std::vector<Region> found;
    for (Region const& item : registry->regions()) {
        if (found.size() == limit) break;
        if (parent && item.parent_code != *parent) continue;
        if (answers(item, query, initials) && scope.covers_region(item.code)) found.push_back(item);
    }
    return found;
}

std::vector<Unit> Directory::find_units(DataScope const& scope, RegionCode const& region_code,
                                        std::optional<UnitCode> const& parent,
                                        std::string_view query, std::size_t limit) const {
    std::string const initials = lower(query);
    std::vector<Unit> found;
    for (Unit const& item : registry->units(region_code)) {
        if (found.size() == limit) break;
        if (parent && item.parent_code != *parent) continue;
        if (answers(item, query, initials) && scope.covers(region_code, item.code)) {
            found.push_back(item);
        }
    }
    return found;
}

}  // namespace jincai::basics
