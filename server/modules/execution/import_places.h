#pragma once

#include <map>
#include <set>
#include <string>

#include "modules/basics/service.h"
#include "modules/execution/import_map.h"

namespace jincai::execution {

/// The region, units, codes and parameters that the rows of a file need, brought in through
/// `basics` like any others.
class ImportPlaces {
public:
    ImportPlaces(basics::Service& basics, ImportMap const& map, audit::Actor actor);

    /// The map's region, without plan control: a file of payments says nothing of plans. Refused
    /// when the code belongs to another region already.
    [[nodiscard]] Result<void> ensure_region();
    /// Units by name; names that are not there yet get the next free codes.
    [[nodiscard]] Result<void> ensure_units(std::vector<std::string> const& names);

    /// Requires: the unit was ensured.
    [[nodiscard]] UnitCode const& unit(std::string const& name) const { return units_.at(name); }
    /// The government code for a department code, by the crosswalk of the nearest year; "" when
    /// it has none.
    [[nodiscard]] std::string government_economic(EconomicCode const& economic) const;
    [[nodiscard]] std::int64_t units_added() const { return units_added_; }

private:
    [[nodiscard]] Result<std::vector<basics::Unit>> new_units(
        std::vector<std::string> const& names);
    [[nodiscard]] basics::Unit unit_of(std::string const& name, UnitCode code,
                                       UnitCode parent) const;

    basics::Service& basics_;
    ImportMap const& map_;
    audit::Actor actor_;
    std::map<std::string, UnitCode> units_;
    std::int64_t units_added_ = 0;
};

}  // namespace jincai::execution
