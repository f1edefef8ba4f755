#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <string>

#include "base/ids.h"

namespace jincai::ledger {

/// Codes 1 人员类, 2 公用 (运转类), 3 特定目标类.
BOOST_DEFINE_ENUM_CLASS(ProjectClass, personnel, operating, project)
inline constexpr std::size_t kProjectClasses = 3;

/// The dimensions of one quota (指标), fixed when it is opened. What changes are its balances.
struct QuotaLine {
    QuotaId id;
    DocumentId document;      ///< the document that opened it
    QuotaId parent;           ///< the quota it was distributed from; 0 for one opened by a source
    UnitCode unit;            ///< department 3 digits, then the unit; empty while undistributed
    FundCode fund;            ///< two digits name the budget: 11 12 13 14, 2x and 3x others
    FunctionCode function;
    EconomicCode economic;    ///< department set
    std::string government_economic;
    ProjectCode project;
    ProjectClass project_class = ProjectClass::project;
    bool protected_class = false;   ///< wages, 三保, disaster relief: payable while frozen
    bool direct_funds = false;      ///< 直达资金
    bool special_transfer = false;  ///< 专项转移支付: the purpose belongs to the upper level
    bool limited_expense = false;   ///< 三公
    friend bool operator==(QuotaLine const&, QuotaLine const&) = default;
};
BOOST_DESCRIBE_STRUCT(QuotaLine, (),
                      (id, document, parent, unit, fund, function, economic, government_economic,
                       project, project_class, protected_class, direct_funds, special_transfer,
                       limited_expense))

BOOST_DEFINE_ENUM_CLASS(QuotaStatus, active, suspended, ended)

/// What a light watches. Fixed for the whole book (the year): its counters are kept per scope.
BOOST_DEFINE_ENUM_CLASS(ScopeKind, unit_fund_class, unit, project)

/// One scope of lights. Members that the book's `ScopeKind` does not use are empty.
struct ScopeKey {
    UnitCode unit;
    std::string fund;           ///< `unit_fund_class` only
    std::string project_class;  ///< `unit_fund_class` only: personnel, operating, project
    std::string project;        ///< `project` only
    friend auto operator<=>(ScopeKey const&, ScopeKey const&) = default;
};
BOOST_DESCRIBE_STRUCT(ScopeKey, (), (unit, fund, project_class, project))

/// The number of a scope inside one book, from 1 in the order in which quotas opened them;
/// 0: the quota has no light (personnel by default).
using ScopeId = Id<struct ScopeTag>;

}  // namespace jincai::ledger
