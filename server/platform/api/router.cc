#include <algorithm>
#include <chrono>
#include <exception>
#include <mutex>
#include <stdexcept>

#include "platform/api/declare.h"
#include "platform/api/endpoint.h"
#include "platform/api/openapi.h"
#include "platform/api/origin.h"
#include "platform/api/path_tree.h"
#include "platform/api/problem.h"
#include "platform/api/refusals.h"
#include "platform/api/token_buckets.h"
#include "platform/http/log.h"
#include "platform/storage/failure.h"

namespace jincai::api {
namespace {

constexpr std::size_t kBodyLimitElsewhere = 64 * 1024;

std::string allowed_methods(std::map<http::Method, std::size_t> const& methods) {
    std::string out;
    for (auto const& [method, endpoint] : methods) {
        if (!out.empty()) out += ", ";
        out += http::to_text(method);
        if (method == http::Method::get) out += ", HEAD";
    }
    return out;
}

http::Method routed(http::Method method) {
    return method == http::Method::head ? http::Method::get : method;
}

bool is_idempotency_key(std::string_view key) {
    return key.size() >= 8 && key.size() <= 80 && std::ranges::all_of(key, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      c == '-' || c == '_';
           });
}

bool is_json(std::string_view content_type) {
    constexpr std::string_view kJson = "application/json";
    return content_type.starts_with(kJson) &&
           (content_type.size() == kJson.size() || content_type[kJson.size()] == ';' ||
            content_type[kJson.size()] == ' ');
}

}  // namespace

class Router::Impl {
public:
    Impl(RouterOptions options_in, Clock const& clock_in, Authenticator& authenticator_in)
        : options{std::move(options_in)},
          clock{clock_in},
          authenticator{authenticator_in},
          requests{options.requests_per_second, options.burst},
          sign_ins{options.sign_ins_per_minute / 60.0, options.sign_ins_per_minute} {}

    http::Response dispatch(http::Request const& request);
    http::Response elsewhere(http::Request const& request, PathTree::Found const& found);
    http::Response call(http::Request const& request, Endpoint const& endpoint,
                        RawHandler const& handler, http::Pairs parameters);
    Result<Caller> admit(http::Request const& request, Endpoint const& endpoint);
    Result<void> check_rate(Endpoint const& endpoint, Caller const& caller);
    http::Response run(Call& call, RawHandler const& handler);
    http::Response failed(std::exception const& error, Call const& call);

    RouterOptions options;
    Clock const& clock;
    Authenticator& authenticator;
    json::Components components;
    std::vector<Endpoint> endpoints;
    std::vector<RawHandler> handlers;
    PathTree tree;
    std::function<http::Response(http::Request const&)> fallback;
    TokenBuckets requests;
    TokenBuckets sign_ins;
    std::once_flag document_once;
    std::string document;
};

http::Response Router::Impl::dispatch(http::Request const& request) {
    auto found = tree.find(request.path);
    if (!found.methods) return elsewhere(request, found);
    auto const entry = found.methods->find(routed(request.method));
    if (entry == found.methods->end()) return elsewhere(request, found);
    auto const& endpoint = endpoints[entry->second];
    std::size_t next = 0;
    for (std::size_t at = 0; at < endpoint.path.size();) {
        auto const open = endpoint.path.find('{', at);
        if (open == std::string::npos) break;
        auto const close = endpoint.path.find('}', open);
        found.parameters[next++].first = endpoint.path.substr(open + 1, close - open - 1);
        at = close;
    }
    return call(request, endpoint, handlers[entry->second], std::move(found.parameters));
}

http::Response Router::Impl::elsewhere(http::Request const& request, PathTree::Found const& found) {
    auto const language = preferred_language(request.headers.get("Accept-Language"));
    if (found.methods) {
        auto const allowed = allowed_methods(*found.methods);
        Error const error{.spec = &refusals::method_not_allowed,
                          .figures = {{"path", request.path},
                                      {"method", std::string{http::to_text(request.method)}},
                                      {"allowed", allowed}}};
        auto response = problem_response(error, language, request.request_id, 405);
        response.headers.set("Allow", allowed);
        return response;
    }
    bool const is_api = request.path == "/api" || request.path.starts_with("/api/");
    if (fallback && !is_api && http::is_safe(request.method)) return fallback(request);
    Error const error{.spec = &refusals::route_not_found, .figures = {{"path", request.path}}};
    return problem_response(error, language, request.request_id);
}

http::Response Router::Impl::call(http::Request const& request, Endpoint const& endpoint,
                                  RawHandler const& handler, http::Pairs parameters) {
    auto language = preferred_language(request.headers.get("Accept-Language"));
    auto const caller = admit(request, endpoint);
    if (!caller) return problem_response(caller.error(), language, request.request_id);
    if (caller->is_signed_in()) language = caller->language;
    auto const rate = check_rate(endpoint, *caller);
    if (!rate) return problem_response(rate.error(), language, request.request_id);
    Call one{*caller, request, clock, std::move(parameters), language};
    auto response = run(one, handler);
    for (auto const& [name, value] : one.answer_headers().all()) response.headers.set(name, value);
    return response;
}

Result<Caller> Router::Impl::admit(http::Request const& request, Endpoint const& endpoint) {
    Caller caller;
    if (endpoint.permission != kPublic) caller = JC_TRY(authenticator.caller_of(request));
    caller.ip = request.remote_ip;
    caller.request_id = request.request_id;
    bool const is_open = endpoint.permission == kPublic || endpoint.permission == kSignedIn;
    if (!is_open && !caller.may(endpoint.permission))
        return refuse(refusals::permission_missing, {{"permission", endpoint.permission}});
    if (!http::is_safe(request.method)) JC_CHECK(check_origin(request));
    auto const& headers = request.headers;
    if (headers.has("Idempotency-Key") && !is_idempotency_key(headers.get("Idempotency-Key")))
        return refuse(refusals::idempotency_key_malformed);
    return caller;
}

