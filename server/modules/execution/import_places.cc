#include "modules/execution/import_places.h"

#include "base/text.h"
#include "modules/execution/import_codes.h"
#include "modules/execution/import_refusals.h"

namespace jincai::execution {

namespace {

constexpr std::int64_t kUnitsPerDepartment = 999;

/// 901 + 0 -> 901001, 901 + 999 -> 902001.
UnitCode code_at(std::int64_t first_department, std::int64_t index) {
    return UnitCode{fmt::format("{:03}{:03}", first_department + index / kUnitsPerDepartment,
                                index % kUnitsPerDepartment + 1)};
}

BusinessDate long_ago() { return make_date(2000, 1, 1); }

}  // namespace

ImportPlaces::ImportPlaces(basics::Service& basics, ImportMap const& map, audit::Actor actor)
    : basics_{basics}, map_{map}, actor_{std::move(actor)} {}

Result<void> ImportPlaces::ensure_region() {
    auto const directory = basics_.directory();
    auto const* known = directory->region(map_.region.code);
    if (known != nullptr) {
        if (known->name == map_.region.name) return {};
        return refuse(refusals::import_region_foreign,
                      {{"region", known->code.value()}, {"name", known->name}});
    }
    JC_TRY(basics_.put_regions(actor_, {{.code = map_.region.code,
                                         .name = map_.region.name,
                                         .short_name = map_.region.short_name,
                                         .level = map_.region.level}}));
    return basics_.put_parameter_values(actor_,
                                        {{.name = "execution.plan_mode",
                                          .region_code = map_.region.code.value(),
                                          .value = "none",
                                          .effective_from = long_ago(),
                                          .document_number = map_.title_zh,
                                          .reason = "导入的支付数据没有用款计划"}});
}

std::string ImportPlaces::government_economic(EconomicCode const& economic) const {
    auto const directory = basics_.directory();
    auto const year = nearest_code_year(*directory, fiscal_year(basics_.today()));
    auto const known = directory->government_economic(year, economic, map_.unit.type);
    return known ? known->value() : std::string{};
}

basics::Unit ImportPlaces::unit_of(std::string const& name, UnitCode code, UnitCode parent) const {
    return {.region_code = map_.region.code,
            .code = code,
            .name = name,
            .parent_code = std::move(parent),
            .department_code = UnitCode{std::string_view{code.value()}.substr(0, 3)},
            .type = map_.unit.type,
            .line_section = "预算科",
            .valid_from = long_ago()};
}

Result<std::vector<basics::Unit>> ImportPlaces::new_units(std::vector<std::string> const& names) {
    auto const directory = basics_.directory();
    auto const known = directory->registry->units(map_.region.code);
    std::set<std::string> departments;
    std::int64_t used = 0;
    for (auto const& unit : known) {
        if (unit.code.value().size() == 3) departments.insert(unit.code.value());
        else ++used;
    }
    auto const first = parse_int(map_.unit.department_code).value_or(0);
    std::vector<basics::Unit> added;
    for (auto const& name : names) {
        if (units_.contains(name)) continue;
        auto const code = code_at(first, used++);
        auto const department = code.value().substr(0, 3);
        if (code.value().size() != 6)
            return refuse(refusals::import_units_full,
                          {{"department", map_.unit.department_code}});
        if (departments.insert(department).second) {
            added.push_back(unit_of(map_.unit.department_name, UnitCode{department}, UnitCode{}));
        }
        added.push_back(unit_of(name, code, UnitCode{department}));
        units_.emplace(name, code);
        ++units_added_;
    }
    return added;
}

Result<void> ImportPlaces::ensure_units(std::vector<std::string> const& names) {
    for (auto const& unit : basics_.directory()->registry->units(map_.region.code)) {
        if (unit.code.value().size() > 3) units_.emplace(unit.name, unit.code);
    }
    auto added = JC_TRY(new_units(names));
    if (!added.empty()) JC_TRY(basics_.put_units(actor_, std::move(added)));
    return {};
}

}  // namespace jincai::execution
