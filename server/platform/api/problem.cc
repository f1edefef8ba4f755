#include "platform/api/problem.h"

#include "base/text.h"
#include "platform/json/codec.h"

namespace jincai::api {
namespace {

struct KindEntry {
    int status;
    char const* zh;
    char const* en;
};

KindEntry entry_of(RefusalKind kind) {
    switch (kind) {
        case RefusalKind::invalid:
            return {422, "提交的内容不符合要求", "The request was refused"};
        case RefusalKind::malformed:
            return {400, "请求无法识别", "The request is not readable"};
        case RefusalKind::unauthenticated:
            return {401, "请先登录", "Sign in first"};
        case RefusalKind::forbidden:
            return {403, "没有权限", "Not permitted"};
        case RefusalKind::not_found:
            return {404, "未找到", "Not found"};
        case RefusalKind::conflict:
            return {409, "与当前状态冲突", "In conflict with the state"};
        case RefusalKind::too_large:
            return {413, "提交的内容过大", "The content is too large"};
        case RefusalKind::too_many:
            return {429, "操作过于频繁", "Too many requests"};
        case RefusalKind::unavailable:
            return {503, "暂时无法处理", "Not available now"};
        case RefusalKind::storage_full:
            return {507, "存储空间已满", "The storage is full"};
    }
    return {500, "系统内部出错", "Internal error"};
}

json::Value figures_of(Error const& error) {
    auto out = json::Value::object();
    for (auto const& figure : error.figures) {
        if (out.find(figure.name)) continue;
        if (auto const* number = std::get_if<std::int64_t>(&figure.value))
            out.set(figure.name, *number);
        else
            out.set(figure.name, std::get<std::string>(figure.value));
    }
    return out;
}

void add_findings(Error const& error, Language language, std::vector<ProblemFinding>& out) {
    for (auto const& each : error.more) {
        out.push_back({each.path, std::string{each.code()}, text_of(each, language)});
        add_findings(each, language, out);
    }
}

void add_retry_after(Error const& error, http::Response& response) {
    if (response.status != 429 && response.status != 503) return;
    std::string seconds = "2";
    for (auto const& figure : error.figures)
        if (auto const* number = std::get_if<std::int64_t>(&figure.value);
            number && figure.name == "retry_after_s")
            seconds = std::to_string(*number);
    response.headers.set("Retry-After", seconds);
}

}  // namespace

int status_of(RefusalKind kind) {
    return entry_of(kind).status;
}

http::Response problem_response(Error const& error, Language language, std::string_view trace_id,
                                int status) {
    auto const entry = entry_of(error.spec->kind);
    bool const is_zh = language == Language::zh;
    Problem problem{.type = "urn:jincai:refusal:" + std::string{error.code()},
                    .title = is_zh ? entry.zh : entry.en,
                    .status = status != 0 ? status : entry.status,
                    .code = std::string{error.code()},
                    .detail = text_of(error, language),
                    .path = error.path,
                    .basis = {},
                    .figures = figures_of(error),
                    .errors = {},
                    .trace_id = std::string{trace_id}};
    if (!error.spec->basis.empty()) problem.basis = std::string{error.spec->basis};
    add_findings(error, language, problem.errors);
    auto response =
        http::text_response(problem.status, json::encode(problem), "application/problem+json");
    response.headers.set("Content-Language", is_zh ? "zh-CN" : "en");
    if (problem.status == 401) response.headers.set("WWW-Authenticate", "Session realm=\"jincai\"");
    add_retry_after(error, response);
    return response;
}

Language preferred_language(std::string_view accept_language) {
    for (auto const part : split(accept_language, ',')) {
        auto const tag = trim(part);
        if (tag.starts_with("zh")) return Language::zh;
        if (tag.starts_with("en")) return Language::en;
    }
    return Language::zh;
}

}  // namespace jincai::api