Result<void> Router::Impl::check_rate(Endpoint const& endpoint, Caller const& caller) {
    if (!options.rate_limits) return {};
    auto const now = std::chrono::steady_clock::now();
    std::optional<std::int64_t> wait;
    if (endpoint.is_sign_in)
        wait = sign_ins.take(caller.ip, now);
    else if (caller.is_signed_in())
        wait = requests.take(std::to_string(caller.user_id.value()), now);
    if (wait) return refuse(refusals::rate_exceeded, {{"retry_after_s", *wait}});
    return {};
}

http::Response Router::Impl::run(Call& call, RawHandler const& handler) {
    try {
        auto result = handler(call);
        if (result) return *std::move(result);
        return problem_response(result.error(), call.language, call.request.request_id);
    } catch (std::exception const& error) {
        return failed(error, call);
    }
}

/// A failure below. What it says goes to the log, never to the caller.
http::Response Router::Impl::failed(std::exception const& error, Call const& call) {
    auto const& request = call.request;
    http::log_line("request_failed", {{"trace_id", request.request_id},
                                      {"method", std::string{http::to_text(request.method)}},
                                      {"path", request.path},
                                      {"user_id", std::to_string(call.caller.user_id.value())},
                                      {"what", error.what()}});
    if (auto const known = storage::refusal_of(error))
        return problem_response(*known, call.language, request.request_id);
    Error const internal{.spec = &refusals::internal_error,
                         .figures = {{"trace_id", request.request_id}}};
    return problem_response(internal, call.language, request.request_id, 500);
}

Router::Router(RouterOptions options, Clock const& clock, Authenticator& authenticator)
    : impl_{std::make_unique<Impl>(std::move(options), clock, authenticator)} {
    raw(http::Method::get, "/openapi.json",
        {.permission = kPublic, .summary = "接口说明（OpenAPI 3.1）"},
        [this](Call&) -> Result<http::Response> {
            std::call_once(impl_->document_once, [this] { impl_->document = openapi(); });
            return http::json_response(200, impl_->document);
        });
}

Router::~Router() = default;

void Router::add(Endpoint endpoint, RawHandler handler) {
    for (auto const& other : impl_->endpoints)
        if (other.operation_id == endpoint.operation_id)
            throw std::logic_error{"two endpoints share the operation id " + other.operation_id};
    impl_->tree.add(endpoint.method, endpoint.path, impl_->endpoints.size());
    impl_->endpoints.push_back(std::move(endpoint));
    impl_->handlers.push_back(std::move(handler));
}

void Router::raw(http::Method method, std::string_view path, EndpointOptions const& options,
                 RawHandler handler) {
    auto endpoint = declare(method, path, options);
    endpoint.is_raw = true;
    add(std::move(endpoint), std::move(handler));
}

void Router::set_fallback(std::function<http::Response(http::Request const&)> fallback) {
    impl_->fallback = std::move(fallback);
}

Authenticator& Router::authenticator_of() const {
    return impl_->authenticator;
}

std::vector<Endpoint> const& Router::endpoints() const {
    return impl_->endpoints;
}

json::Components& Router::components() {
    return impl_->components;
}

std::string Router::openapi() const {
    auto components = impl_->components;
    return openapi_document(impl_->options, impl_->endpoints, components);
}

std::size_t Router::body_limit(http::Method method, std::string_view path) const {
    auto const found = impl_->tree.find(path);
    if (!found.methods) return kBodyLimitElsewhere;
    auto const entry = found.methods->find(routed(method));
    return entry == found.methods->end() ? kBodyLimitElsewhere
                                         : impl_->endpoints[entry->second].body_limit;
}

/// The checks that need no body: a stranger's upload ends here.
std::optional<http::Response> Router::refuse_early(http::Request const& head) {
    auto const found = impl_->tree.find(head.path);
    if (!found.methods || !found.methods->contains(routed(head.method)))
        return impl_->elsewhere(head, found);
    auto const& endpoint = impl_->endpoints[found.methods->at(routed(head.method))];
    auto const caller = impl_->admit(head, endpoint);
    if (caller) return std::nullopt;
    return refused(caller.error(), head, 0);
}

http::Response Router::handle(http::Request const& request) {
    return impl_->dispatch(request);
}

http::Response Router::refused(Error const& error, http::Request const& request, int status) {
    return problem_response(error, preferred_language(request.headers.get("Accept-Language")),
                            request.request_id, status);
}

Endpoint Router::describe(http::Method method, std::string_view path,
                          EndpointOptions const& options) {
    return declare(method, path, options);
}

Result<json::Document> Router::body_of(Call const& call) {
    auto const& request = call.request;
    auto const type = request.headers.get("Content-Type");
    if (!is_json(type))
        return refuse(refusals::content_type_refused, {{"found", std::string{type.substr(0, 80)}}});
    return json::parse_document(request.body);
}

Result<void> Router::no_body(Call const& call) {
    if (!call.request.body.empty()) return refuse(refusals::body_unexpected);
    return {};
}

Result<void> Router::no_query(Call const& call) {
    if (call.request.query.empty()) return {};
    return refuse(refusals::query_unexpected, {{"name", call.request.query.front().first}});
}

}  // namespace jincai::api
