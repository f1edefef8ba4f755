#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/cockpit/refusals.h"
#include "modules/cockpit/service.h"
#include "modules/execution/module.h"
#include "platform/json/codec.h"
#include "platform/storage/scratch.h"

/// A province with one city, two counties and a township, its read models filled by hand.
namespace jincai::cockpit {

inline constexpr char const* kProvince = "990000";
inline constexpr char const* kCity = "990100";
inline constexpr char const* kCounty = "990101";
inline constexpr char const* kOtherCounty = "990102";
inline constexpr char const* kTownship = "990101001";

struct QuotaSpec {
    char const* region = kCounty;
    char const* unit = "205017";  ///< "" while nobody has it
    std::int64_t issued = 0;      ///< all amounts in yuan
    std::int64_t pending = 0;
    std::int64_t passed_down = 0;
    std::int64_t in_flight = 0;
    std::map<int, std::int64_t> paid = {};  ///< by month
    int year = 2026;
    char const* fund = "11";
    char const* function = "2050204";
    BusinessDate opened = make_date(2026, 1, 10);
};

struct LampSpec {
    char const* region = kCounty;
    char const* unit = "205017";
    ledger::Light light = ledger::Light::yellow;
    std::int64_t plan = 100;
    std::int64_t spend = 90;
    int month = 6;
    char const* fund = "11";
    char const* project_class = "operating";
};

struct FreezeSpec {
    char const* region = kCounty;
    char const* unit = "205017";
    BusinessDate frozen = make_date(2026, 5, 20);
    std::optional<BusinessDate> lifted = {};
    char const* status = "frozen";
};

struct PaymentSpec {
    char const* region = kCounty;
    char const* unit = "205017";
    char const* status = "submitted";
    std::int64_t amount = 10;
    BusinessDate submitted = make_date(2026, 6, 20);
};

class CockpitTest : public testing::Test {
protected:
    CockpitTest() { add_directory(); }

    void quota(QuotaSpec const& spec) {
        auto const id = ++last_id_;
        std::int64_t paid = 0;
        for (auto const& [month, amount] : spec.paid) paid += amount;
        auto const held = spec.issued - spec.pending - spec.passed_down;
        run([&](storage::Session& s) {
            s.execute("insert into quota (region_code, id, fiscal_year, document_id, parent_id, "
                      "unit_code, fund_code, function_code, economic_code, "
                      "government_economic_code, project_code, project_name, project_class, "
                      "protected_class, direct_funds, account, summary, opened_at) values "
                      "(:r, :i, :y, 1, 0, :u, :f, :n, '30201', '50201', 'p', 'p', 'operating', 0, "
                      "0, 'executable', '', :o)",
                      spec.region, id, spec.year, spec.unit, spec.fund, spec.function,
                      start_of(spec.opened));
        });
        run_models([&](storage::Session& s) {
            s.execute("insert into quota_status (region_code, quota_id, issued_fen, pending_fen, "
                      "executable_fen, frozen_fen, procurement_fen, contract_fen, plan_fen, "
                      "in_flight_fen, paid_fen, passed_down_fen, carried_fen, recalled_fen) values "
                      "(:r, :i, :issued, :pending, :rest, 0, 0, 0, 0, :flight, :paid, :down, 0, 0)",
                      spec.region, id, yuan(spec.issued), yuan(spec.pending),
                      yuan(held - paid - spec.in_flight), yuan(spec.in_flight), yuan(paid),
                      yuan(spec.passed_down));
            for (auto const& [month, amount] : spec.paid)
                s.execute("insert into cube values (:r, :y, :m, :i, :u, :f, :n, '30201', "
                          "'operating', 0, :s, :p)",
                          spec.region, spec.year, month, id, spec.unit, spec.fund, spec.function,
                          yuan(amount), yuan(amount));
        });
        touch(spec.region, spec.year);
    }

    void lamp(LampSpec const& spec) {
        run_models([&](storage::Session& s) {
            s.execute("insert into light_status values (:r, 2026, :m, :u, :f, :c, :l, :p, :s, :at, "
                      "1)",
                      spec.region, spec.month, spec.unit, spec.fund, spec.project_class,
                      spec.light, yuan(spec.plan), yuan(spec.spend),
                      start_of(make_date(2026, 6, 2)));
        });
        touch(spec.region, 2026);
    }

    void freeze(FreezeSpec const& spec) {
        std::optional<Timestamp> lifted;
        if (spec.lifted) lifted = start_of(*spec.lifted);
        run([&](storage::Session& s) {
            s.execute("insert into spending_freeze (region_code, id, fiscal_year, unit_code, fund_code, "
                      "project_class, status, month, plan_fen, spend_fen, rule_version, "
                      "trigger_seq, frozen_at, requested_at, lifted_at, revision) values "
                      "(:r, :i, 2026, :u, '11', 'operating', :s, 5, 100, 120, 'v', 1, :at, :q, "
                      ":l, 1)",
                      spec.region, ++last_id_, spec.unit, spec.status, start_of(spec.frozen),
                      start_of(spec.frozen), lifted);
        });
        touch(spec.region, 2026);
    }

