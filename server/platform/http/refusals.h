#pragma once

#include "base/error.h"

namespace jincai::http::refusals {

inline constexpr RefusalSpec request_unreadable{
    "request_unreadable", RefusalKind::malformed,
    "请求不符合 HTTP/1.1 的格式（{what}），连接已关闭：请检查客户端或代理的设置",
    "the request does not follow HTTP/1.1 ({what}), the connection was closed: check the client or "
    "proxy"};
inline constexpr RefusalSpec target_malformed{
    "target_malformed", RefusalKind::malformed, "请求地址无效：请检查地址中的字符和编码",
    "the address of the request is not valid: check its characters and encoding"};
inline constexpr RefusalSpec header_too_large{
    "header_too_large", RefusalKind::malformed,
    "请求头超过 {limit} 字节，未予处理：请清除本站 Cookie 或缩短地址",
    "the request header is larger than {limit} bytes and was not processed: clear the cookies of "
    "this site or shorten the address"};
inline constexpr RefusalSpec body_too_large{
    "body_too_large", RefusalKind::too_large,
    "提交的内容超过 {limit} 字节，未予处理：请压缩或分批提交",
    "the content is larger than {limit} bytes and was not processed: send less at once"};
inline constexpr RefusalSpec transfer_encoding_refused{
    "transfer_encoding_refused", RefusalKind::malformed,
    "不支持这种传输编码：只接受 chunked 或 Content-Length",
    "this transfer encoding is not supported: use chunked or Content-Length"};
inline constexpr RefusalSpec method_refused{
    "method_refused", RefusalKind::malformed, "不支持这种请求方法：请使用 GET、POST、PUT 或 DELETE",
    "this request method is not supported: use GET, POST, PUT or DELETE"};
inline constexpr RefusalSpec expectation_refused{
    "expectation_refused", RefusalKind::malformed, "无法满足请求头 Expect 的要求：请去掉该请求头",
    "the header Expect asks for what is not supported: remove it"};
inline constexpr RefusalSpec request_timed_out{
    "request_timed_out", RefusalKind::malformed,
    "请求未在规定时间内传送完毕，未予处理：请检查网络后重试",
    "the request did not arrive in time and was not processed: check the network and try again"};
inline constexpr RefusalSpec handler_failed{
    "handler_failed", RefusalKind::unavailable,
    "系统内部出错，操作是否完成请刷新后核对；再次出现请将编号 {trace_id} 告知系统管理员",
    "an internal error: reload and check whether the operation took place; if it happens again, "
    "tell the administrator the number {trace_id}"};
inline constexpr RefusalSpec address_not_loopback{
    "address_not_loopback", RefusalKind::forbidden,
    "地址 {address} 不是本机回环地址，明文服务不对外开放：请改用 127.0.0.1，或在加密代理之后启用 "
    "behind_proxy",
    "{address} is not a loopback address and plain HTTP is never public: use 127.0.0.1, or put a "
    "TLS proxy in front and set behind_proxy"};
inline constexpr RefusalSpec address_not_usable{
    "address_not_usable", RefusalKind::unavailable,
    "无法监听 {address} 端口 {port}（{reason}）：请更换端口或停止占用它的程序",
    "cannot listen on {address} port {port} ({reason}): choose another port or stop the program "
    "that uses it"};
inline constexpr RefusalSpec const* kAll[] = {
    &request_unreadable,   &target_malformed,          &header_too_large,
    &body_too_large,       &transfer_encoding_refused, &method_refused,
    &expectation_refused,  &request_timed_out,         &handler_failed,
    &address_not_loopback, &address_not_usable};

}  // namespace jincai::http::refusals
