#pragma once

#include "base/error.h"

/// What execution refuses beyond the book itself (`ledger/refusals.h`).
namespace jincai::execution::refusals {

inline constexpr RefusalSpec quota_unknown{
    "quota_unknown", RefusalKind::not_found, "没有找到这条指标：可能已调整，或不在您的数据范围内",
    "there is no such quota, or it is outside your data scope"};
inline constexpr RefusalSpec payment_unknown{
    "payment_unknown", RefusalKind::not_found, "没有找到这笔支付申请，或不在您的数据范围内",
    "there is no such payment application, or it is outside your data scope"};
inline constexpr RefusalSpec document_unknown{
    "document_unknown", RefusalKind::not_found, "没有找到这份单据，或不在您的数据范围内",
    "there is no such document, or it is outside your data scope"};
inline constexpr RefusalSpec freeze_unknown{
    "freeze_unknown", RefusalKind::not_found, "没有找到这条冻结记录，或不在您的数据范围内",
    "there is no such freeze, or it is outside your data scope"};
inline constexpr RefusalSpec unit_unknown{
    "budget_unit_unknown", RefusalKind::invalid, "预算单位 {unit} 不存在、已停用或不在您的数据范围内",
    "unit {unit} does not exist, is no longer valid or is outside your data scope"};
inline constexpr RefusalSpec region_unknown{
    "document_region_unknown", RefusalKind::invalid, "行政区划 {region} 不存在或不在您的数据范围内",
    "region {region} does not exist or is outside your data scope"};
inline constexpr RefusalSpec wrong_status{
    "wrong_status", RefusalKind::conflict,
    "单据当前为“{status}”，不能执行此操作：请刷新后按最新状态处理",
    "the document is \"{status}\", which does not allow this act: reload and look again"};
inline constexpr RefusalSpec revision_stale{
    "revision_stale", RefusalKind::conflict,
    "单据已被他人修改（现为第 {revision} 版；最近一次变动：{change}）：请刷新后按最新内容处理",
    "someone changed the document meanwhile (now revision {revision}; last change: {change}): "
    "reload and act on what it says now"};
inline constexpr RefusalSpec lines_missing{"lines_missing", RefusalKind::invalid,
                                           "单据没有明细：请至少填写一行",
                                           "the document has no lines: give at least one"};
inline constexpr RefusalSpec line_incomplete{
    "line_incomplete", RefusalKind::invalid, "第 {line} 行缺少 {field}",
    "line {line} lacks {field}"};
inline constexpr RefusalSpec payees_do_not_add_up{
    "payees_do_not_add_up", RefusalKind::invalid,
    "收款人金额合计 {sum_fen} 元与申请金额 {amount_fen} 元不一致",
    "the payees add up to {sum_fen} yuan, the application says {amount_fen}"};
inline constexpr RefusalSpec attachment_missing{
    "attachment_missing", RefusalKind::invalid,
    "缺少必需的附件：{kinds}，请上传后再提交", "required attachments are missing: {kinds}"};
inline constexpr RefusalSpec refund_exceeds_payment{
    "refund_exceeds_payment", RefusalKind::invalid,
    "退款超过尚未退回的金额 {left_fen} 元", "the refund exceeds what is left, {left_fen} yuan"};
inline constexpr RefusalSpec refund_reference_used{
    "refund_reference_used", RefusalKind::conflict,
    "银行流水号 {reference} 已登记过一笔 {amount_fen} 元的退款：请核对流水号",
    "the bank's reference {reference} already stands for a refund of {amount_fen} yuan: check it"};
inline constexpr RefusalSpec clearing_date_wrong{
    "clearing_date_wrong", RefusalKind::invalid,
    "清算日期应在申请日 {first} 与今天 {last} 之间",
    "the clearing date lies between the day of the application, {first}, and today, {last}"};
inline constexpr RefusalSpec two_approvals_needed{
    "two_approvals_needed", RefusalKind::conflict,
    "解冻须由两名审批人先后批准，且都不是申请人", "lifting a freeze takes two approvers, neither "
    "of them the requester"};
inline constexpr RefusalSpec book_unreadable{
    "book_unreadable", RefusalKind::unavailable,
    "账簿 {region}/{year} 第 {seq} 条记录无法通过校验，已停止受理：请联系运维人员核查",
    "record {seq} of book {region}/{year} does not verify; the book takes no commands: call the "
    "operator"};
inline constexpr RefusalSpec outcome_unknown{
    "outcome_unknown", RefusalKind::unavailable,
    "本次操作是否已入账暂时无法确认：系统将重读账簿，请用同一请求稍后重试",
    "whether this was booked is not known yet: the book is being re-read, repeat the same request"};
inline constexpr RefusalSpec queue_full{"queue_full", RefusalKind::unavailable,
                                        "系统繁忙，请稍后重试；本次操作未入账",
                                        "too busy, try again later; nothing was booked"};
inline constexpr RefusalSpec stopping{"stopping", RefusalKind::unavailable,
                                      "系统正在停止服务，请稍后重试",
                                      "the service is stopping, try again later"};
inline constexpr RefusalSpec journal_behind_head{
    "journal_behind_head", RefusalKind::unavailable,
    "账簿 {region}/{year} 从第 {first} 条记录起与已受理的不符（已受理到第 {seq} 条）：数据可能被回退或损坏，"
    "服务拒绝启动。请保留数据目录，用 jincai repair --from 备份 修复",
    "book {region}/{year} differs from what was acknowledged from record {first} on (acknowledged up "
    "to {seq}): the data went back in time or was damaged, refusing to start. Keep the data "
    "directory as it is and use jincai repair --from BACKUP"};

inline constexpr RefusalSpec payment_list_unknown{
    "payment_list_unknown", RefusalKind::not_found, "没有找到这份支付清单，或不在您的数据范围内",
    "there is no such payment list, or it is outside your data scope"};
inline constexpr RefusalSpec list_too_long{
    "list_too_long", RefusalKind::invalid, "清单有 {lines} 行，一份最多 {most} 行：请分成几份",
    "the list has {lines} lines, {most} at most: divide it"};
inline constexpr RefusalSpec list_mixed{
    "list_mixed", RefusalKind::invalid,
    "第 {line} 行的指标与清单其他行不属于同一单位、资金性质和项目类别：一份清单按一个流程审批，请分开提交",
    "the quota of line {line} is of another unit, fund or project class than the others: a list is "
    "decided as one, hand them in apart"};
inline constexpr RefusalSpec list_key_missing{
    "list_key_missing", RefusalKind::invalid,
    "提交清单须带请求号（Idempotency-Key）：没有收到答复时用同一请求号重发，不会重复支付",
    "a list needs an Idempotency-Key: without an answer the same key can be sent again and nothing "
    "is paid twice"};
inline constexpr RefusalSpec payment_in_list{
    "payment_in_list", RefusalKind::conflict,
    "这笔支付属于待审批的清单 {list}：请在清单上办理",
    "this payment is a line of list {list}, which is being decided: act on the list"};

inline constexpr RefusalSpec const* kAll[] = {
    &payment_list_unknown, &list_too_long, &list_mixed, &list_key_missing, &payment_in_list,
    &quota_unknown,       &payment_unknown,    &document_unknown,  &freeze_unknown,
    &unit_unknown,        &region_unknown,     
    &wrong_status,        &revision_stale,     &lines_missing,     &line_incomplete,
    &payees_do_not_add_up, &attachment_missing, 
    &refund_exceeds_payment, &refund_reference_used, &clearing_date_wrong, &two_approvals_needed, &book_unreadable, &outcome_unknown,   &queue_full,
    &stopping,                  &journal_behind_head};

}  // namespace jincai::execution::refusals