    void payment(PaymentSpec const& spec) {
        run([&](storage::Session& s) {
            s.execute("insert into payment (region_code, id, fiscal_year, number, unit_code, "
                      "quota_id, contract_id, project_class, fund_code, function_code, "
                      "economic_code, amount_fen, refunded_fen, status, purpose, payee_name, "
                      "payee_account, payee_bank, payee_count, attachment_ids, booked_id, "
                      "created_by, created_by_name, created_at, submitted_at, revision) values "
                      "(:r, :i, 2026, 'n', :u, 1, 0, 'operating', '11', '2050204', '30201', :a, 0, "
                      ":s, 'p', 'n', 'a', 'b', 1, '', 0, 1, 'c', 0, :at, 1)",
                      spec.region, ++last_id_, spec.unit, yuan(spec.amount), spec.status,
                      start_of(spec.submitted));
        });
        touch(spec.region, 2026);
    }

    /// The read models of the book move on.
    void touch(char const* region, int year) {
        run_models([&](storage::Session& s) {
            s.execute("insert into projection_head values (:r, :y, 1) on conflict (region_code, "
                      "fiscal_year) do update set seq = projection_head.seq + 1",
                      region, year);
        });
    }

    template <class Fn>
    void run(Fn&& fn, storage::Role role = storage::Role::writer) {
        storage::WriteTransaction transaction{*database, role};
        fn(transaction.session());
        transaction.commit();
    }
    template <class Fn>
    void run_models(Fn&& fn) {
        run(std::forward<Fn>(fn), storage::Role::read_models);
    }

    static api::Caller caller(char const* region, std::vector<std::string> units = {}) {
        api::Caller caller;
        caller.user_id = UserId{7};
        caller.region = RegionCode{region};
        caller.scope = DataScope{.region_prefix = subtree_prefix(caller.region),
                                 .region = caller.region,
                                 .unit_prefixes = std::move(units)};
        return caller;
    }

    LeaderCockpit leader(char const* region, LeaderFilter const& filter = {}) {
        auto view = service.leader(caller(region), filter);
        EXPECT_TRUE(view.has_value());
        return view ? *std::move(view) : LeaderCockpit{};
    }
    CountyCockpit county(char const* region, CountyFilter const& filter = {}) {
        auto view = service.county(caller(region), filter);
        EXPECT_TRUE(view.has_value());
        return view ? *std::move(view) : CountyCockpit{};
    }

    static Tile const& tile(std::vector<Tile> const& tiles, std::string_view key) {
        auto const found = std::ranges::find(tiles, key, &Tile::key);
        EXPECT_NE(found, tiles.end()) << key;
        return *found;
    }

    /// Thirty-first of the year's 181 elapsed days in June, at noon in China.
    ManualClock clock{start_of(make_date(2026, 6, 30)) + std::chrono::hours{12}};
    storage::ScratchDatabase database{{execution::migrations(),
                                         execution::read_model_migrations()}};
    std::vector<basics::ParameterDefinition> parameters;
    std::vector<basics::ParameterValue> values;
    basics::DirectoryPtr directory;
    std::int64_t waiting = 3;
    Service service{{.database = *database,
                     .clock = clock,
                     .directory = [this] { return directory; },
                     .task_count = [this](api::Caller const&) { return waiting; }}};

    void add_directory() {
        using basics::RegionLevel;
        std::vector<basics::Region> regions{
            {.code = RegionCode{kProvince}, .name = "岚川省", .level = RegionLevel::province},
            {.code = RegionCode{kCity},
             .name = "云麓市",
             .level = RegionLevel::prefecture,
             .parent_code = RegionCode{kProvince}},
            {.code = RegionCode{kCounty},
             .name = "青屏区",
             .level = RegionLevel::county,
             .parent_code = RegionCode{kCity}},
            {.code = RegionCode{kOtherCounty},
             .name = "云桥区",
             .level = RegionLevel::county,
             .parent_code = RegionCode{kCity}},
            {.code = RegionCode{kTownship},
             .name = "云涧镇",
             .level = RegionLevel::township,
             .parent_code = RegionCode{kCounty}}};
        std::vector<basics::Unit> units;
        for (auto const* region : {kCounty, kOtherCounty})
            for (auto const* code : {"205", "205017", "210", "210001"})
                units.push_back({.region_code = RegionCode{region},
                                 .code = UnitCode{code},
                                 .name = std::string{region} + "-" + code,
                                 .short_name = code});
        std::vector<basics::CodeEntry> codes{{.set = basics::CodeSet::function,
                                              .fiscal_year = FiscalYear{2026},
                                              .code = "205",
                                              .name = "教育支出"}};
        directory = std::make_shared<basics::Directory const>(basics::Directory{
            .registry = std::make_shared<basics::Registry const>(std::move(regions),
                                                                 std::move(units)),
            .codes = std::make_shared<basics::CodeBook const>(
                std::move(codes), std::vector<basics::CrosswalkRow>{},
                std::vector<basics::CombinationRule>{}),
            .rules = std::make_shared<basics::RuleBook const>(
                parameters, values, std::vector<basics::AttachmentRequirement>{}),
            .calendar = std::make_shared<basics::Calendar const>(
                std::vector<basics::Calendar::Day>{}, std::set<basics::Calendar::Month>{})});
    }

private:
    std::int64_t last_id_ = 100;
};

}  // namespace jincai::cockpit
