#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/money.h"
#include "base/time.h"
#include "ledger/quota_line.h"
#include "modules/basics/model.h"

/// The script of the demonstration province: what there is and what happens, as plain values. The
/// loader plays it through the product's own commands; nothing here touches a database.
namespace jincai::demo {

/// What kind of house a unit is; decides its staff, seasons and purchases.
enum class House : std::uint8_t { office, school, college, hospital, station, town };

/// A unit that receives money.
struct BudgetUnit {
    basics::Unit record;
    std::size_t region = 0;  ///< index into `Province::regions`
    House house = House::office;
    std::int64_t heads = 0;
    FunctionCode function;  ///< what its running costs are spent for
};

/// What a payee sells or is.
enum class Trade : std::uint8_t {
    stationery, power, heating, telecom, repair, service, instruments, construction, software,
    medicine, media, training, supplies, vehicles, payroll, travel_card, benefits,
};
inline constexpr std::size_t kTrades = 17;

struct Payee {
    std::string name;
    std::string account;
    std::string bank;
};

/// An account of the demonstration. People are named by their office: no name is a person's.
struct Account {
    std::string user_name;
    std::string display_name;
    std::string role;
    RegionCode region;
    std::optional<UnitCode> unit;
};

/// What does not change over the years.
struct Province {
    std::uint64_t seed = 0;
    BusinessDate today;
    std::vector<basics::Region> regions;  ///< parents before children
    std::vector<basics::Unit> departments;
    std::vector<BudgetUnit> units;
    std::vector<Payee> payees;
    std::vector<Account> accounts;

    [[nodiscard]] RegionCode const& region_of(BudgetUnit const& unit) const {
        return unit.record.region_code;
    }
};

using UnitIndex = std::uint32_t;   ///< into `Province::units`
using QuotaIndex = std::uint32_t;  ///< into `YearScript::quotas`
using PayeeIndex = std::uint32_t;  ///< into `Province::payees`

struct Quota {
    UnitIndex unit = 0;
    FunctionCode function;
    EconomicCode economic;
    ledger::ProjectClass project_class = ledger::ProjectClass::operating;
    bool protected_class = false;
    bool direct_funds = false;
    ProjectCode project_code;
    std::string project_name;
    std::string summary;
    Money amount;  ///< all documents of the year together
};

/// How far a document gets. `steps` counts the approvals it has received while it still waits.
enum class Stage : std::uint8_t { done, draft, waiting, returned };
struct Standing {
    Stage stage = Stage::done;
    std::uint8_t steps = 0;
};

/// 指标文 of a region: the beginning of the year, or an addition.
struct QuotaDocument {
    enum class Kind : std::uint8_t { issue, increase, transfer };
    struct Line {
        QuotaIndex quota = 0;
        Money amount;
    };
    Kind kind = Kind::issue;
    std::size_t region = 0;
    Timestamp at;
    std::string title;
    std::string reason;
    std::vector<Line> lines;  ///< of a transfer: the giving quota first, then the receiving one
    Standing standing;
};

/// 用款计划 of one unit; of a shift: two lines, the second month receives what the first gives.
struct PlanDocument {
    enum class Kind : std::uint8_t { plan, shift };
    struct Line {
        QuotaIndex quota = 0;
        FiscalMonth month;
        Money amount;
    };
    Kind kind = Kind::plan;
    UnitIndex unit = 0;
    Timestamp at;
    std::string title;
    std::string reason;
    std::vector<Line> lines;
    Standing standing;
};

/// The last thing that has happened to a payment so far.
enum class PaymentEnd : std::uint8_t {
    draft, waiting_review, waiting_approval, approved, sealed, sent, cleared, returned, bounced,
};

struct Payment {
    QuotaIndex quota = 0;
    PayeeIndex payee = 0;
    Money amount;
    Timestamp at;          ///< submitted
    Timestamp cleared_at;  ///< when the bank's answer comes
    PaymentEnd end = PaymentEnd::cleared;
    std::string purpose;
    std::string opinion;  ///< of a return
    Money refund;         ///< comes back at `refund_at`; zero for none
    Timestamp refund_at;
};

/// What becomes of a frozen scope.
enum class FreezeEnd : std::uint8_t { stays, requested, opined, lifted };

/// A scope that two overspent months have frozen; the freeze itself comes out of the book.
struct FreezeStory {
    UnitIndex unit = 0;
    ledger::ProjectClass project_class = ledger::ProjectClass::operating;
    FiscalMonth month;  ///< the second of the two
    FreezeEnd end = FreezeEnd::stays;
    Timestamp requested_at;
    Timestamp lifted_at;
    std::string reason;
    std::string correction_plan;
};

/// One fiscal year. The members are in order of time, each by itself.
struct YearScript {
    FiscalYear year;
    std::vector<Quota> quotas;
    std::vector<QuotaDocument> quota_documents;
    std::vector<PlanDocument> plan_documents;
    std::vector<Payment> payments;
    std::vector<FreezeStory> freezes;
};

}  // namespace jincai::demo
