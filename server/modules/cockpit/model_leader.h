#pragma once

#include <array>
#include <set>

#include "modules/cockpit/model.h"
#include "modules/execution/messages_payment.h"

/// The leader's cockpit: what is asked, what is answered, and the arithmetic between the sums and
/// the answer.
namespace jincai::cockpit {

struct LeaderFilter {
    std::optional<RegionCode> region_code;  ///< the caller's own when absent
    std::optional<FiscalYear> fiscal_year;
    std::optional<FiscalMonth> month;
    std::optional<FundCode> fund_code;
    std::optional<Coverage> coverage;
};
BOOST_DESCRIBE_STRUCT(LeaderFilter, (), (region_code, fiscal_year, month, fund_code, coverage))

/// A month of the cumulative line. What has not happened yet is absent, not zero.
struct PacePoint {
    FiscalMonth month;
    std::int64_t elapsed_bp = 0;  ///< at the end of the month
    Money pace_fen;               ///< the budget times that share
    std::optional<Money> paid_fen;
    std::optional<std::int64_t> actual_bp;
    std::optional<Money> last_year_fen;
    std::optional<std::int64_t> last_year_bp;  ///< of last year's budget
};
BOOST_DESCRIBE_STRUCT(PacePoint, (), (month, elapsed_bp, pace_fen, paid_fen, actual_bp,
                                      last_year_fen, last_year_bp))

/// A department within a level of government: 205 of the province and 205 of the counties are two.
struct DepartmentPace {
    basics::RegionLevel level{};
    std::string code;  ///< three digits
    std::string name;
    std::int64_t regions = 0;  ///< how many regions of the level have it
    Money budget_fen;
    Money paid_fen;
    std::int64_t rate_bp = 0;
    std::int64_t gap_bp = 0;  ///< rate less elapsed share of the year
    Link link;
};
BOOST_DESCRIBE_STRUCT(DepartmentPace, (), (level, code, name, regions, budget_fen, paid_fen,
                                           rate_bp, gap_bp, link))

/// Spending of one functional class (类), and its share of the whole.
struct FunctionShare {
    std::string code;
    std::string name;
    bool is_key = false;
    Money budget_fen;
    Money paid_fen;
    Money last_year_fen;  ///< paid up to the same month of last year
    std::int64_t budget_bp = 0;
    std::int64_t actual_bp = 0;
    std::int64_t last_year_bp = 0;
    Link link;
};
BOOST_DESCRIBE_STRUCT(FunctionShare, (), (code, name, is_key, budget_fen, paid_fen, last_year_fen,
                                          budget_bp, actual_bp, last_year_bp, link))

struct LeaderCockpit {
    RegionCode region_code;
    std::string region_name;
    Coverage coverage{};
    FiscalYear fiscal_year;
    FiscalMonth month;
    BusinessDate day{};
    std::optional<FundCode> fund_code;
    Timestamp as_of;
    Money budget_fen;
    Money paid_fen;
    Money last_year_fen;  ///< paid up to the same month of last year
    std::int64_t rate_bp = 0;
    std::int64_t elapsed_bp = 0;
    std::vector<Tile> tiles;
    std::vector<PacePoint> pace;
    std::vector<DepartmentPace> behind;  ///< furthest behind first, ten at most
    std::vector<DepartmentPace> ahead;   ///< furthest ahead first, ten at most
    std::int64_t department_count = 0;
    std::vector<FunctionShare> key_spending;
    std::vector<execution::LightRow> lights;  ///< worst first, fifty at most
    std::int64_t light_count = 0;
    std::vector<DueItem> due;
};
BOOST_DESCRIBE_STRUCT(LeaderCockpit, (),
                      (region_code, region_name, coverage, fiscal_year, month, day, fund_code,
                       as_of, budget_fen, paid_fen, last_year_fen, rate_bp, elapsed_bp, tiles,
                       pace, behind, ahead, department_count, key_spending, lights, light_count,
                       due))

/// One sum of one book. Month 0: the budget; 1..12: paid in that month, net of refunds.
struct SumRow {
    std::string department;
    FundCode fund_code;
    std::string function_class;  ///< 类, three digits
    FiscalMonth month;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(SumRow, (), (department, fund_code, function_class, month, amount_fen))
using BookSums = std::vector<SumRow>;

struct Spending {
    Money budget;
    Money paid;
    friend bool operator==(Spending const&, Spending const&) = default;
};

/// The sums of the books of one year added up the ways the cockpit shows them.
struct YearSums {
    Spending total;               ///< paid up to the frame's month
    std::array<Money, 12> paid_in{};  ///< by month, the whole year
    std::map<std::string, Spending> by_function;
    struct Department {
        Spending spending;
        std::set<RegionCode> regions;
    };
    std::map<std::pair<basics::RegionLevel, std::string>, Department> by_department;

    void add(BookSums const& sums, RegionCode const& region, basics::RegionLevel level,
             Frame const& frame);
};

[[nodiscard]] std::vector<PacePoint> pace_of(YearSums const& year, YearSums const& last_year,
                                             Frame const& frame);

/// Departments with money, sorted by their gap to the pace; `behind` has a negative gap.
struct DepartmentRanking {
    std::vector<DepartmentPace> behind;
    std::vector<DepartmentPace> ahead;
    std::int64_t count = 0;
};
[[nodiscard]] DepartmentRanking rank_departments(YearSums const& year, std::int64_t elapsed_bp,
                                                 std::size_t most);

/// Every functional class with money, the key ones first, each with its shares of the totals.
[[nodiscard]] std::vector<FunctionShare> function_shares(YearSums const& year,
                                                         YearSums const& last_year,
                                                         std::span<std::string const> key);

/// A scope that is not green, and the month that froze it.
struct TroubledScope {
    execution::LightRow row;
    std::optional<execution::LightMonth> frozen_by;
};

/// Why it is yellow or red, in words: the month that froze it, else for red the last overspent
/// month, else the latest one.
[[nodiscard]] std::string lamp_reason(TroubledScope const& scope, Language language);

}  // namespace jincai::cockpit
