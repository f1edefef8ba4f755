#pragma once

#include "modules/execution/model.h"

/// The rows of the tables in `migrations/`, one described struct each, members in column order.
namespace jincai::execution {

struct QuotaRow {
    RegionCode region_code;
    QuotaId id;
    FiscalYear fiscal_year;
    DocumentId document_id;
    QuotaId parent_id;
    UnitCode unit_code;
    FundCode fund_code;
    FunctionCode function_code;
    EconomicCode economic_code;
    std::string government_economic_code;
    ProjectCode project_code;
    std::string project_name;
    ProjectClass project_class{};
    bool protected_class = false;
    bool direct_funds = false;
    ledger::Account account{};  ///< where it arrived
    std::string summary;
    Timestamp opened_at;
};
BOOST_DESCRIBE_STRUCT(QuotaRow, (),
                      (region_code, id, fiscal_year, document_id, parent_id, unit_code, fund_code,
                       function_code, economic_code, government_economic_code, project_code,
                       project_name, project_class, protected_class, direct_funds,
                       account, summary, opened_at))

struct QuotaDocumentRow {
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
    std::string lines;  ///< JSON of std::vector<QuotaDocumentLine>
    UserId created_by;
    std::string created_by_name;
    Timestamp created_at;
    std::optional<std::int64_t> booked_seq;
    std::optional<Timestamp> booked_at;
    std::int64_t revision = 1;
    std::string attachment_ids;  ///< comma separated
};
BOOST_DESCRIBE_STRUCT(QuotaDocumentRow, (),
                      (region_code, id, fiscal_year, kind, number, title, source, upper_number,
                       reason, status, amount_fen, lines, created_by, created_by_name, created_at,
                       booked_seq, booked_at, revision, attachment_ids))

struct PlanDocumentRow {
    RegionCode region_code;
    DocumentId id;
    FiscalYear fiscal_year;
    PlanDocumentKind kind{};
    std::string number;
    std::string title;
    UnitCode unit_code;
    std::string reason;
    DocumentStatus status{};
    Money amount_fen;
    std::string lines;  ///< JSON of std::vector<PlanDocumentLine>
    UserId created_by;
    std::string created_by_name;
    Timestamp created_at;
    std::optional<std::int64_t> booked_seq;
    std::optional<Timestamp> booked_at;
    std::int64_t revision = 1;
    std::string attachment_ids;  ///< comma separated
};
BOOST_DESCRIBE_STRUCT(PlanDocumentRow, (),
                      (region_code, id, fiscal_year, kind, number, title, unit_code, reason, status,
                       amount_fen, lines, created_by, created_by_name, created_at, booked_seq,
                       booked_at, revision, attachment_ids))

struct PaymentRow {
    RegionCode region_code;
    PaymentId id;
    FiscalYear fiscal_year;
    std::string number;
    UnitCode unit_code;
    QuotaId quota_id;
    ContractId contract_id;
    ProjectClass project_class{};
    FundCode fund_code;
    FunctionCode function_code;
    EconomicCode economic_code;
    Money amount_fen;
    Money refunded_fen;
    PaymentStatus status{};
    std::string purpose;
    std::string payee_name;
    std::string payee_account;
    std::string payee_bank;
    std::int64_t payee_count = 1;
    std::string attachment_ids;  ///< comma separated
    PaymentId booked_id;  ///< in the book; a new one for each submission after a return
    UserId created_by;
    std::string created_by_name;
    Timestamp created_at;
    std::optional<Timestamp> submitted_at;
    std::optional<std::int64_t> submitted_seq;
    std::optional<UserId> approved_by;
    std::optional<std::string> voucher_number;
    std::optional<Timestamp> sealed_at;
    std::optional<Timestamp> sent_at;
    std::optional<BusinessDate> cleared_on;
    std::optional<std::string> bank_reference;
    std::optional<Light> light_after;
    std::int64_t revision = 1;
    PaymentListId list_id;  ///< 0: handed in by itself
};
BOOST_DESCRIBE_STRUCT(PaymentRow, (),
                      (region_code, id, fiscal_year, number, unit_code, quota_id, contract_id,
                       project_class, fund_code, function_code, economic_code, amount_fen,
                       refunded_fen, status, purpose, payee_name, payee_account, payee_bank,
                       payee_count, attachment_ids, booked_id, created_by, created_by_name, created_at,
                       submitted_at, submitted_seq, approved_by, voucher_number, sealed_at, sent_at,
                       cleared_on, bank_reference, light_after, revision, list_id))

struct PaymentListRow {
    RegionCode region_code;
    PaymentListId id;
    FiscalYear fiscal_year;
    UnitCode unit_code;
    FundCode fund_code;
    ProjectClass project_class{};
    std::string number;
    std::string title;
    ledger::BatchMode mode{};
    PaymentListStatus status{};
    Money amount_fen;
    std::int64_t line_count = 0;    ///< handed in
    std::int64_t booked_count = 0;
    PaymentId first_payment_id;
    std::string refusals;        ///< JSON of what was not booked, in both languages
    std::string attachment_ids;  ///< comma separated
    std::optional<Light> light_after;
    UserId created_by;
    std::string created_by_name;
    Timestamp created_at;
    std::int64_t submitted_seq = 0;
    std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(PaymentListRow, (),
                      (region_code, id, fiscal_year, unit_code, fund_code, project_class, number,
                       title, mode, status, amount_fen, line_count, booked_count, first_payment_id,
                       refusals, attachment_ids, light_after, created_by, created_by_name,
                       created_at, submitted_seq, revision))

/// Behind the last id that a line of the list can have.
[[nodiscard]] inline PaymentId end_of(PaymentListRow const& row) {
    return PaymentId{row.first_payment_id.value() + row.line_count};
}

struct ClientCommandRow {
    UserId user_id;
    std::string client_key;
    std::string body_digest;
    std::string object_kind;
    std::int64_t object_id = 0;
    Timestamp at;
};
BOOST_DESCRIBE_STRUCT(ClientCommandRow, (),
                      (user_id, client_key, body_digest, object_kind, object_id, at))

struct PayeeRow {
    RegionCode region_code;
    PaymentId payment_id;
    std::int64_t line = 0;
    std::string name;
    std::string account;
    std::string bank;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(PayeeRow, (), (region_code, payment_id, line, name, account, bank, amount_fen))

struct RefundRow {
    RegionCode region_code;
    std::int64_t id = 0;
    PaymentId payment_id;
    Money amount_fen;
    BusinessDate day;
    std::string reason;
    std::string bank_reference;
    std::int64_t seq = 0;
};
BOOST_DESCRIBE_STRUCT(RefundRow, (),
                      (region_code, id, payment_id, amount_fen, day, reason, bank_reference, seq))

struct FreezeRow {
    RegionCode region_code;
    DocumentId id;
    FiscalYear fiscal_year;
    UnitCode unit_code;
    FundCode fund_code;
    std::string project_class;  ///< empty when the scope has no class
    FreezeStatus status{};
    FiscalMonth month;
    Money plan_fen;
    Money spend_fen;
    std::string rule_version;
    std::int64_t trigger_seq = 0;
    Timestamp frozen_at;
    std::optional<UserId> requested_by;
    std::optional<std::string> requested_by_name;
    std::optional<Timestamp> requested_at;
    std::optional<std::string> reason;
    std::optional<std::string> correction_plan;
    std::optional<UserId> first_approver;  ///< the first of the two who decide
    std::optional<Timestamp> lifted_at;
    std::optional<std::int64_t> lifted_seq;
    std::int64_t revision = 1;
    std::string attachment_ids;  ///< comma separated
};
BOOST_DESCRIBE_STRUCT(FreezeRow, (),
                      (region_code, id, fiscal_year, unit_code, fund_code, project_class, status,
                       month, plan_fen, spend_fen, rule_version, trigger_seq, frozen_at,
                       requested_by, requested_by_name, requested_at, reason, correction_plan,
                       first_approver, lifted_at, lifted_seq, revision, attachment_ids))

struct JournalRow {
    RegionCode region_code;
    FiscalYear fiscal_year;
    std::int64_t seq = 0;
    Timestamp at;
    std::string kind;
    std::string command_id;
    std::string record;  ///< the exact bytes that were hashed
    std::string hash;    ///< hex of SM3(previous hash || record)
};
BOOST_DESCRIBE_STRUCT(JournalRow, (),
                      (region_code, fiscal_year, seq, at, kind, command_id, record, hash))

struct EntryRow {
    RegionCode region_code;
    FiscalYear fiscal_year;
    std::int64_t seq = 0;
    std::int64_t line = 0;
    Timestamp at;
    BusinessDate day;
    std::string kind;
    std::string side;
    std::int64_t account = 0;
    QuotaId quota_id;
    std::int64_t detail = 0;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(EntryRow, (),
                      (region_code, fiscal_year, seq, line, at, day, kind, side, account, quota_id,
                       detail, amount_fen))

struct LightChangeRow {
    RegionCode region_code;
    FiscalYear fiscal_year;
    std::int64_t seq = 0;
    std::int64_t part = 0;
    Timestamp at;
    FiscalMonth month;
    UnitCode unit_code;
    FundCode fund_code;
    std::string project_class;
    Light light_from{};
    Light light_to{};
    Money plan_fen;
    Money spend_fen;
    std::string rule_version;
};
BOOST_DESCRIBE_STRUCT(LightChangeRow, (),
                      (region_code, fiscal_year, seq, part, at, month, unit_code, fund_code,
                       project_class, light_from, light_to, plan_fen, spend_fen, rule_version))

}  // namespace jincai::execution
