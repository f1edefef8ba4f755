#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/money.h"
#include "base/time.h"
#include "ledger/account.h"
#include "ledger/quota_line.h"
#include "ledger/rules.h"

/// What can be asked of a book. A command carries its own time; the book owns no clock. The same
/// `command_id` with the same `body_digest` is booked once, however often it is sent.
namespace jincai::ledger {

struct CommandHeader {
    std::string command_id;  ///< made by the client; at most 64 characters
    std::uint64_t body_digest = 0;
    Timestamp at{};
    BusinessDate date{};  ///< decides the fiscal month; must lie in the book's year
    UserId actor;
    friend bool operator==(CommandHeader const&, CommandHeader const&) = default;
};

// ---- quotas

[[nodiscard]] inline QuotaId id_of(std::variant<QuotaId, QuotaLine> const& quota) {
    auto const* line = std::get_if<QuotaLine>(&quota);
    return line != nullptr ? line->id : std::get<QuotaId>(quota);
}

/// Money for one quota: a new line, or the id of an open one.
struct QuotaTarget {
    std::variant<QuotaId, QuotaLine> quota;
    Account account = Account::executable;
    Money amount;
    ContractId contract;  ///< only with `Account::contract`, which only OpenCarriedOver may fill
    [[nodiscard]] QuotaId id() const { return id_of(quota); }
};

/// 下达/追加: a source feeds quotas in 2001, 2002, 2003, 2004 or 2010.
struct IssueQuotas {
    CommandHeader header;
    DocumentId document;
    Account source = Account::annual_approval;  ///< 1001, 1002, 1004..1007 (1003: OpenCarriedOver)
    DocumentId upper_document;                  ///< required with 1002, else 0
    std::vector<QuotaTarget> targets;
};

struct HandDown {
    RegionCode receiver;  ///< a region below
    Money amount;
};

/// 分配: from one pending balance (2001, 2002, 2003, 2004) to quotas and to regions below.
struct Distribute {
    CommandHeader header;
    DocumentId document;  ///< the receivers' 1002 is kept under this number
    QuotaId from;
    Account account = Account::unallocated;
    std::vector<QuotaTarget> targets;
    std::vector<HandDown> hand_downs;
};

/// The source side of a movement: of 2001..2004, 2010 or 2011 of a quota.
struct SourcePart {
    QuotaId quota;
    Account account = Account::executable;
    Money amount;
};

/// 调剂, 追减, 冻结, 解冻 submitted: their source side waits in 2014 until they are decided, so that
/// nobody spends it meanwhile.
struct Reserve {
    CommandHeader header;
    DocumentId document;
    std::vector<SourcePart> parts;
};

/// Returned, withdrawn, voided: what the document holds goes back to where it came from.
struct Release {
    CommandHeader header;
    DocumentId document;
    std::vector<SourcePart> parts;
};

/// Where a movement takes its money: from the balance itself, or from what its document reserved.
enum class TakenFrom : std::uint8_t { balance, reserved };

/// 调剂 between two executable quotas, after the matrix `required_authority`.
struct Transfer {
    CommandHeader header;
    DocumentId document;
    QuotaId from;
    std::variant<QuotaId, QuotaLine> to;  ///< an open quota, or a new line under the same parent
    Money amount;
    Authority granted = Authority::unit;
    ApprovedTotal total = ApprovedTotal::unchanged;
    TakenFrom taken = TakenFrom::balance;
};

/// 追减: back to a source, 1004 unless the money is given back to the upper document it came from.
struct Reduce {
    CommandHeader header;
    DocumentId document;
    QuotaId quota;
    Account account = Account::executable;  ///< 2001, 2002, 2003, 2004, 2010 or 2011
    Money amount;
    Account source = Account::mid_year_change;
    DocumentId upper_document;  ///< required with 1002, else 0
    TakenFrom taken = TakenFrom::balance;
};

/// 冻结/解冻 of a part of the quota: 2010 <-> 2011. Not the red light.
struct FreezeAmount {
    CommandHeader header;
    DocumentId document;
    QuotaId quota;
    Money amount;
    TakenFrom taken = TakenFrom::balance;
};
struct UnfreezeAmount {
    CommandHeader header;
    DocumentId document;
    QuotaId quota;
    Money amount;
    TakenFrom taken = TakenFrom::balance;
};

/// 终止, 暂停, 恢复. Suspended and ended quotas take no new use; `ended` is final.
struct ChangeQuotaStatus {
    CommandHeader header;
    DocumentId document;
    QuotaId quota;
    QuotaStatus status = QuotaStatus::suspended;
};

// ---- procurement and contracts

struct OccupyProcurement {
    CommandHeader header;
    DocumentId procurement;
    QuotaId quota;
    Money amount;
};

struct RegisterContract {
    CommandHeader header;
    ContractId contract;
    QuotaId quota;
    DocumentId procurement;  ///< 0: without procurement, from 2010
    Money amount;
    Money saving;  ///< part of the procurement that returns to 2010
};

/// More (from 2010) or less (to 2010) contract money; `finished` returns what is left and ends it.
struct ChangeContract {
    CommandHeader header;
    ContractId contract;
    QuotaId quota;
    Money delta;
    bool finished = false;
};

// ---- cash plans

struct ApprovePlan {
    CommandHeader header;
    DocumentId document;
    QuotaId quota;
    FiscalMonth month;
    Money amount;
    ContractId contract;  ///< 0: from 2010; else from that contract's 2013
};

/// Unused plan to another month; neither of them closed.
struct ShiftPlan {
    CommandHeader header;
    DocumentId document;
    QuotaId quota;
    FiscalMonth from;
    FiscalMonth to;
    Money amount;
    ContractId contract;
};

// ---- payments

struct PaymentOrder {
    PaymentId payment;
    QuotaId quota;
    ContractId contract;  ///< 0: none
    Money amount;
    bool protected_class = false;  ///< wages, 三保, relief, court order, as the caller established
    std::uint64_t payee = 0;       ///< digest of the payee's account, compared with one-time passes
};

struct SubmitPayment {
    CommandHeader header;
    PaymentOrder order;
};

BOOST_DEFINE_ENUM_CLASS(BatchMode, all_or_nothing, line_by_line)

/// A payroll or a benefit list: one posting. `line_by_line` books what can be booked and names the
/// refused lines; when none can, the command is refused with the first reason.
struct SubmitPayments {
    CommandHeader header;
    BatchMode mode = BatchMode::all_or_nothing;
    std::vector<PaymentOrder> orders;
};

/// Back from review, or sent back by the bank: each part returns to where it came from.
struct ReturnPayment {
    CommandHeader header;
    PaymentId payment;
};

/// A whole list goes back: all of its payments, or none.
struct ReturnPayments {
    CommandHeader header;
    std::vector<PaymentId> payments;
};

/// The treasury cleared it; `header.date` is the clearing date.
struct ClearPayment {
    CommandHeader header;
    PaymentId payment;
};

/// Money came back. In the same year it restores the plan of the same quota in the month of the
/// refund; a payment of an earlier year restores nothing and is counted as surplus.
struct RefundPayment {
    CommandHeader header;
    PaymentId payment;
    Money amount;
    FiscalYear payment_year;
};

// ---- months, freezes

struct CloseMonth {
    CommandHeader header;
    FiscalMonth month;
};
struct OpenMonth {
    CommandHeader header;
    FiscalMonth month;
};

/// Ends a red scope. Two approvers, distinct, neither of them the requester.
struct Unfreeze {
    CommandHeader header;
    DocumentId document;
    ScopeId scope;
    UserId requester;
    UserId first_approver;
    UserId second_approver;
};

/// One single payment out of a frozen scope: up to `amount`, to this payee, until then.
struct GrantOneTimePass {
    CommandHeader header;
    DocumentId document;
    ScopeId scope;
    Money amount;
    std::uint64_t payee = 0;
    Timestamp valid_until{};
};

// ---- year end (December) and opening

/// Unused plan back to where it came from; no quotas named: of all.
struct ReturnUnusedPlan {
    CommandHeader header;
    std::vector<QuotaId> quotas;
};

struct CarryOverLine {
    QuotaId quota;
    Account account = Account::executable;  ///< 2001..2004, 2010, 2011 or 2013
    ContractId contract;                    ///< with 2013
    Money amount;
};

struct CarryOver {
    CommandHeader header;
    DocumentId document;
    std::vector<CarryOverLine> lines;
};

/// What is left and not carried over is recalled; no quotas named: of all.
struct Lapse {
    CommandHeader header;
    std::vector<QuotaId> quotas;
};

/// Requires: nothing left but 2030, 2040, 2050 and 2051.
struct CloseYear {
    CommandHeader header;
};

/// Opens last year's carry-over in this book: 1003 -> 2001..2004, 2010, 2013.
struct OpenCarriedOver {
    CommandHeader header;
    DocumentId document;
    std::vector<QuotaTarget> targets;
};

using Command =
    std::variant<IssueQuotas, Distribute, Reserve, Release, Transfer, Reduce, FreezeAmount,
                 UnfreezeAmount, ChangeQuotaStatus, OccupyProcurement, RegisterContract,
                 ChangeContract, ApprovePlan, ShiftPlan, SubmitPayment, SubmitPayments,
                 ReturnPayment, ClearPayment, RefundPayment, CloseMonth, OpenMonth, Unfreeze,
                 GrantOneTimePass, ReturnUnusedPlan, CarryOver, Lapse, CloseYear, OpenCarriedOver,
                 ReturnPayments>;

/// In the order of `Command`; its names are part of the journal.
BOOST_DEFINE_ENUM_CLASS(CommandKind, issue_quotas, distribute, reserve, release, transfer, reduce,
                        freeze_amount, unfreeze_amount, change_quota_status, occupy_procurement,
                        register_contract, change_contract, approve_plan, shift_plan,
                        submit_payment, submit_payments, return_payment, clear_payment,
                        refund_payment, close_month, open_month, unfreeze, grant_one_time_pass,
                        return_unused_plan, carry_over, lapse, close_year, open_carried_over,
                        return_payments)

[[nodiscard]] CommandKind kind_of(Command const& command);
[[nodiscard]] CommandHeader const& header_of(Command const& command);

}  // namespace jincai::ledger
