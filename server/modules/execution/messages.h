#pragma once

#include "modules/execution/model.h"
#include "platform/api/page.h"

/// What travels over the interface: requests and answers of this module.
namespace jincai::execution {

// ---- quotas

/// The dimensions of a quota that a document opens.
struct NewQuota {
    UnitCode unit_code;  ///< empty while undistributed
    FundCode fund_code;
    FunctionCode function_code;
    EconomicCode economic_code;
    std::string government_economic_code;  ///< empty: taken from the crosswalk
    ProjectCode project_code;
    std::string project_name;
    ProjectClass project_class{};
    bool protected_class = false;
    bool direct_funds = false;
    std::string summary;
    ledger::Account account{};  ///< where it arrives: unallocated ... reserve, or executable
};
BOOST_DESCRIBE_STRUCT(NewQuota, (),
                      (unit_code, fund_code, function_code, economic_code,
                       government_economic_code, project_code, project_name, project_class,
                       protected_class, direct_funds, summary, account))

/// One line of a quota document; which members it needs depends on the document's kind:
/// issue, increase: `quota` · distribute: `from_quota_id` and `quota` or `receiver_region_code` ·
/// transfer: `from_quota_id`, `to_quota_id` · decrease, freeze, unfreeze: `from_quota_id`.
struct QuotaDocumentLine {
    std::optional<QuotaId> from_quota_id;
    std::optional<QuotaId> to_quota_id;
    std::optional<RegionCode> receiver_region_code;
    std::optional<NewQuota> quota;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(QuotaDocumentLine, (),
                      (from_quota_id, to_quota_id, receiver_region_code, quota, amount_fen))

struct NewQuotaDocument {
    RegionCode region_code;
    FiscalYear fiscal_year;
    QuotaDocumentKind kind{};
    std::string title;
    std::optional<QuotaSource> source;
    std::optional<std::string> upper_number;
    std::string reason;
    std::vector<QuotaDocumentLine> lines;
    std::optional<std::vector<std::int64_t>> attachment_ids;
    bool submit = false;
};
BOOST_DESCRIBE_STRUCT(NewQuotaDocument, (),
                      (region_code, fiscal_year, kind, title, source, upper_number, reason, lines,
                       attachment_ids, submit))

/// A changed draft; `revision` is the one the person saw. Kind, region and year stay.
struct QuotaDocumentEdit {
    std::int64_t revision = 1;
    std::string title;
    std::optional<QuotaSource> source;
    std::optional<std::string> upper_number;
    std::string reason;
    std::vector<QuotaDocumentLine> lines;
    std::optional<std::vector<std::int64_t>> attachment_ids;
};
BOOST_DESCRIBE_STRUCT(QuotaDocumentEdit, (),
                      (revision, title, source, upper_number, reason, lines, attachment_ids))

struct QuotaDocumentView {
    RegionCode region_code;
    DocumentId id;
    FiscalYear fiscal_year;
    QuotaDocumentKind kind{};
    std::string number;
    std::string title;
    QuotaSource source{};
    std::string upper_number;
    std::string reason;
    DocumentStatus status{};
    Money amount_fen;
    std::vector<QuotaDocumentLine> lines;
    std::vector<std::int64_t> attachment_ids;
    std::vector<std::string> missing_attachments;  ///< it cannot be submitted without these
    std::vector<std::string> warnings;             ///< attachments that should be there
    std::string created_by_name;
    Timestamp created_at;
    std::optional<std::int64_t> booked_seq;
    std::optional<Timestamp> booked_at;
    std::optional<std::string> open_step;
    std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(QuotaDocumentView, (),
                      (region_code, id, fiscal_year, kind, number, title, source, upper_number,
                       reason, status, amount_fen, lines, attachment_ids, missing_attachments,
                       warnings, created_by_name, created_at, booked_seq, booked_at, open_step,
                       revision))

struct DocumentItem {
    RegionCode region_code;
    DocumentId id;
    FiscalYear fiscal_year;
    std::string kind;
    std::string number;
    std::string title;
    std::string unit_code;
    DocumentStatus status{};
    Money amount_fen;
    std::string created_by_name;
    Timestamp created_at;
    std::optional<Timestamp> booked_at;
};
BOOST_DESCRIBE_STRUCT(DocumentItem, (),
                      (region_code, id, fiscal_year, kind, number, title, unit_code, status,
                       amount_fen, created_by_name, created_at, booked_at))

struct DocumentFilter : api::Paging {
    std::optional<RegionCode> region_code;
    std::optional<FiscalYear> fiscal_year;
    std::optional<std::string> kind;
    std::optional<std::string> status;
    std::optional<std::string> query;  ///< in number and title
};
BOOST_DESCRIBE_STRUCT(DocumentFilter, (api::Paging),
                      (region_code, fiscal_year, kind, status, query))

/// A decision on a document in its flow. `expected_step` guards against deciding a step, `revision`
/// against deciding a version that the person did not see.
struct DecisionRequest {
    std::optional<std::string> opinion;
    std::optional<std::string> expected_step;
    std::optional<std::int64_t> revision;
};
BOOST_DESCRIBE_STRUCT(DecisionRequest, (), (opinion, expected_step, revision))

/// The statement of a quota (指标执行情况): every fen stands in exactly one column.
struct QuotaItem {
    RegionCode region_code;
    QuotaId id;
    FiscalYear fiscal_year;
    UnitCode unit_code;
    std::string unit_name;
    FundCode fund_code;
    FunctionCode function_code;
    std::string function_name;
    EconomicCode economic_code;
    std::string economic_name;
    ProjectCode project_code;
    std::string project_name;
    ProjectClass project_class{};
    bool protected_class = false;
    bool direct_funds = false;
    std::string summary;
    DocumentId document_id;
    std::string document_number;
    QuotaId parent_id;
    Money issued_fen;
    Money pending_fen;
    Money executable_fen;
    Money frozen_fen;
    Money procurement_fen;
    Money contract_fen;
    Money reserved_fen;  ///< by documents that are being decided
    Money plan_fen;
    Money in_flight_fen;
    Money paid_fen;
    Money passed_down_fen;
    Money carried_fen;
    Money recalled_fen;
};
BOOST_DESCRIBE_STRUCT(QuotaItem, (),
                      (region_code, id, fiscal_year, unit_code, unit_name, fund_code,
                       function_code, function_name, economic_code, economic_name, project_code,
                       project_name, project_class, protected_class, direct_funds, summary,
                       document_id, document_number, parent_id, issued_fen, pending_fen,
                       executable_fen, frozen_fen, procurement_fen, contract_fen, reserved_fen,
                       plan_fen, in_flight_fen, paid_fen, passed_down_fen, carried_fen, recalled_fen))

struct QuotaFilter : api::Paging {
    std::optional<RegionCode> region_code;
    std::optional<FiscalYear> fiscal_year;
    std::optional<UnitCode> unit_code;
    std::optional<FundCode> fund_code;
    std::optional<std::string> function_code;  ///< or its 类 or 款
    std::optional<std::string> economic_code;
    std::optional<ProjectClass> project_class;
    std::optional<std::string> query;  ///< in project name and summary
};
BOOST_DESCRIBE_STRUCT(QuotaFilter, (api::Paging),
                      (region_code, fiscal_year, unit_code, fund_code, function_code,
                       economic_code, project_class, query))

struct MonthPlan {
    FiscalMonth month;
    Money approved_fen;
    Money left_fen;
};
BOOST_DESCRIBE_STRUCT(MonthPlan, (), (month, approved_fen, left_fen))

/// Beside a light of the current month: spending against the part of the plan that the days gone by
/// stand for, so that a unit that executes as planned is told apart from one that rushes. A hint:
/// it neither changes the light nor stops money.
struct TimeAdjusted {
    std::int64_t elapsed_bp = 0;  ///< of the month, today included
    Money expected_fen;           ///< the plan's part for that time
    std::int64_t spend_bp = 0;    ///< spending against it
    std::int64_t line_bp = 0;
    bool ahead = false;           ///< strictly above the line
    std::string reason;           ///< in the caller's language; "" when not ahead
};
BOOST_DESCRIBE_STRUCT(TimeAdjusted, (),
                      (elapsed_bp, expected_fen, spend_bp, line_bp, ahead, reason))

/// A light with the figures and the rule that explain it.
struct LightView {
    Light light{};
    bool watched = true;  ///< false: this class has no light (wages)
    bool frozen = false;
    FiscalMonth month;
    Money plan_fen;
    Money spend_fen;
    std::int64_t spend_bp = 0;
    std::string rule_version;
    std::optional<Timestamp> since;
    std::string reason;  ///< in the caller's language
    std::optional<TimeAdjusted> time_adjusted;  ///< of the current month only
};
BOOST_DESCRIBE_STRUCT(LightView, (),
                      (light, watched, frozen, month, plan_fen, spend_fen, spend_bp, rule_version,
                       since, reason, time_adjusted))

struct QuotaView {
    QuotaItem quota;
    ledger::PlanMode plan_mode{};
    Money available_fen;
    std::vector<MonthPlan> months;
    LightView light;
};
BOOST_DESCRIBE_STRUCT(QuotaView, (), (quota, plan_mode, available_fen, months, light))

struct EntryItem {
    std::int64_t seq = 0;
    Timestamp at;
    BusinessDate day;
    std::string kind;
    std::string side;
    std::int64_t account = 0;
    std::string account_name;
    std::int64_t detail = 0;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(EntryItem, (),
                      (seq, at, day, kind, side, account, account_name, detail, amount_fen))

struct EntryFilter : api::Paging {
    std::optional<std::int64_t> account;
};
BOOST_DESCRIBE_STRUCT(EntryFilter, (api::Paging), (account))

// ---- cash plans

/// plan: `quota_id`, `month`, `amount_fen` · shift: also `to_month`.
struct PlanDocumentLine {
    QuotaId quota_id;
    FiscalMonth month;
    std::optional<FiscalMonth> to_month;
    std::optional<ContractId> contract_id;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(PlanDocumentLine, (), (quota_id, month, to_month, contract_id, amount_fen))

struct NewPlanDocument {
    RegionCode region_code;
    FiscalYear fiscal_year;
    PlanDocumentKind kind{};
    UnitCode unit_code;
    std::string title;
    std::string reason;
    std::vector<PlanDocumentLine> lines;
    std::optional<std::vector<std::int64_t>> attachment_ids;
    bool submit = false;
};
BOOST_DESCRIBE_STRUCT(NewPlanDocument, (),
                      (region_code, fiscal_year, kind, unit_code, title, reason, lines,
                       attachment_ids, submit))

/// A changed draft; `revision` is the one the person saw. Kind, unit and year stay.
struct PlanDocumentEdit {
    std::int64_t revision = 1;
    std::string title;
    std::string reason;
    std::vector<PlanDocumentLine> lines;
    std::optional<std::vector<std::int64_t>> attachment_ids;
};
BOOST_DESCRIBE_STRUCT(PlanDocumentEdit, (), (revision, title, reason, lines, attachment_ids))

struct PlanDocumentView {
    RegionCode region_code;
    DocumentId id;
    FiscalYear fiscal_year;
    PlanDocumentKind kind{};
    std::string number;
    std::string title;
    UnitCode unit_code;
    std::string unit_name;
    std::string reason;
    DocumentStatus status{};
    Money amount_fen;
    std::vector<PlanDocumentLine> lines;
    std::vector<std::int64_t> attachment_ids;
    std::vector<std::string> missing_attachments;
    std::vector<std::string> warnings;
    std::string created_by_name;
    Timestamp created_at;
    std::optional<std::int64_t> booked_seq;
    std::optional<Timestamp> booked_at;
    std::optional<std::string> open_step;
    std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(PlanDocumentView, (),
                      (region_code, id, fiscal_year, kind, number, title, unit_code, unit_name,
                       reason, status, amount_fen, lines, attachment_ids, missing_attachments,
                       warnings, created_by_name, created_at, booked_seq, booked_at, open_step,
                       revision))

struct PlanFilter : api::Paging {
    std::optional<RegionCode> region_code;
    std::optional<FiscalYear> fiscal_year;
    std::optional<UnitCode> unit_code;
    std::optional<ProjectClass> project_class;
};
BOOST_DESCRIBE_STRUCT(PlanFilter, (api::Paging),
                      (region_code, fiscal_year, unit_code, project_class))

/// One row of the plan grid: a quota, its twelve months of plan and of use.
struct PlanRow {
    RegionCode region_code;
    QuotaId quota_id;
    UnitCode unit_code;
    std::string unit_name;
    std::string project_name;
    ProjectClass project_class{};
    EconomicCode economic_code;
    std::string economic_name;
    Money issued_fen;
    std::vector<Money> planned_fen;    ///< January first
    std::vector<Money> submitted_fen;  ///< applied for in the month, net of returns
};
BOOST_DESCRIBE_STRUCT(PlanRow, (),
                      (region_code, quota_id, unit_code, unit_name, project_name, project_class,
                       economic_code, economic_name, issued_fen, planned_fen, submitted_fen))

}  // namespace jincai::execution
