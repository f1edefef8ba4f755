#pragma once

#include "modules/basics/service.h"
#include "modules/identity/service.h"

namespace jincai::basics {

/// What identity asks of regions and units.
class Places final : public identity::Places {
public:
    explicit Places(Service const& service) : service_{service} {}

    [[nodiscard]] std::optional<std::string> region_name(RegionCode const& code) const override {
        auto const known = service_.directory();
        Region const* const found = known->region(code);
        return found == nullptr ? std::nullopt : std::optional{found->name};
    }
    [[nodiscard]] std::optional<std::string> unit_name(RegionCode const& region,
                                                       UnitCode const& code) const override {
        auto const known = service_.directory();
        Unit const* const found = known->find_unit(region, code);
        return found == nullptr ? std::nullopt : std::optional{found->name};
    }

private:
    Service const& service_;
};

}  // namespace jincai::basics
