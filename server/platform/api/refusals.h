#pragma once

#include "base/error.h"

namespace jincai::api::refusals {

inline constexpr RefusalSpec route_not_found{"route_not_found", RefusalKind::not_found,
                                             "没有地址 {path}：请核对后重试",
                                             "there is nothing at {path}: check the address"};
inline constexpr RefusalSpec method_not_allowed{
    "method_not_allowed", RefusalKind::malformed,
    "地址 {path} 不支持 {method} 操作，可用：{allowed}",
    "{path} does not take {method}; it takes {allowed}"};
inline constexpr RefusalSpec permission_missing{
    "permission_missing", RefusalKind::forbidden,
    "您没有权限“{permission}”，操作未执行：如工作需要，请联系安全管理员授权",
    "you lack the permission \"{permission}\", nothing was done: ask the security administrator if "
    "your work needs it"};
inline constexpr RefusalSpec origin_refused{
    "origin_refused", RefusalKind::forbidden,
    "请求并非来自本系统页面，已拒绝：请从本系统页面重新操作",
    "the request does not come from a page of this system and was refused: repeat it from there"};
inline constexpr RefusalSpec rate_exceeded{
    "rate_exceeded", RefusalKind::too_many,
    "操作过于频繁，请求未处理：请在 {retry_after_s} 秒后重试",
    "too many requests, this one was not processed: try again in {retry_after_s} s"};
inline constexpr RefusalSpec content_type_refused{
    "content_type_refused", RefusalKind::malformed,
    "提交内容的类型应为 application/json，收到的是“{found}”：请更正",
    "the content type must be application/json, \"{found}\" was sent: correct it"};
inline constexpr RefusalSpec body_unexpected{"body_unexpected", RefusalKind::malformed,
                                             "此操作不接受提交内容：请去掉请求正文",
                                             "this operation takes no content: remove the body"};
inline constexpr RefusalSpec query_unexpected{
    "query_unexpected", RefusalKind::invalid, "此操作不接受查询参数“{name}”：请删除",
    "this operation takes no query parameter \"{name}\": remove it"};
inline constexpr RefusalSpec idempotency_key_malformed{
    "idempotency_key_malformed", RefusalKind::malformed,
    "请求头 Idempotency-Key 应为 8 至 80 位字母、数字、“-”或“_”：请更正",
    "the header Idempotency-Key must be 8 to 80 letters, digits, \"-\" or \"_\": correct it"};
inline constexpr RefusalSpec page_out_of_range{
    "page_out_of_range", RefusalKind::invalid, "页码应从 1 开始，且不超过 {max}：请更正",
    "the page counts from 1 and may not exceed {max}: correct it"};
inline constexpr RefusalSpec page_size_out_of_range{
    "page_size_out_of_range", RefusalKind::invalid, "每页条数应在 1 到 {max} 之间：请更正",
    "the page size must be between 1 and {max}: correct it"};
inline constexpr RefusalSpec sort_malformed{
    "sort_malformed", RefusalKind::invalid, "排序应为一个列名，倒序在前面加“-”：请更正",
    "sort is one column name, with \"-\" in front for descending: correct it"};
inline constexpr RefusalSpec internal_error{
    "internal_error", RefusalKind::unavailable,
    "系统内部出错，操作是否完成请刷新后核对；再次出现请将编号 {trace_id} 告知系统管理员",
    "an internal error: reload and check whether the operation took place; if it happens again, "
    "tell the administrator the number {trace_id}"};
inline constexpr RefusalSpec const* kAll[] = {
    &route_not_found,   &method_not_allowed,     &permission_missing,
    &origin_refused,    &rate_exceeded,          &content_type_refused,
    &body_unexpected,   &query_unexpected,       &idempotency_key_malformed,
    &page_out_of_range, &page_size_out_of_range, &sort_malformed,
    &internal_error};

}  // namespace jincai::api::refusals
