#pragma once

#include "base/error.h"

/// Why a book refuses. In the order in which the ladder tests: what was booked before, the header,
/// the values, the state, and the money last.
namespace jincai::ledger::refusals {

// ---- the command itself
inline constexpr RefusalSpec already_booked{
    "already_booked", RefusalKind::conflict, "该请求已经入账（分录号 {seq}），未重复处理",
    "this request was booked before (entry {seq}); nothing was booked twice"};
inline constexpr RefusalSpec command_id_reused{
    "command_id_reused", RefusalKind::conflict,
    "请求号已用于另一笔内容不同的业务：请使用新的请求号",
    "the request number was used for another request with other content: use a new request number"};
inline constexpr RefusalSpec command_id_invalid{
    "command_id_invalid", RefusalKind::invalid, "请求号缺失或超过 64 个字符",
    "the request number is missing or longer than 64 characters"};
inline constexpr RefusalSpec year_closed{
    "year_closed", RefusalKind::conflict, "{year} 年度账已结账，不再接受业务：请在新年度办理",
    "the book of {year} is closed: continue in the new year"};
inline constexpr RefusalSpec date_outside_year{
    "date_outside_year", RefusalKind::invalid, "日期 {date} 不属于本账簿的 {year} 年度",
    "the date {date} is not in {year}, the year of this book", "预算法第十八条"};
inline constexpr RefusalSpec month_unknown{
    "month_unknown", RefusalKind::invalid, "月份 {month} 无效：请填写 1 至 12",
    "the month {month} does not exist: give 1 to 12"};
inline constexpr RefusalSpec month_is_closed{
    "month_is_closed", RefusalKind::conflict,
    "{month} 月已结账：请改用未结账的月份，或由财政部门重新开放该月",
    "month {month} is closed: use an open month, or ask the finance bureau to open it again"};
inline constexpr RefusalSpec month_not_closed{
    "month_not_closed", RefusalKind::conflict, "{month} 月尚未结账，无需开放",
    "month {month} is not closed, there is nothing to open"};
inline constexpr RefusalSpec not_year_end{
    "not_year_end", RefusalKind::conflict, "年终事项只能以 12 月的日期办理",
    "year-end work is booked with a date in December", "预算法第十八条"};

// ---- values
inline constexpr RefusalSpec amount_not_positive{
    "amount_not_positive", RefusalKind::invalid, "金额必须大于零", "the amount must be above zero"};
inline constexpr RefusalSpec amount_too_large{
    "amount_too_large", RefusalKind::invalid, "金额超出账簿可处理的范围（约 90 万亿元）",
    "the amount is beyond what the book can hold (about 90 trillion yuan)"};
inline constexpr RefusalSpec nothing_to_book{
    "nothing_to_book", RefusalKind::invalid, "没有可入账的内容：请至少填写一行",
    "there is nothing to book: give at least one line"};
inline constexpr RefusalSpec id_invalid{
    "id_invalid", RefusalKind::invalid, "编号 {id} 无效：编号须为正数且未超出范围",
    "the id {id} is not valid: ids are positive and within range"};
inline constexpr RefusalSpec line_text_invalid{
    "line_text_invalid", RefusalKind::invalid, "指标要素“{text}”含有不允许的字符或过长",
    "the quota field \"{text}\" has characters that are not allowed or is too long"};
inline constexpr RefusalSpec wrong_account{
    "wrong_account", RefusalKind::invalid, "该业务不能使用科目 {account}",
    "this business cannot use account {account}"};
inline constexpr RefusalSpec upper_document_missing{
    "upper_document_missing", RefusalKind::invalid,
    "上级转移支付必须填写上级文号，其他来源不得填写",
    "an upper-level transfer needs the upper document; other sources must not name one"};
inline constexpr RefusalSpec receiver_invalid{
    "receiver_invalid", RefusalKind::invalid, "接收地区“{receiver}”无效：应为下级地区的区划代码",
    "the receiver \"{receiver}\" is not valid: give the division code of a region below"};

// ---- quotas and contracts
inline constexpr RefusalSpec quota_not_found{
    "quota_not_found", RefusalKind::not_found, "没有该预算指标，不得支出：请先取得指标",
    "there is no such quota, so nothing may be spent: obtain a quota first",
    "预算法第十三条；预算法实施条例第五十七条"};
inline constexpr RefusalSpec quota_exists{
    "quota_exists", RefusalKind::conflict, "指标编号 {quota} 已存在",
    "a quota with the number {quota} exists already"};
inline constexpr RefusalSpec quota_suspended{
    "quota_suspended", RefusalKind::conflict, "指标或其项目已暂停：恢复后方可办理",
    "the quota or its project is suspended: it has to be resumed first"};
inline constexpr RefusalSpec quota_ended{
    "quota_ended", RefusalKind::conflict, "指标或其项目已终止，不再接受业务",
    "the quota or its project has ended and takes no more business"};
inline constexpr RefusalSpec parent_mismatch{
    "parent_mismatch", RefusalKind::invalid, "新指标的来源指标应为 {expected}",
    "the parent of the new quota must be {expected}"};
inline constexpr RefusalSpec budgets_mixed{
    "budgets_mixed", RefusalKind::invalid,
    "不同预算的资金不得混用：来源资金性质 {from}，去向 {to}",
    "money of different budgets may not be mixed: from fund {from} to fund {to}", "预算法第五条"};
inline constexpr RefusalSpec direct_mark_lost{
    "direct_mark_lost", RefusalKind::invalid, "直达资金的标识必须贯穿到底：下级指标也应标为直达资金",
    "direct funds keep their mark to the end: mark the receiving quota as direct funds too"};
inline constexpr RefusalSpec same_quota{
    "same_quota", RefusalKind::invalid, "调出与调入不能是同一指标",
    "the quotas of a transfer must differ"};
inline constexpr RefusalSpec transfer_refused{
    "transfer_refused", RefusalKind::forbidden, "不得调剂：{reason_zh}",
    "this transfer is not allowed: {reason_en}", "预算法第七十二条"};
inline constexpr RefusalSpec authority_too_low{
    "authority_too_low", RefusalKind::forbidden,
    "{reason_zh}，审批权限不足：需要“{required}”，当前为“{granted}”",
    "{reason_en}: this needs the authority \"{required}\", granted was \"{granted}\"",
    "预算法第七十二条"};
inline constexpr RefusalSpec contract_not_found{
    "contract_not_found", RefusalKind::not_found, "该指标上没有此合同：请先登记合同",
    "there is no such contract on this quota: register it first"};
inline constexpr RefusalSpec contract_exists{
    "contract_exists", RefusalKind::conflict, "该合同已在此指标上登记",
    "the contract is registered on this quota already"};
inline constexpr RefusalSpec contract_finished{
    "contract_finished", RefusalKind::conflict, "合同已完结，不再付款或变更",
    "the contract is finished: no more payments or changes"};

// ---- payments
inline constexpr RefusalSpec payment_exists{
    "payment_exists", RefusalKind::conflict, "支付编号 {payment} 已使用",
    "the payment number {payment} has been used"};
inline constexpr RefusalSpec payment_not_found{
    "payment_not_found", RefusalKind::not_found, "没有该支付申请", "there is no such payment"};
inline constexpr RefusalSpec payment_not_in_flight{
    "payment_not_in_flight", RefusalKind::conflict, "该笔支付不在途（已退回或已清算）",
    "the payment is not in flight: it was returned or cleared"};
inline constexpr RefusalSpec payment_not_cleared{
    "payment_not_cleared", RefusalKind::conflict, "该笔支付尚未清算，不能退款：请办理退回",
    "the payment is not cleared, so there is nothing to refund: return it instead"};
inline constexpr RefusalSpec exceeds_paid{
    "exceeds_paid", RefusalKind::conflict, "退款 {amount_fen} 元超过该笔支付未退部分 {left_fen} 元",
    "the refund of {amount_fen} yuan is above what is left of the payment, {left_fen} yuan"};

// ---- scopes and freezes
inline constexpr RefusalSpec scope_not_found{
    "scope_not_found", RefusalKind::not_found, "没有该亮灯范围", "there is no such light scope"};
inline constexpr RefusalSpec scope_frozen{
    "scope_frozen", RefusalKind::conflict,
    "单位 {unit} 已亮红灯冻结：截至 {month} 月连续 {months} 个月超支（当月支出 {spend_fen} "
    "元，计划 {plan_fen} 元，依据 {basis}，规则 {rule}）。请提交整改计划申请解冻；"
    "工资、三保等支付不受影响",
    "unit {unit} is frozen by a red light: {months} overspent months up to month {month} (spent "
    "{spend_fen} yuan of {plan_fen} planned, basis {basis}, rule {rule}). Ask for the unfreeze "
    "with a plan of correction; wages and basic guarantees are not affected"};
inline constexpr RefusalSpec trigger_blocked{
    "trigger_blocked", RefusalKind::conflict,
    "该笔支付将使 {month} 月支出 {spend_fen} 元超过计划 {plan_fen} 元并触发红灯，按规则 {rule} 予以拦截："
    "请减少金额或先调整用款计划",
    "this payment would make the light red (month {month}: {spend_fen} yuan of {plan_fen} planned) "
    "and rule {rule} blocks it: lower the amount or change the cash plan first"};
inline constexpr RefusalSpec scope_not_red{
    "scope_not_red", RefusalKind::conflict, "该范围未亮红灯，无需解冻",
    "the scope is not red, there is nothing to lift"};
inline constexpr RefusalSpec scope_not_frozen{
    "scope_not_frozen", RefusalKind::conflict, "该范围未冻结，无需一次性放行",
    "the scope is not frozen, no one-time pass is needed"};
inline constexpr RefusalSpec approvers_not_distinct{
    "approvers_not_distinct", RefusalKind::forbidden,
    "解冻须由两名不同的人批准，且均不得为申请人",
    "an unfreeze needs two different approvers, neither of them the requester"};
inline constexpr RefusalSpec pass_validity{
    "pass_validity", RefusalKind::invalid, "一次性放行的有效期应在此刻之后、{hours} 小时之内",
    "a one-time pass is valid from now for at most {hours} hours"};

// ---- money
inline constexpr RefusalSpec exceeds_balance{
    "exceeds_balance", RefusalKind::conflict,
    "科目 {account} 余额不足：可用 {available_fen} 元，需要 {amount_fen} 元",
    "account {account} does not hold enough: {available_fen} yuan available, {amount_fen} needed",
    "预算法第十三条"};
inline constexpr RefusalSpec exceeds_available{
    "exceeds_available", RefusalKind::conflict,
    "超过指标可用余额：可用 {available_fen} 元，本次 {amount_fen} 元。请减少金额或申请追加、调剂",
    "above what the quota has left: {available_fen} yuan available, {amount_fen} asked. Lower the "
    "amount or ask for more quota",
    "预算法第十三条；预算法实施条例第五十七条"};
inline constexpr RefusalSpec exceeds_contract{
    "exceeds_contract", RefusalKind::conflict,
    "超过合同未付金额：可用 {available_fen} 元，本次 {amount_fen} 元",
    "above what the contract has left: {available_fen} yuan available, {amount_fen} asked"};
inline constexpr RefusalSpec no_plan{
    "no_plan", RefusalKind::conflict,
    "没有用款计划：指标余额 {available_fen} 元尚未编入计划。请先申报用款计划",
    "there is no cash plan: the quota's {available_fen} yuan are not planned yet. Submit a cash "
    "plan first",
    "预算法实施条例第五十七条"};
inline constexpr RefusalSpec exceeds_plan{
    "exceeds_plan", RefusalKind::conflict,
    "超过用款计划：{month} 月可用 {available_fen} 元，本次 {amount_fen} 元，以后月份计划 {later_fen} 元。"
    "请调整用款计划",
    "above the cash plan: {available_fen} yuan usable in month {month}, {amount_fen} asked, "
    "{later_fen} planned for other months. Change the cash plan",
    "预算法实施条例第五十七条"};

// ---- year end
inline constexpr RefusalSpec plan_not_returned{
    "plan_not_returned", RefusalKind::conflict,
    "指标 {quota} 尚有未退回的用款计划 {amount_fen} 元：请先办理计划退回",
    "quota {quota} still holds {amount_fen} yuan of cash plan: return the unused plan first"};
inline constexpr RefusalSpec year_not_settled{
    "year_not_settled", RefusalKind::conflict,
    "科目 {account} 尚有余额 {amount_fen} 元：结账前须全部支付、结转或收回",
    "account {account} still holds {amount_fen} yuan: pay, carry over or recall everything before "
    "closing"};

// ---- the journal read back
inline constexpr RefusalSpec record_malformed{
    "record_malformed", RefusalKind::malformed, "日记账记录在第 {position} 字节处无法识别",
    "the journal record is not readable at byte {position}"};

inline constexpr RefusalSpec const* kAll[] = {
    &already_booked,      &command_id_reused,     &command_id_invalid, &year_closed,
    &date_outside_year,   &month_unknown,         &month_is_closed,    &month_not_closed,
    &not_year_end,        &amount_not_positive,   &amount_too_large,   &nothing_to_book,
    &id_invalid,          &line_text_invalid,     &wrong_account,      &upper_document_missing,
    &receiver_invalid,    &quota_not_found,       &quota_exists,       &quota_suspended,
    &quota_ended,         &parent_mismatch,       &budgets_mixed,      &direct_mark_lost,
    &same_quota,          &transfer_refused,      &authority_too_low,  &contract_not_found,
    &contract_exists,     &contract_finished,     &payment_exists,     &payment_not_found,
    &payment_not_in_flight, &payment_not_cleared, &exceeds_paid,       &scope_not_found,
    &scope_frozen,        &trigger_blocked,       &scope_not_red,      &scope_not_frozen,
    &approvers_not_distinct, &pass_validity,      &exceeds_balance,    &exceeds_available,
    &exceeds_contract,    &no_plan,               &exceeds_plan,       &plan_not_returned,
    &year_not_settled,    &record_malformed,
};

}  // namespace jincai::ledger::refusals
