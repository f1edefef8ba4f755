#pragma once

#include <gtest/gtest.h>

#include "modules/execution/module.h"
#include "modules/execution/service.h"
#include "modules/workflow/module.h"
#include "modules/identity/module.h"
#include "modules/basics/module.h"
#include "platform/jobs/runner.h"
#include "platform/storage/scratch.h"

/// A county with two schools and the people of the finance bureau, over a real database.
namespace jincai::execution::testing {

inline RegionCode const kCounty{"990102"};
inline UnitCode const kSchool{"205017"};
inline UnitCode const kOtherSchool{"205018"};

inline Timestamp noon(BusinessDate day) { return start_of(day) + std::chrono::hours{12}; }

/// The person `number` in a role, as the router would hand him over.
inline api::Caller person(std::int64_t number, std::string role, UnitCode unit = UnitCode{}) {
    api::Caller caller;
    caller.user_id = UserId{number};
    caller.user_name = role + std::to_string(number);
    caller.role = std::move(role);
    caller.region = kCounty;
    caller.unit = unit;
    caller.scope = {.region_prefix = kCounty.value(), .own_region_only = true, .region = kCounty};
    if (!unit.empty()) caller.scope.unit_prefixes = {unit.value()};
    for (auto const& permission : identity::permissions())
        caller.permissions.emplace(permission.name);
    return caller;
}

inline std::vector<std::span<storage::Migration const>> schema() {
    return {audit::migrations(),  jobs::migrations(),     identity::migrations(),
            basics::migrations(), workflow::migrations(), execution::migrations(),
            execution::read_model_migrations()};
}

class Execution : public ::testing::Test {
protected:
    Execution() {
        engine_.tell_on(bus_);
        storage_ok(basics_.load());
        storage_ok(basics_.seed(actor_, basics::WithDivisions::no));
        storage_ok(basics_.put_regions(
            actor_, {region("990000", "云岭省", "", basics::RegionLevel::province),
                     region("990100", "清江市", "990000", basics::RegionLevel::prefecture),
                     region("990102", "柳溪县", "990100", basics::RegionLevel::county)}));
        storage_ok(basics_.put_units(actor_, {unit("205", "教育局", ""),
                                              unit("205017", "第一中学", "205"),
                                              unit("205018", "第二中学", "205")}));
        storage_ok(basics_.put_parameter_values(
            actor_, {{.name = "execution.freeze_basis",
                      .region_code = "",
                      .value = "云岭财预〔2026〕1号",
                      .effective_from = make_date(2026, 1, 1),
                      .document_number = "云岭财预〔2026〕1号",
                      .reason = "测试"}}));
        open();
    }

    /// A service over the same data, as after a restart.
    void open() {
        service_.reset();
        service_ = std::make_unique<Service>(
            Parts{.database = *database_,
                  .clock = clock_,
                  .basics = basics_,
                  .workflow = engine_,
                  .bus = bus_},
            folder_.path() / "heads");
        basics_.set_month_gate(service_->month_gate());
        storage_ok(service_->start());
    }

    /// A quota of public use (or wages) with the same plan in each month up to now.
    QuotaId quota(UnitCode unit, ProjectClass project_class, Money amount, Money plan_per_month,
                  std::int32_t months) {
        bool const wages = project_class == ProjectClass::personnel;
        NewQuotaDocument document{
            .region_code = kCounty,
            .fiscal_year = FiscalYear{2026},
            .kind = QuotaDocumentKind::issue,
            .title = "年初批复",
            .reason = "批复",
            .lines = {{.quota = NewQuota{.unit_code = unit,
                                         .fund_code = FundCode{"11"},
                                         .function_code = FunctionCode{"2050203"},
                                         .economic_code = EconomicCode{wages ? "30101" : "30201"},
                                         .project_name = wages ? "基本工资" : "公用经费",
                                         .project_class = project_class,
                                         .account = ledger::Account::executable},
                       .amount_fen = amount}}};
        auto const opened = service_->quotas().book_approved(
            system_, document, "issue/" + std::to_string(++counter_));
        storage_ok(opened);
        NewPlanDocument plan{.region_code = kCounty,
                             .fiscal_year = FiscalYear{2026},
                             .kind = PlanDocumentKind::plan,
                             .unit_code = unit,
                             .title = "用款计划"};
        for (std::int32_t month = 1; month <= months; ++month)
            plan.lines.push_back({.quota_id = opened->front(),
                                  .month = FiscalMonth{month},
                                  .amount_fen = plan_per_month});
        storage_ok(service_->plans().book_approved(system_, plan,
                                                   "plan/" + std::to_string(++counter_)));
        return opened->front();
    }

    static NewPayment payment(QuotaId quota, Money amount) {
        return {.quota_id = quota,
                .amount_fen = amount,
                .purpose = "购置教学用品",
                .payees = {{"清江文教用品有限公司", "6222000000000001", "清江银行", amount}},
                .submit = true};
    }

    Result<PaymentId> pay(QuotaId quota, Money amount) {
        return service_->payments().create(handler_, payment(quota, amount), std::nullopt);
    }

    template <class T>
    static void storage_ok(Result<T> const& result) {
        ASSERT_TRUE(result.has_value()) << result.error().code() << " " << result.error().path
                                        << " " << text_of(result.error(), Language::zh);
    }

    ManualClock clock_{noon(make_date(2026, 3, 10))};
    storage::ScratchFolder folder_;
    storage::ScratchDatabase database_{schema()};
    audit::Actor actor_ = audit::system_actor();
    basics::Service basics_{database_.get(),
                            clock_,
                            {.parameters = JINCAI_ROOT "/parameters",
                             .attachments = folder_.path() / "attachments"}};
    workflow::Engine engine_{
        *workflow::Definitions::load(JINCAI_ROOT "/parameters/workflow"), basics_};
    events::Bus bus_{noon(make_date(2026, 3, 10))};
    std::unique_ptr<Service> service_;
    int counter_ = 0;

    api::Caller system_ = [] {
        auto caller = person(1, "system");
        caller.scope = DataScope::everything();
        return caller;
    }();
    api::Caller handler_ = person(11, "unit_handler", kSchool);
    api::Caller reviewer_ = person(12, "unit_reviewer", kSchool);
    api::Caller treasury_ = person(21, "treasury_division");
    api::Caller second_treasury_ = person(22, "treasury_division");
    api::Caller business_ = person(23, "business_division");
    api::Caller leader_ = person(31, "bureau_leader");

private:
    static basics::Region region(char const* code, char const* name, char const* parent,
                                 basics::RegionLevel level) {
        return {.code = RegionCode{code},
                .name = name,
                .short_name = name,
                .level = level,
                .parent_code = RegionCode{parent}};
    }
    static basics::Unit unit(char const* code, char const* name, char const* parent) {
        return {.region_code = kCounty,
                .code = UnitCode{code},
                .name = name,
                .parent_code = UnitCode{parent},
                .department_code = UnitCode{"205"},
                .type = basics::UnitType::institution_one,
                .valid_from = make_date(2020, 1, 1)};
    }
};

}  // namespace jincai::execution::testing
