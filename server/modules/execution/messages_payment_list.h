#pragma once

#include "modules/execution/messages_payment.h"

/// Payrolls and benefit lists: many payments handed in and decided as one document.
namespace jincai::execution {

inline constexpr std::size_t kListLinesMax = 10'000;

struct NewListLine {
    QuotaId quota_id;
    std::optional<ContractId> contract_id;
    Money amount_fen;
    std::string payee_name;
    std::string payee_account;
    std::string payee_bank;
    std::optional<std::string> purpose;  ///< the list's title when absent
};
BOOST_DESCRIBE_STRUCT(NewListLine, (),
                      (quota_id, contract_id, amount_fen, payee_name, payee_account, payee_bank,
                       purpose))

struct NewPaymentList {
    std::string title;
    ledger::BatchMode mode{};
    std::vector<NewListLine> lines;
    std::optional<std::vector<std::int64_t>> attachment_ids;
};
BOOST_DESCRIBE_STRUCT(NewPaymentList, (), (title, mode, lines, attachment_ids))

struct PaymentListItem {
    RegionCode region_code;
    PaymentListId id;
    FiscalYear fiscal_year;
    UnitCode unit_code;
    std::string unit_name;
    FundCode fund_code;
    ProjectClass project_class{};
    std::string number;
    std::string title;
    ledger::BatchMode mode{};
    PaymentListStatus status{};
    Money amount_fen;              ///< of the booked lines
    std::int64_t line_count = 0;   ///< handed in
    std::int64_t booked_count = 0;
    std::string created_by_name;
    Timestamp created_at;
};
BOOST_DESCRIBE_STRUCT(PaymentListItem, (),
                      (region_code, id, fiscal_year, unit_code, unit_name, fund_code,
                       project_class, number, title, mode, status, amount_fen, line_count,
                       booked_count, created_by_name, created_at))

/// A line that was not booked: where it stood in the request, and why.
struct RefusedListLine {
    std::int64_t line = 0;  ///< from 1, as people count
    std::string path;       ///< "/lines/3/amount_fen"
    std::string code;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(RefusedListLine, (), (line, path, code, detail))

/// `first_payment_id`: line n (from 0) is the payment with this id plus n, unless it was refused.
struct PaymentListView {
    PaymentListItem list;
    std::string amount_capital;  ///< 大写金额
    PaymentId first_payment_id;
    std::vector<RefusedListLine> refused;
    std::vector<std::int64_t> attachment_ids;
    std::optional<Light> light_after;
    std::int64_t journal_seq = 0;
    std::optional<std::string> open_step;
    std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(PaymentListView, (),
                      (list, amount_capital, first_payment_id, refused, attachment_ids,
                       light_after, journal_seq, open_step, revision))

struct PaymentListFilter : api::Paging {
    std::optional<RegionCode> region_code;
    std::optional<FiscalYear> fiscal_year;
    std::optional<UnitCode> unit_code;
    std::optional<PaymentListStatus> status;
    std::optional<std::string> query;  ///< in number and title
};
BOOST_DESCRIBE_STRUCT(PaymentListFilter, (api::Paging),
                      (region_code, fiscal_year, unit_code, status, query))

}  // namespace jincai::execution
