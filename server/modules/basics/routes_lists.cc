#include "base/text.h"
#include "modules/basics/refusals.h"
#include "modules/basics/routes.h"

namespace jincai::basics {
namespace {

constexpr std::size_t kListMax = 10'000;

struct RegionFilter : api::Paging {
    std::optional<RegionCode> parent = {};
    std::optional<std::string> query = {};
};
BOOST_DESCRIBE_STRUCT(RegionFilter, (api::Paging), (parent, query))

struct RegionView : Region {
    bool has_children = false;
};
BOOST_DESCRIBE_STRUCT(RegionView, (Region), (has_children))

struct UnitFilter : api::Paging {
    std::optional<RegionCode> region_code = {};  ///< the caller's own when absent
    std::optional<UnitCode> parent = {};
    std::optional<std::string> query = {};
};
BOOST_DESCRIBE_STRUCT(UnitFilter, (api::Paging), (region_code, parent, query))

struct UnitView : Unit {
    bool has_children = false;
    bool active = true;
};
BOOST_DESCRIBE_STRUCT(UnitView, (Unit), (has_children, active))

struct CodeFilter : api::Paging {
    CodeSet set = CodeSet::function;
    std::optional<std::int32_t> fiscal_year = {};  ///< this year when absent
    std::optional<std::string> parent = {};
    std::optional<std::string> query = {};
};
BOOST_DESCRIBE_STRUCT(CodeFilter, (api::Paging), (set, fiscal_year, parent, query))

struct CombinationQuery {
    std::optional<std::int32_t> fiscal_year = {};
    std::optional<UnitType> unit_type = {};
    std::optional<FundCode> fund_code = {};
    std::optional<FunctionCode> function_code = {};
    std::optional<EconomicCode> economic_code = {};
    std::optional<GovernmentEconomicCode> government_economic_code = {};
    std::optional<ProjectClassCode> project_class = {};
};
BOOST_DESCRIBE_STRUCT(CombinationQuery, (),
                      (fiscal_year, unit_type, fund_code, function_code, economic_code,
                       government_economic_code, project_class))

/// Whether the given elements go together, why not, and what follows from them.
struct CombinationView {
    bool valid = true;
    std::optional<std::string> code = {};    ///< of the refusal
    std::optional<std::string> path = {};    ///< the element it concerns
    std::optional<std::string> detail = {};  ///< in the caller's language
    std::optional<GovernmentEconomicCode> government_economic_code = {};
    std::vector<CombinationRule> rules = {};
};
BOOST_DESCRIBE_STRUCT(CombinationView, (),
                      (valid, code, path, detail, government_economic_code, rules))

template <class T>
api::Page<T> page_of(std::vector<T> all, api::Paging const& paging) {
    api::Page<T> page;
    page.total = static_cast<std::int64_t>(all.size());
    auto const from = std::min(page.total, paging.offset());
    auto const until = std::min(page.total, paging.offset() + paging.limit());
    page.items.assign(std::make_move_iterator(all.begin() + from),
                      std::make_move_iterator(all.begin() + until));
    return page;
}

FiscalYear year_or_this(std::optional<std::int32_t> year, api::Call const& call) {
    return year ? FiscalYear{*year} : fiscal_year(call.clock.today());
}

Result<api::Page<RegionView>> list_regions(Service const& service, RegionFilter const& filter,
                                           api::Call const& call) {
    auto const known = service.directory();
    std::vector<RegionView> views;
    for (Region& region : known->find_regions(call.caller.scope, filter.parent,
                                              filter.query.value_or(""), kListMax)) {
        bool const has_children = !known->children(region.code).empty();
        views.push_back({{std::move(region)}, has_children});
    }
    return page_of(std::move(views), filter);
}

Result<api::Page<UnitView>> list_units(Service const& service, UnitFilter const& filter,
                                       api::Call const& call) {
    auto const known = service.directory();
    RegionCode const region = filter.region_code.value_or(call.caller.region);
    if (known->region(region) == nullptr || !call.caller.scope.covers_region(region)) {
        return refuse(refusals::region_not_found, {{"code", region.value()}});
    }
    std::vector<UnitView> views;
    for (Unit& unit : known->find_units(call.caller.scope, region, filter.parent,
                                        filter.query.value_or(""), kListMax)) {
        bool const has_children = known->registry->has_subunits(region, unit.code);
        bool const active = is_active(unit, call.clock.today());
        views.push_back({{std::move(unit)}, has_children, active});
    }
    return page_of(std::move(views), filter);
}

Result<api::Page<CodeEntry>> list_codes(Service const& service, CodeFilter const& filter,
                                        api::Call const& call) {
    auto const known = service.directory();
    std::string const query = filter.query.value_or("");
    std::vector<CodeEntry> found;
    for (CodeEntry const& entry :
         known->codes->entries(filter.set, year_or_this(filter.fiscal_year, call))) {
        if (filter.parent && entry.parent_code != *filter.parent) continue;
        bool const answers = query.empty() || entry.code.starts_with(query) ||
                             entry.name.find(query) != std::string::npos;
        if (answers) found.push_back(entry);
    }
    return page_of(std::move(found), filter);
}

Result<CombinationView> check_combination(Service const& service, CombinationQuery const& query,
                                          api::Call const& call) {
    auto const known = service.directory();
    Elements const elements{
        .fiscal_year = year_or_this(query.fiscal_year, call),
        .unit_type = query.unit_type.value_or(UnitType::administrative),
        .fund = query.fund_code.value_or(FundCode{}),
        .function = query.function_code.value_or(FunctionCode{}),
        .department_economic = query.economic_code.value_or(EconomicCode{}),
        .government_economic = query.government_economic_code.value_or(GovernmentEconomicCode{}),
        .project_class = query.project_class.value_or(ProjectClassCode{})};
    CombinationView view;
    if (query.economic_code) {
        view.government_economic_code = known->government_economic(
            elements.fiscal_year, elements.department_economic, elements.unit_type);
    }
    auto const verdict = known->validate_combination(elements);
    if (!verdict) {
        view.valid = false;
        view.code = std::string{verdict.error().code()};
        view.path = verdict.error().path;
        view.detail = text_of(verdict.error(), call.language);
    }
    auto const rules = known->codes->rules();
    view.rules.assign(rules.begin(), rules.end());
    return view;
}

}  // namespace

void declare_lists(api::Router& router, Service& service) {
    router.get<RegionFilter, api::Page<RegionView>>(
        "/api/basics/regions", {.permission = "basics.read", .summary = "区划"},
        [&service](RegionFilter const& filter, api::Call& call) {
            return list_regions(service, filter, call);
        });
    router.get<UnitFilter, api::Page<UnitView>>(
        "/api/basics/units", {.permission = "basics.read", .summary = "预算单位"},
        [&service](UnitFilter const& filter, api::Call& call) {
            return list_units(service, filter, call);
        });
    router.get<CodeFilter, api::Page<CodeEntry>>(
        "/api/basics/codes", {.permission = "basics.read", .summary = "年度编码"},
        [&service](CodeFilter const& filter, api::Call& call) {
            return list_codes(service, filter, call);
        });
    router.get<CombinationQuery, CombinationView>(
        "/api/basics/combinations", {.permission = "basics.read", .summary = "要素组合校验"},
        [&service](CombinationQuery const& query, api::Call& call) {
            return check_combination(service, query, call);
        });
}

}  // namespace jincai::basics
