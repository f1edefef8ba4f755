#include "bench/measures.h"
#include "bench/refusals.h"

namespace jincai::bench {

namespace {

constexpr std::array kEconomicCodes{"30201", "30202", "30205", "30206", "30213"};
constexpr std::size_t kLinesOfUnit = kEconomicCodes.size();

std::string unit_code(std::size_t unit) { return fmt::format("205{:03}", unit + 1); }

std::vector<basics::Unit> units_of(RegionCode const& region, std::size_t count) {
    std::vector<basics::Unit> units{{.region_code = region,
                                     .code = UnitCode{"205"},
                                     .name = "教育局",
                                     .department_code = UnitCode{"205"},
                                     .valid_from = make_date(2020, 1, 1)}};
    for (std::size_t i = 0; i < count; ++i)
        units.push_back({.region_code = region,
                         .code = UnitCode{unit_code(i)},
                         .name = fmt::format("第{}学校", i + 1),
                         .department_code = UnitCode{"205"},
                         .type = basics::UnitType::institution_one,
                         .valid_from = make_date(2020, 1, 1)});
    return units;
}

Money amount_of(std::size_t number) {
    return Money::from_fen(static_cast<std::int64_t>(number % 100'000) + 1);
}

}  // namespace

Result<GroundOptions> ground_options(app::Words const& words) {
    GroundOptions options{.skew = words.value_or("skew", "uniform")};
    options.regions = JC_TRY(words.number("regions", options.regions, 1, 90));
    options.lines = JC_TRY(words.number("quota-lines", options.lines, 1, 400'000));
    options.server = words.value_or("db", "");
    auto const name = words.value_or("backend", "sqlite");
    if (!boost::describe::enum_from_string(name.c_str(), options.backend))
        return refuse(refusals::backend_unknown, {{"backend", name}});
    return options;
}

Result<std::unique_ptr<Ground>> Ground::make(GroundOptions const& options) {
    auto const each =
        std::max<std::int64_t>(1, options.lines / options.regions / std::ssize(kEconomicCodes)) *
        std::ssize(kEconomicCodes);
    auto skew = JC_TRY(
        Skew::read(options.skew, static_cast<std::size_t>(each * options.regions)));
    std::unique_ptr<Ground> ground{new Ground{options, std::move(skew)}};
    JC_CHECK(ground->open());
    for (std::int64_t i = 1; i <= options.regions; ++i) {
        ground->regions_.emplace_back(fmt::format("9901{:02}", i));
        JC_CHECK(ground->fill_region(ground->regions_.back(), each));
    }
    return ground;
}

Result<void> Ground::open() {
    app::Options options{.data = folder_.path(),
                         .parameters = app::default_parameters(),
                         .password_rounds = 1'000,
                         .rate_limits = false};
    if (options_.backend != storage::Backend::sqlite) {
        if (!database_)
            database_ =
                std::make_unique<storage::ServerDatabase>(JC_TRY(server()), options_.backend);
        options.database = database_->url();
    }
    application_ = JC_TRY(app::Application::open(std::move(options), clock_));
    return {};
}

Result<std::string> Ground::server() {
    if (!options_.server.empty()) return options_.server;
    try {
        if (!own_server_)
            own_server_ = std::make_unique<storage::ScratchServer>(storage::Durability::full);
        return own_server_->url();
    } catch (storage::StorageError const& error) {
        return refuse(refusals::server_failed, {{"what", std::string{error.what()}}});
    }
}

std::string Ground::backend_name() const {
    return boost::describe::enum_to_string(options_.backend, "");
}

Result<void> Ground::fill_region(RegionCode const& region, std::int64_t lines) {
    auto const system = app::system_caller();
    auto& execution = application_->execution();
    JC_TRY(application_->basics().put_regions(
        system, {{.code = region, .name = "柳溪县", .level = basics::RegionLevel::county}}));
    auto const units = static_cast<std::size_t>(lines) / kLinesOfUnit;
    JC_TRY(application_->basics().put_units(system, units_of(region, units)));
    auto const today = clock_.today();
    execution::NewQuotaDocument document{.region_code = region,
                                         .fiscal_year = fiscal_year(today),
                                         .kind = execution::QuotaDocumentKind::issue,
                                         .title = "年初批复",
                                         .reason = "测量"};
    for (std::size_t i = 0; i < static_cast<std::size_t>(lines); ++i)
        document.lines.push_back(
            {.quota = execution::NewQuota{.unit_code = UnitCode{unit_code(i / kLinesOfUnit)},
                                          .fund_code = FundCode{"11"},
                                          .function_code = FunctionCode{"2050203"},
                                          .economic_code =
                                              EconomicCode{kEconomicCodes[i % kLinesOfUnit]},
                                          .project_name = "公用经费",
                                          .project_class = ledger::ProjectClass::operating,
                                          .account = ledger::Account::executable},
             .amount_fen = yuan(1'000'000'000)});
    auto const quotas =
        JC_TRY(execution.quotas().book_approved(system, document, "ground/" + region.value()));
    quotas_.insert(quotas_.end(), quotas.begin(), quotas.end());
    for (std::size_t unit = 0; unit < units; ++unit) {
        execution::NewPlanDocument plan{.region_code = region,
                                        .fiscal_year = fiscal_year(today),
                                        .kind = execution::PlanDocumentKind::plan,
                                        .unit_code = UnitCode{unit_code(unit)},
                                        .title = "用款计划"};
        for (std::size_t i = 0; i < kLinesOfUnit; ++i)
            plan.lines.push_back({.quota_id = quotas[unit * kLinesOfUnit + i],
                                  .month = fiscal_month(today),
                                  .amount_fen = yuan(900'000'000)});
        JC_TRY(execution.plans().book_approved(system, plan,
                                               fmt::format("plan/{}/{}", region.value(), unit)));
    }
    return {};
}

api::Caller Ground::handler() const {
    auto caller = app::system_caller();
    caller.user_id = UserId{1};
    caller.user_name = "handler";
    caller.role = "unit_handler";
    caller.region = regions_.front();
    caller.ip = "127.0.0.1";
    caller.scope = {.region_prefix = "9901"};
    return caller;
}

std::size_t Ground::region_of(std::size_t number) const {
    return skew_.pick(number) / (quotas_.size() / regions_.size());
}

execution::NewPayment Ground::payment(std::size_t number) const {
    auto const amount = amount_of(number);
    return {.quota_id = quotas_[skew_.pick(number)],
            .amount_fen = amount,
            .purpose = "办公用品",
            .payees = {{"清江文教用品有限公司", "6222000000000001", "清江银行", amount}},
            .submit = true};
}

execution::NewPaymentList Ground::list(std::size_t number, std::int64_t size) const {
    auto const first_of_unit = skew_.pick(number) / kLinesOfUnit * kLinesOfUnit;
    execution::NewPaymentList made{.title = "困难学生生活补助",
                                   .mode = ledger::BatchMode::line_by_line};
    made.lines.reserve(static_cast<std::size_t>(size));
    for (std::int64_t i = 0; i < size; ++i) {
        auto const line = number * static_cast<std::size_t>(size) + static_cast<std::size_t>(i);
        made.lines.push_back({.quota_id = quotas_[first_of_unit + line % kLinesOfUnit],
                              .amount_fen = amount_of(line),
                              .payee_name = fmt::format("学生{:06}", line % 1'000'000),
                              .payee_account = fmt::format("62170000{:08}", line % 100'000'000),
                              .payee_bank = "清江银行"});
    }
    return made;
}

}  // namespace jincai::bench
