#pragma once

#include "modules/execution/messages.h"

namespace jincai::execution {

struct Payee {
    std::string name;
    std::string account;
    std::string bank;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(Payee, (), (name, account, bank, amount_fen))

struct NewPayment {
    QuotaId quota_id;
    std::optional<ContractId> contract_id;
    Money amount_fen;
    std::string purpose;
    std::vector<Payee> payees;
    std::vector<std::int64_t> attachment_ids;
    bool submit = false;
};
BOOST_DESCRIBE_STRUCT(NewPayment, (),
                      (quota_id, contract_id, amount_fen, purpose, payees, attachment_ids, submit))

/// A changed draft; `revision` is the one the person saw.
struct PaymentEdit {
    std::int64_t revision = 1;
    Money amount_fen;
    std::string purpose;
    std::vector<Payee> payees;
    std::vector<std::int64_t> attachment_ids;
};
BOOST_DESCRIBE_STRUCT(PaymentEdit, (), (revision, amount_fen, purpose, payees, attachment_ids))

struct PaymentItem {
    RegionCode region_code;
    PaymentId id;
    FiscalYear fiscal_year;
    std::string number;
    UnitCode unit_code;
    std::string unit_name;
    QuotaId quota_id;
    ProjectClass project_class{};
    FundCode fund_code;
    FunctionCode function_code;
    EconomicCode economic_code;
    std::string economic_name;
    Money amount_fen;
    Money refunded_fen;
    PaymentStatus status{};
    std::string purpose;
    std::string payee_name;
    std::int64_t payee_count = 1;
    std::string created_by_name;
    Timestamp created_at;
    std::optional<Timestamp> submitted_at;
    std::optional<BusinessDate> cleared_on;
    std::optional<Light> light_after;
};
BOOST_DESCRIBE_STRUCT(PaymentItem, (),
                      (region_code, id, fiscal_year, number, unit_code, unit_name, quota_id,
                       project_class, fund_code, function_code, economic_code, economic_name,
                       amount_fen, refunded_fen, status, purpose, payee_name, payee_count,
                       created_by_name, created_at, submitted_at, cleared_on, light_after))

struct PaymentFilter : api::Paging {
    std::optional<RegionCode> region_code;
    std::optional<FiscalYear> fiscal_year;
    std::optional<UnitCode> unit_code;
    std::optional<PaymentStatus> status;
    std::optional<ProjectClass> project_class;
    std::optional<QuotaId> quota_id;
    std::optional<std::string> economic_code;
    std::optional<BusinessDate> submitted_from;
    std::optional<BusinessDate> submitted_to;
    std::optional<Money> amount_fen_min;
    std::optional<Money> amount_fen_max;
    std::optional<std::string> query;  ///< in number, purpose and payee
};
BOOST_DESCRIBE_STRUCT(PaymentFilter, (api::Paging),
                      (region_code, fiscal_year, unit_code, status, project_class, quota_id,
                       economic_code, submitted_from, submitted_to, amount_fen_min, amount_fen_max,
                       query))

struct RefundView {
    Money amount_fen;
    BusinessDate day;
    std::string reason;
    std::string bank_reference;
};
BOOST_DESCRIBE_STRUCT(RefundView, (), (amount_fen, day, reason, bank_reference))

struct PaymentView {
    PaymentItem payment;
    std::string amount_capital;  ///< 大写金额
    ContractId contract_id;
    std::vector<Payee> payees;
    std::vector<std::int64_t> attachment_ids;
    std::optional<std::string> voucher_number;
    std::optional<Timestamp> sealed_at;
    std::optional<Timestamp> sent_at;
    std::optional<std::string> bank_reference;
    std::optional<std::int64_t> journal_seq;
    std::optional<PaymentListId> list_id;  ///< the list it came in, if it did
    std::vector<RefundView> refunds;
    std::optional<std::string> open_step;
    Money quota_issued_fen;
    Money quota_available_fen;
    LightView light;
    std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(PaymentView, (),
                      (payment, amount_capital, contract_id, payees, attachment_ids,
                       voucher_number, sealed_at, sent_at, bank_reference, journal_seq, list_id,
                       refunds,
                       open_step, quota_issued_fen, quota_available_fen, light, revision))

struct PreviewRequest {
    QuotaId quota_id;
    std::optional<ContractId> contract_id;
    Money amount_fen;
    std::optional<std::string> payee_account;
};
BOOST_DESCRIBE_STRUCT(PreviewRequest, (), (quota_id, contract_id, amount_fen, payee_account))

/// What would happen, by the very rules of the booking: nothing is written.
struct PaymentPreview {
    bool allowed = false;
    std::optional<std::string> refusal_code;
    std::optional<std::string> refusal_text;
    std::optional<std::string> refusal_basis;
    ledger::PlanMode plan_mode{};
    Money issued_fen;
    Money available_fen;
    Money available_after_fen;
    LightView light_before;
    LightView light_after;
    bool overspent_after = false;
    bool freezes = false;
    std::vector<std::string> missing_attachments;
    std::vector<std::string> warnings;
};
BOOST_DESCRIBE_STRUCT(PaymentPreview, (),
                      (allowed, refusal_code, refusal_text, refusal_basis, plan_mode, issued_fen,
                       available_fen, available_after_fen, light_before, light_after,
                       overspent_after, freezes, missing_attachments, warnings))

struct ClearRequest {
    std::string bank_reference;
    std::optional<BusinessDate> cleared_on;  ///< today when absent
};
BOOST_DESCRIBE_STRUCT(ClearRequest, (), (bank_reference, cleared_on))

struct RefundRequest {
    Money amount_fen;
    std::string reason;
    std::string bank_reference;
};
BOOST_DESCRIBE_STRUCT(RefundRequest, (), (amount_fen, reason, bank_reference))

struct BulkDecision {
    std::vector<PaymentId> payment_ids;
    std::optional<std::string> opinion;
};
BOOST_DESCRIBE_STRUCT(BulkDecision, (), (payment_ids, opinion))

struct BulkResult {
    PaymentId payment_id;
    bool done = false;
    std::optional<std::string> code;
    std::optional<std::string> detail;
};
BOOST_DESCRIBE_STRUCT(BulkResult, (), (payment_id, done, code, detail))

struct BulkResults {
    std::int64_t done = 0;
    std::int64_t failed = 0;
    std::vector<BulkResult> results;
};
BOOST_DESCRIBE_STRUCT(BulkResults, (), (done, failed, results))

// ---- lights and freezes

struct LightFilter : api::Paging {
    std::optional<RegionCode> region_code;
    std::optional<FiscalYear> fiscal_year;
    std::optional<std::string> unit_code;
    std::optional<Light> light;  ///< of the latest month
};
BOOST_DESCRIBE_STRUCT(LightFilter, (api::Paging), (region_code, fiscal_year, unit_code, light))

struct LightMonth {
    FiscalMonth month;
    Light light{};
    Money plan_fen;
    Money spend_fen;
    std::int64_t spend_bp = 0;
};
BOOST_DESCRIBE_STRUCT(LightMonth, (), (month, light, plan_fen, spend_fen, spend_bp))

/// A scope with its lamps so far this year, newest last.
struct LightRow {
    RegionCode region_code;
    std::string region_name;
    UnitCode unit_code;
    std::string unit_name;
    std::string fund_code;
    std::string project_class;
    Light light{};
    bool frozen = false;
    std::optional<Timestamp> since;
    std::string reason;
    std::optional<TimeAdjusted> time_adjusted;  ///< of the current month only
    std::vector<LightMonth> months;
};
BOOST_DESCRIBE_STRUCT(LightRow, (),
                      (region_code, region_name, unit_code, unit_name, fund_code, project_class,
                       light, frozen, since, reason, time_adjusted, months))

struct LightTotals {
    std::int64_t green = 0;
    std::int64_t yellow = 0;
    std::int64_t red = 0;
    std::int64_t frozen = 0;
};
BOOST_DESCRIBE_STRUCT(LightTotals, (), (green, yellow, red, frozen))

struct LightChangeItem {
    std::int64_t seq = 0;
    Timestamp at;
    FiscalMonth month;
    UnitCode unit_code;
    std::string fund_code;
    std::string project_class;
    Light light_from{};
    Light light_to{};
    Money plan_fen;
    Money spend_fen;
    std::int64_t spend_bp = 0;
    std::string rule_version;
};
BOOST_DESCRIBE_STRUCT(LightChangeItem, (),
                      (seq, at, month, unit_code, fund_code, project_class, light_from, light_to,
                       plan_fen, spend_fen, spend_bp, rule_version))

struct FreezeFilter : api::Paging {
    std::optional<RegionCode> region_code;
    std::optional<std::string> unit_code;
    std::optional<FreezeStatus> status;
};
BOOST_DESCRIBE_STRUCT(FreezeFilter, (api::Paging), (region_code, unit_code, status))

struct FreezeView {
    RegionCode region_code;
    DocumentId id;
    FiscalYear fiscal_year;
    UnitCode unit_code;
    std::string unit_name;
    std::string fund_code;
    std::string project_class;
    FreezeStatus status{};
    FiscalMonth month;
    Money plan_fen;
    Money spend_fen;
    std::string rule_version;
    std::int64_t trigger_seq = 0;
    Timestamp frozen_at;
    std::optional<std::string> requested_by_name;
    std::optional<Timestamp> requested_at;
    std::optional<std::string> reason;
    std::optional<std::string> correction_plan;
    std::vector<std::int64_t> attachment_ids;
    std::optional<Timestamp> lifted_at;
    std::optional<std::string> open_step;
    std::string explanation;
    std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(FreezeView, (),
                      (region_code, id, fiscal_year, unit_code, unit_name, fund_code,
                       project_class, status, month, plan_fen, spend_fen, rule_version,
                       trigger_seq, frozen_at, requested_by_name, requested_at, reason,
                       correction_plan, attachment_ids, lifted_at, open_step, explanation,
                       revision))

struct UnfreezeRequest {
    std::string reason;
    std::string correction_plan;
    std::optional<std::vector<std::int64_t>> attachment_ids;
    std::optional<std::int64_t> revision;  ///< the one the person saw
};
BOOST_DESCRIBE_STRUCT(UnfreezeRequest, (), (reason, correction_plan, attachment_ids, revision))

/// 特批: one single payment out of a frozen scope.
struct PassRequest {
    Money amount_fen;
    std::string payee_account;
    std::string reason;
    std::int32_t hours = 24;
};
BOOST_DESCRIBE_STRUCT(PassRequest, (), (amount_fen, payee_account, reason, hours))

}  // namespace jincai::execution
