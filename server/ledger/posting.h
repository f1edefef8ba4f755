#pragma once

#include <boost/container/small_vector.hpp>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "ledger/command.h"

/// What one accepted command did: everything needed to rebuild the book, so that replay never
/// decides again. Its canonical text (`record.h`) is what the journal stores and hashes.
namespace jincai::ledger {

/// Key of a balance. `key` is a quota id for uses; for 1002 the upper document, else 0.
struct BalanceKey {
    Account account = Account::executable;
    std::int64_t key = 0;
    std::int64_t detail = 0;
    friend auto operator<=>(BalanceKey const&, BalanceKey const&) = default;
};
BOOST_DESCRIBE_STRUCT(BalanceKey, (), (account, key, detail))

/// The detail of a 2020 balance: the month, and the contract whose 2013 money it is (0: from 2010).
/// Requires: 0 <= contract <= kContractMax.
inline constexpr std::int64_t kContractMax = (std::int64_t{1} << 58) - 1;
[[nodiscard]] constexpr std::int64_t plan_bucket(ContractId contract, FiscalMonth month) {
    return contract.value() * 16 + month.value;
}
[[nodiscard]] constexpr FiscalMonth bucket_month(std::int64_t detail) {
    return FiscalMonth{static_cast<std::int32_t>(detail % 16)};
}
[[nodiscard]] constexpr ContractId bucket_contract(std::int64_t detail) {
    return ContractId{detail / 16};
}

/// The detail of a 2014 balance: the document that waits for its decision, and the account its money
/// was taken from, so that it finds its way back. Requires: 0 < document <= kContractMax.
[[nodiscard]] constexpr std::int64_t reserve_bucket(DocumentId document, Account origin) {
    return document.value() * 16 + (number(origin) - 2000);
}
[[nodiscard]] constexpr DocumentId bucket_document(std::int64_t detail) {
    return DocumentId{detail / 16};
}
[[nodiscard]] inline std::optional<Account> bucket_origin(std::int64_t detail) {
    return account_of(2000 + detail % 16);
}

BOOST_DEFINE_ENUM_CLASS(Side, debit, credit)

struct EntryLine {
    Side side = Side::debit;
    Account account = Account::executable;
    std::int64_t key = 0;
    std::int64_t detail = 0;
    Money amount;
    friend bool operator==(EntryLine const&, EntryLine const&) = default;
};
BOOST_DESCRIBE_STRUCT(EntryLine, (), (side, account, key, detail, amount))

/// What a quota received and gave, beside its balances. Signed.
struct QuotaChange {
    QuotaId quota;
    Money from_source;  ///< issued, increased, reduced
    Money from_parent;  ///< distributed to it by its parent
    Money moved;        ///< transfers, and distributions from a quota that is not its parent
    Money passed_down;  ///< distributed out of it
    friend bool operator==(QuotaChange const&, QuotaChange const&) = default;
};
BOOST_DESCRIBE_STRUCT(QuotaChange, (), (quota, from_source, from_parent, moved, passed_down))

struct QuotaStatusChange {
    QuotaId quota;
    QuotaStatus status = QuotaStatus::active;
    friend bool operator==(QuotaStatusChange const&, QuotaStatusChange const&) = default;
};
BOOST_DESCRIBE_STRUCT(QuotaStatusChange, (), (quota, status))

/// The part of a 2040 line that the lower region's 1002 must equal (invariant I6).
struct HandDownChange {
    DocumentId document;
    RegionCode receiver;
    Money amount;
    friend bool operator==(HandDownChange const&, HandDownChange const&) = default;
};
BOOST_DESCRIBE_STRUCT(HandDownChange, (), (document, receiver, amount))

struct ContractChange {
    ContractId contract;
    QuotaId quota;
    Money delta;  ///< of the contract's amount on this quota
    bool finished = false;
    friend bool operator==(ContractChange const&, ContractChange const&) = default;
};
BOOST_DESCRIBE_STRUCT(ContractChange, (), (contract, quota, delta, finished))

/// Approved plan of a quota and month; moves the plan of the quota's light scope as well.
struct PlanChange {
    QuotaId quota;
    FiscalMonth month;
    Money delta;
    friend bool operator==(PlanChange const&, PlanChange const&) = default;
};
BOOST_DESCRIBE_STRUCT(PlanChange, (), (quota, month, delta))

/// Spending of a light scope and month: cleared + in flight - refunds.
struct SpendChange {
    ScopeId scope;
    FiscalMonth month;
    Money cleared;
    Money in_flight;
    Money refunded;
    friend bool operator==(SpendChange const&, SpendChange const&) = default;
};
BOOST_DESCRIBE_STRUCT(SpendChange, (), (scope, month, cleared, in_flight, refunded))

BOOST_DEFINE_ENUM_CLASS(PaymentState, in_flight, returned, cleared)

/// A part of a payment: the balance it was taken from.
struct PaymentPart {
    Account account = Account::plan;  ///< 2010, 2013 or 2020
    std::int64_t detail = 0;
    Money amount;
    friend bool operator==(PaymentPart const&, PaymentPart const&) = default;
};
BOOST_DESCRIBE_STRUCT(PaymentPart, (), (account, detail, amount))

/// A payment that is new (with order and parts), or whose state or refunded amount changed.
struct PaymentChange {
    PaymentId payment;
    QuotaId quota;
    ContractId contract;
    Money amount;          ///< of the payment; of the refund in `refund_payment`
    PaymentState state = PaymentState::in_flight;
    FiscalMonth month;     ///< of the submission, return, clearing or refund
    boost::container::small_vector<PaymentPart, 2> parts;  ///< only when new
    friend bool operator==(PaymentChange const&, PaymentChange const&) = default;
};

BOOST_DEFINE_ENUM_CLASS(Light, green, yellow, red)

/// What the month itself shows, by the line that held when it was evaluated; red comes on top.
struct LightEvaluation {
    ScopeId scope;
    FiscalMonth month;
    Light light = Light::green;  ///< green or yellow
    friend bool operator==(LightEvaluation const&, LightEvaluation const&) = default;
};
BOOST_DESCRIBE_STRUCT(LightEvaluation, (), (scope, month, light))

/// A light that people see changed, with the figures and the rule version that say why.
struct LightChange {
    ScopeId scope;
    FiscalMonth month;
    Light before = Light::green;
    Light after = Light::green;
    Money plan;
    Money spend;
    std::int32_t overspent_run = 0;  ///< overspent months in a row up to this one
    std::string rule_version;
    friend bool operator==(LightChange const&, LightChange const&) = default;
};
BOOST_DESCRIBE_STRUCT(LightChange, (),
                      (scope, month, before, after, plan, spend, overspent_run, rule_version))

/// `warned`: red without a legal basis for freezing. `lifted`: an approved unfreeze.
BOOST_DEFINE_ENUM_CLASS(FreezeAction, frozen, warned, lifted)

struct FreezeChange {
    ScopeId scope;
    FreezeAction action = FreezeAction::frozen;
    FiscalMonth month;      ///< the last month of the overspent run
    std::uint32_t months = 0;  ///< bit m: month m made the run, or no longer counts (lifted)
    PaymentId trigger;      ///< the payment, 0 when a plan change or a clearing without one did it
    Money plan;
    Money spend;
    std::string rule_version;
    std::string basis;      ///< document number that allows the freeze, or of the unfreeze
    UserId requester;
    UserId first_approver;
    UserId second_approver;
    friend bool operator==(FreezeChange const&, FreezeChange const&) = default;
};
BOOST_DESCRIBE_STRUCT(FreezeChange, (),
                      (scope, action, month, months, trigger, plan, spend, rule_version, basis,
                       requester, first_approver, second_approver))

/// A one-time pass granted (`used_by` 0) or used up; known by the posting that granted it.
struct PassChange {
    std::int64_t granted_seq = 0;
    ScopeId scope;
    Money amount;
    std::uint64_t payee = 0;
    Timestamp valid_until{};
    PaymentId used_by;
    friend bool operator==(PassChange const&, PassChange const&) = default;
};
BOOST_DESCRIBE_STRUCT(PassChange, (), (granted_seq, scope, amount, payee, valid_until, used_by))

struct MonthChange {
    FiscalMonth month;
    bool closed = false;
    friend bool operator==(MonthChange const&, MonthChange const&) = default;
};
BOOST_DESCRIBE_STRUCT(MonthChange, (), (month, closed))

/// What the closing entry took off a quota, kept for its statement and for I4.
struct QuotaClosing {
    QuotaId quota;
    Money paid;
    Money handed_down;
    Money carried_over;
    Money recalled;
    friend bool operator==(QuotaClosing const&, QuotaClosing const&) = default;
};
BOOST_DESCRIBE_STRUCT(QuotaClosing, (), (quota, paid, handed_down, carried_over, recalled))

/// A line of a batch that was not booked, by the code of its refusal.
struct RefusedLine {
    std::int32_t index = 0;
    std::string code;
    /// With its figures, for the answer to the caller alone: the journal keeps the code.
    Error error{};
    friend bool operator==(RefusedLine const& a, RefusedLine const& b) {
        return a.index == b.index && a.code == b.code;
    }
};
BOOST_DESCRIBE_STRUCT(RefusedLine, (), (index, code))

struct Posting {
    std::int64_t seq = 0;  ///< from 1, without gaps
    CommandHeader header;
    CommandKind kind = CommandKind::issue_quotas;
    DocumentId document;  ///< the command's document, 0 when it has none

    boost::container::small_vector<EntryLine, 4> lines;  ///< none for plan targets, months, freezes
    boost::container::small_vector<PaymentChange, 1> payments;
    boost::container::small_vector<SpendChange, 2> spending;
    boost::container::small_vector<LightEvaluation, 2> evaluations;
    std::vector<QuotaLine> opened;
    std::vector<QuotaChange> quotas;
    std::vector<QuotaStatusChange> statuses;
    std::vector<HandDownChange> hand_downs;
    std::vector<ContractChange> contracts;
    std::vector<PlanChange> plans;
    std::vector<LightChange> lights;
    std::vector<FreezeChange> freezes;
    std::vector<PassChange> passes;
    std::vector<MonthChange> months;
    std::vector<QuotaClosing> closings;
    std::vector<RefusedLine> refused;
    Money surplus;  ///< refund of an earlier year's payment
    friend bool operator==(Posting const&, Posting const&) = default;
};

}  // namespace jincai::ledger
