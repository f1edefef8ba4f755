#include "chaos/county.h"

#include "modules/execution/refusals.h"

namespace jincai::chaos {

namespace {

RegionCode const kCounty{"990102"};
constexpr int kUnits = 8;

basics::Unit unit(std::string const& code, char const* name, basics::UnitType type) {
    return {.region_code = kCounty,
            .code = UnitCode{code},
            .name = name,
            .department_code = UnitCode{"205"},
            .type = type,
            .valid_from = make_date(2020, 1, 1)};
}

std::vector<basics::Unit> schools() {
    std::vector<basics::Unit> units;
    for (int i = 1; i <= kUnits; ++i)
        units.push_back(unit(fmt::format("205{:03}", i), "学校", basics::UnitType::institution_one));
    return units;
}

execution::NewQuotaDocument issue_for(std::span<basics::Unit const> units, FiscalYear year) {
    execution::NewQuotaDocument document{.region_code = kCounty,
                                         .fiscal_year = year,
                                         .kind = execution::QuotaDocumentKind::issue,
                                         .title = "年初批复",
                                         .reason = "故障演练"};
    for (auto const& each : units)
        document.lines.push_back(
            {.quota = execution::NewQuota{.unit_code = each.code,
                                          .fund_code = FundCode{"11"},
                                          .function_code = FunctionCode{"2050203"},
                                          .economic_code = EconomicCode{"30201"},
                                          .project_name = "公用经费",
                                          .project_class = ledger::ProjectClass::operating,
                                          .account = ledger::Account::executable},
             .amount_fen = yuan(1'000'000'000)});
    return document;
}

}  // namespace

app::Options options_of(Place const& place) {
    return {.data = place.folder,
            .database = place.database,
            .parameters = app::default_parameters(),
            .read_sessions = 4,
            .password_rounds = 1'000,  // nobody signs in
            .rate_limits = false};
}

execution::BookKey book_of_county(Clock const& clock) {
    return {kCounty, fiscal_year(clock.today())};
}

Result<std::vector<QuotaId>> found_county(app::Application& application) {
    auto const system = app::system_caller();
    auto const today = application.clock().today();
    JC_TRY(application.basics().put_regions(
        system, {{.code = kCounty, .name = "柳溪县", .level = basics::RegionLevel::county}}));
    auto const units = schools();
    auto all = units;
    all.push_back(unit("205", "教育局", basics::UnitType::administrative));
    JC_TRY(application.basics().put_units(system, all));
    auto const quotas = JC_TRY(application.execution().quotas().book_approved(
        system, issue_for(units, fiscal_year(today)), "chaos/issue"));
    for (std::size_t i = 0; i < quotas.size(); ++i) {
        execution::NewPlanDocument const plan{.region_code = kCounty,
                                              .fiscal_year = fiscal_year(today),
                                              .kind = execution::PlanDocumentKind::plan,
                                              .unit_code = units[i].code,
                                              .title = "用款计划",
                                              .lines = {{.quota_id = quotas[i],
                                                         .month = fiscal_month(today),
                                                         .amount_fen = yuan(900'000'000)}}};
        JC_TRY(application.execution().plans().book_approved(system, plan,
                                                             fmt::format("chaos/plan/{}", i)));
    }
    return quotas;
}

api::Caller handler() {
    auto caller = app::system_caller();
    caller.user_id = UserId{1};
    caller.user_name = "handler";
    caller.role = "unit_handler";
    caller.region = kCounty;
    caller.ip = "127.0.0.1";
    caller.scope = {.region_prefix = kCounty.value(), .own_region_only = true, .region = kCounty};
    return caller;
}

execution::NewPayment payment(Order const& order) {
    return {.quota_id = order.quota,
            .amount_fen = order.amount,
            .purpose = order.key,
            .payees = {{"清江文教用品有限公司", "6222000000000001", "清江银行", order.amount}},
            .submit = true};
}

Result<PaymentId> hand_in(app::Application& application, Order const& order) {
    try {
        return application.execution().payments().create(handler(), payment(order), order.key);
    } catch (storage::StorageError const&) {
        return refuse(execution::refusals::outcome_unknown);  // as the router answers it
    }
}

std::string command_of(std::string const& key) {
    return fmt::format("k/{}/{}", handler().user_id.value(), key);
}

}  // namespace jincai::chaos
