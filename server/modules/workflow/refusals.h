#pragma once

#include "base/error.h"

namespace jincai::workflow::refusals {

inline constexpr RefusalSpec document_kind_unknown{
    "document_kind_unknown", RefusalKind::invalid,
    "没有为“{kind}”类单据设置审批流程：请联系管理员在 parameters/workflow 中设置",
    "no flow is set up for documents of the kind \"{kind}\": have one added in "
    "parameters/workflow"};
inline constexpr RefusalSpec flow_already_running{
    "flow_already_running", RefusalKind::conflict,
    "单据已在审批中（当前环节：{step}），不能重复提交",
    "the document is already on its way (at {step}) and cannot be submitted again"};
inline constexpr RefusalSpec flow_rejected{"flow_rejected", RefusalKind::conflict,
                                           "单据已被否决，不能再次提交：请另行填制",
                                           "the document was rejected for good: make a new one"};
inline constexpr RefusalSpec flow_not_found{
    "flow_not_found", RefusalKind::not_found, "没有这份单据的审批记录，或不在您的数据范围内",
    "there is no flow of such a document, or it is outside your data scope"};
inline constexpr RefusalSpec task_already_decided{
    "task_already_decided", RefusalKind::conflict,
    "这一环节已由他人办理或单据已撤回：请刷新后查看最新状态",
    "somebody else was faster, or the document was withdrawn: reload to see where it stands"};
inline constexpr RefusalSpec not_your_task{
    "not_your_task", RefusalKind::forbidden, "当前环节“{step}”不由您办理：须由{holder}办理",
    "the step \"{step}\" is not yours: it belongs to {holder}"};
inline constexpr RefusalSpec same_person{
    "same_person", RefusalKind::forbidden,
    "您已在本单据中担任其他岗位，录入、审核、审批不能由同一人办理：请由其他人员办理",
    "you already took another part in this document; preparing, reviewing and approving are done "
    "by "
    "different people: let somebody else do it",
    "行政事业单位内部控制规范（试行）第十五条"};
inline constexpr RefusalSpec opinion_missing{"opinion_missing", RefusalKind::invalid,
                                             "退回或否决须填写意见",
                                             "give an opinion when sending back or rejecting"};
inline constexpr RefusalSpec opinion_too_long{"opinion_too_long", RefusalKind::invalid,
                                              "意见不得超过 1000 字",
                                              "an opinion has at most 1000 characters"};
inline constexpr RefusalSpec withdraw_too_late{
    "withdraw_too_late", RefusalKind::conflict, "下一环节已经办理，不能撤回：请联系办理人退回",
    "the next step has been taken, so it cannot be withdrawn: ask its holder to send it back"};
inline constexpr RefusalSpec not_the_preparer{"not_the_preparer", RefusalKind::forbidden,
                                              "只有提交人可以撤回",
                                              "only the person who submitted it can withdraw it"};
inline constexpr RefusalSpec signer_pending{
    "signer_pending", RefusalKind::conflict, "本环节已加签，须等加签人办理",
    "a further signer has been asked already: wait for the answer"};
inline constexpr RefusalSpec person_not_found{"person_not_found", RefusalKind::not_found,
                                              "没有这位用户，或不在您的数据范围内",
                                              "there is no such user, or outside your data scope"};
inline constexpr RefusalSpec person_unsuitable{
    "person_unsuitable", RefusalKind::invalid, "该用户没有办理此事的岗位：请选择有相应岗位的人员",
    "that user has no role for this: choose a person who has"};
inline constexpr RefusalSpec delegation_period{
    "delegation_period", RefusalKind::invalid,
    "委托期限不对：不得早于今天，结束不早于开始，最长一年",
    "the period is wrong: not in the past, the end not before the start, at most a year"};
inline constexpr RefusalSpec delegation_to_self{"delegation_to_self", RefusalKind::invalid,
                                                "不能委托给自己",
                                                "you cannot delegate to yourself"};
inline constexpr RefusalSpec delegation_not_found{"delegation_not_found", RefusalKind::not_found,
                                                  "没有这项委托，或不是您设置的",
                                                  "there is no such delegation of yours"};
inline constexpr RefusalSpec notice_not_found{"notice_not_found", RefusalKind::not_found,
                                              "没有这条消息", "there is no such notice"};
inline constexpr RefusalSpec definition_wrong{"workflow_definition_wrong", RefusalKind::invalid,
                                              "流程定义“{title}”不对：{problem}",
                                              "the flow \"{title}\" is wrong: {problem}"};

inline constexpr RefusalSpec const* kAll[] = {
    &document_kind_unknown, &flow_already_running, &flow_rejected,     &flow_not_found,
    &task_already_decided,  &not_your_task,        &same_person,       &opinion_missing,
    &opinion_too_long,      &withdraw_too_late,    &not_the_preparer,  &signer_pending,
    &person_not_found,      &person_unsuitable,    &delegation_period, &delegation_to_self,
    &delegation_not_found,  &notice_not_found,     &definition_wrong};

}  // namespace jincai::workflow::refusals
