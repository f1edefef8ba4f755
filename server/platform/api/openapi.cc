#include "platform/api/openapi.h"

#include <algorithm>
#include <limits>
#include <map>

#include "base/text.h"
#include "platform/api/path_tree.h"
#include "platform/api/problem.h"

namespace jincai::api {
namespace {

using json::Value;

constexpr char kDescription[] =
    "金额一律为以分为单位的整数，字段名以 _fen 结尾；日期为 2026-03-05；列表返回 "
    "{items,total,totals}。"
    "写操作须带请求头 X-Requested-With: jincai，正文为 "
    "application/json，未知字段、重复字段一律拒绝。"
    "拒绝按 RFC 9457 返回，errors 逐项给出字段路径。\n\n"
    "Amounts are whole numbers of fen in members named *_fen; dates are written 2026-03-05; lists "
    "come as {items,total,totals}. Writes carry the header X-Requested-With: jincai and a body of "
    "application/json; unknown and duplicate members are refused. Refusals follow RFC 9457, with "
    "the path of each finding in errors.";

Value object() {
    return Value::object();
}

Value object(std::string_view name, Value value) {
    Value out = Value::object();
    out.set(name, std::move(value));
    return out;
}

std::string lower(std::string_view text) {
    std::string out{text};
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

Value content(std::string_view type, Value schema) {
    return object(type, object("schema", std::move(schema)));
}

Value binary_schema() {
    Value out = object("type", "string");
    out.set("contentMediaType", "application/octet-stream");
    return out;
}

Value path_parameter(std::string_view name) {
    Value schema = is_number_parameter(name)
                       ? json::integer_schema(0, std::numeric_limits<std::int64_t>::max(), true)
                       : json::string_schema(200);
    Value out = object("name", name);
    out.set("in", "path").set("required", true).set("schema", std::move(schema));
    return out;
}

Value idempotency_parameter() {
    Value schema = object("type", "string");
    schema.set("pattern", "^[0-9A-Za-z_-]{8,80}$");
    Value out = object("name", "Idempotency-Key");
    out.set("in", "header").set("required", false);
    out.set("description",
            "同一键的重复请求只执行一次 / a repeated command with this key acts once");
    out.set("schema", std::move(schema));
    return out;
}

Value parameters(Endpoint const& endpoint) {
    Value out = Value::array();
    for (auto const segment : split(endpoint.path, '/'))
        if (auto const name = parameter_of(segment)) out.push(path_parameter(*name));
    if (auto const* query = endpoint.query.as_array())
        for (auto const& each : *query) out.push(each);
    bool const is_command = !http::is_safe(endpoint.method) && !endpoint.is_sign_in;
    if (is_command && endpoint.permission != kPublic) out.push(idempotency_parameter());
    return out;
}

Value success(Endpoint const& endpoint) {
    Value out = object("description", endpoint.summary);
    if (endpoint.is_stream)
        out.set("content", content("text/event-stream", object("type", "string")));
    else if (endpoint.is_raw)
        out.set("content", content("*/*", binary_schema()));
    else if (!endpoint.answer_schema.is_null())
        out.set("content", content("application/json", endpoint.answer_schema));
    return out;
}

Value responses(Endpoint const& endpoint) {
    Value problem = object("description", "拒绝 / refused");
    problem.set("content", content("application/problem+json",
                                   object("$ref", "#/components/schemas/api.Problem")));
    Value out = object(std::to_string(endpoint.status), success(endpoint));
    out.set("default", std::move(problem));
    return out;
}

Value request_body(Endpoint const& endpoint) {
    Value out = object("required", true);
    if (endpoint.is_raw)
        out.set("content", content("*/*", binary_schema()));
    else
        out.set("content", content("application/json", endpoint.body_schema));
    return out;
}

bool takes_body(Endpoint const& endpoint) {
    if (!endpoint.body_schema.is_null()) return true;
    return endpoint.is_raw &&
           (endpoint.method == http::Method::post || endpoint.method == http::Method::put);
}

Value security(Endpoint const& endpoint) {
    Value out = Value::array();
    if (endpoint.permission != kPublic) out.push(object("session", Value::array()));
    return out;
}

Value operation(Endpoint const& endpoint) {
    Value tags = Value::array();
    tags.push(endpoint.module);
    Value out = object("operationId", endpoint.operation_id);
    out.set("tags", std::move(tags)).set("summary", endpoint.summary);
    out.set("security", security(endpoint));
    if (auto all = parameters(endpoint); !all.as_array()->empty())
        out.set("parameters", std::move(all));
    if (takes_body(endpoint)) out.set("requestBody", request_body(endpoint));
    out.set("responses", responses(endpoint));
    out.set("x-permission", endpoint.permission);
    if (!endpoint.audit.empty()) out.set("x-audit", endpoint.audit);
    return out;
}

Value paths(std::vector<Endpoint> const& endpoints) {
    std::map<std::string, Value> by_path;
    for (auto const& endpoint : endpoints) {
        auto& item = by_path.try_emplace(endpoint.path, object()).first->second;
        item.set(lower(http::to_text(endpoint.method)), operation(endpoint));
    }
    Value out = object();
    for (auto& [path, item] : by_path) out.set(path, std::move(item));
    return out;
}

Value tags(std::vector<Endpoint> const& endpoints) {
    std::map<std::string, bool> names;
    for (auto const& endpoint : endpoints) names[endpoint.module] = true;
    Value out = Value::array();
    for (auto const& [name, used] : names) out.push(object("name", name));
    return out;
}

Value session_scheme() {
    Value out = object("type", "apiKey");
    out.set("in", "cookie").set("name", "__Host-jincai");
    out.set("description",
            "登录后由服务器设置；本机明文访问时名为 jincai_session / set at sign-in; named "
            "jincai_session on plain loopback");
    return out;
}

}  // namespace

std::string openapi_document(RouterOptions const& options, std::vector<Endpoint> const& endpoints,
                             json::Components& components) {
    (void)json::schema<Problem>(components);
    Value info = object("title", options.title_zh + " / " + options.title_en);
    info.set("version", options.version).set("description", kDescription);
    Value servers = Value::array();
    servers.push(object("url", "/"));
    Value parts = object("schemas", components.to_value());
    parts.set("securitySchemes", object("session", session_scheme()));
    Value out = object("openapi", "3.1.0");
    out.set("info", std::move(info)).set("servers", std::move(servers));
    out.set("tags", tags(endpoints)).set("paths", paths(endpoints));
    out.set("components", std::move(parts));
    return json::write(out);
}

}  // namespace jincai::api
