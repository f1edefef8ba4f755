#include "ledger/rules.h"

namespace jincai::ledger {

namespace {

bool same_purpose(QuotaLine const& from, QuotaLine const& to) {
    return from.project == to.project && from.function == to.function &&
           from.direct_funds == to.direct_funds && from.special_transfer == to.special_transfer;
}

bool is_upper_money(QuotaLine const& line) { return line.direct_funds || line.special_transfer; }

bool same_project_and_class(QuotaLine const& from, QuotaLine const& to) {
    return !from.project.empty() && from.project == to.project && from.unit == to.unit &&
           from.economic.value().substr(0, 3) == to.economic.value().substr(0, 3);
}

RequiredAuthority by_place(QuotaLine const& from, QuotaLine const& to) {
    if (department_of(from.unit) != department_of(to.unit))
        return {Authority::government, TransferReason::between_departments};
    if (same_project_and_class(from, to)) return {Authority::unit, TransferReason::same_project};
    if (from.project_class == ProjectClass::operating &&
        to.project_class == ProjectClass::operating)
        return {Authority::department, TransferReason::operating_items};
    return {Authority::line_section, TransferReason::within_department};
}

}  // namespace

// What can never be granted comes first, then what the strongest hand must grant: a movement that
// falls under several rows needs the highest of them.
RequiredAuthority required_authority(QuotaLine const& from, QuotaLine const& to,
                                     ApprovedTotal total) {
    if (!same_budget(from.fund, to.fund))
        return {Authority::refused, TransferReason::between_budgets};
    if (from.project_class == ProjectClass::personnel)
        return {Authority::refused, TransferReason::from_personnel};
    if ((is_upper_money(from) || is_upper_money(to)) && !same_purpose(from, to))
        return {Authority::upper_level, TransferReason::upper_level_purpose};
    if (total == ApprovedTotal::changed)
        return {Authority::formal_adjustment, TransferReason::approved_total};
    if (to.limited_expense)
        return {Authority::formal_adjustment, TransferReason::into_limited_expense};
    return by_place(from, to);
}

std::string_view reason_zh(TransferReason reason) {
    switch (reason) {
        case TransferReason::same_project: return "同一项目、同类经济科目之间调剂";
        case TransferReason::operating_items: return "公用经费各项之间调剂";
        case TransferReason::into_limited_expense: return "调入“三公”经费（只减不增）";
        case TransferReason::from_personnel: return "人员经费不得调出，结余应收回";
        case TransferReason::within_department: return "同一部门的项目之间调剂";
        case TransferReason::between_departments: return "不同部门之间调剂";
        case TransferReason::between_budgets: return "不同预算的资金之间不得调剂";
        case TransferReason::approved_total: return "变动人大批准的总额或重点支出";
        case TransferReason::upper_level_purpose: return "改变直达资金或专项转移支付的用途";
    }
    return {};
}

std::string_view reason_en(TransferReason reason) {
    switch (reason) {
        case TransferReason::same_project: return "within one project and class of expense";
        case TransferReason::operating_items: return "between items of operating expense";
        case TransferReason::into_limited_expense:
            return "into limited expense (travel abroad, cars, receptions), which may only fall";
        case TransferReason::from_personnel:
            return "out of personnel money, which is recalled instead";
        case TransferReason::within_department: return "between projects of one department";
        case TransferReason::between_departments: return "between departments";
        case TransferReason::between_budgets: return "between budgets that never mix";
        case TransferReason::approved_total:
            return "a change of the total or of a key item that the congress approved";
        case TransferReason::upper_level_purpose:
            return "a change of purpose of direct or special-transfer money";
    }
    return {};
}

// 11 一般公共预算, 12 政府性基金, 13 国有资本经营, 14 社会保险基金; 2 财政专户, 3 单位资金.
bool same_budget(FundCode const& a, FundCode const& b) {
    std::size_t const digits = a.starts_with("1") ? 2 : 1;
    return a.value().substr(0, digits) == b.value().substr(0, digits);
}

std::string_view department_of(UnitCode const& unit) {
    return std::string_view{unit.value()}.substr(0, 3);
}

}  // namespace jincai::ledger
