#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "platform/api/authenticator.h"
#include "platform/api/call.h"
#include "platform/api/page.h"
#include "platform/events/bus.h"
#include "platform/http/server.h"
#include "platform/json/codec.h"
#include "platform/json/query.h"

namespace jincai::api {

/// In place of a permission: anybody, or anybody who is signed in.
inline constexpr std::string_view kPublic = "public";
inline constexpr std::string_view kSignedIn = "signed_in";
/// In place of an audit action: a POST that computes and writes nothing (a preview).
inline constexpr std::string_view kNothingWritten = "nothing_written";

/// What is declared beside the path. An endpoint without permission, or a write without audit
/// action, throws std::logic_error where it is declared: the program does not start.
struct EndpointOptions {
    std::string_view permission = {};
    std::string_view audit = {};
    std::string_view summary = {};  ///< one line, in Chinese, for the API document
    int status = 200;               ///< of success; an answer of `None` is 204
    std::size_t body_limit = 1024 * 1024;
    bool is_sign_in = false;  ///< limited to a few attempts a minute from one address
};

/// An endpoint as declared; what tests and the API document enumerate.
struct Endpoint {
    http::Method method = http::Method::get;
    std::string path;  ///< with parameters: "/api/execution/payments/{payment_id}"
    std::string permission;
    std::string audit;
    std::string summary;
    std::string operation_id;  ///< "post_execution_payments_payment_id_return"
    std::string module;        ///< "execution": the segment after /api
    int status = 200;
    std::size_t body_limit = 0;
    bool is_sign_in = false;
    bool is_raw = false;             ///< takes and answers bytes, not JSON
    bool is_stream = false;          ///< server-sent events
    json::Value query = {};          ///< OpenAPI parameters, an array
    json::Value body_schema = {};    ///< null: no body
    json::Value answer_schema = {};  ///< null: no content
};

struct RouterOptions {
    bool rate_limits = true;
    double requests_per_second = 20;  ///< of one user
    double burst = 60;
    double sign_ins_per_minute = 10;  ///< from one address
    std::string title_zh = "金财 接口";
    std::string title_en = "Jincai API";
    std::string version = "3.0.0";
};

/// All endpoints of the program. Declared before the server starts, then shared by its threads.
///
/// For each request, in this order: route (404, 405), caller (401), permission (403), origin rule
/// for writes (403), rate (429), form of the body (415, 400, 422), the handler. Refusals are
/// written as RFC 9457 problems in the caller's language.
class Router final : public http::Handler {
public:
    Router(RouterOptions options, Clock const& clock, Authenticator& authenticator);
    ~Router() override;

    /// `handler(Query const&, Call&) -> Result<Answer>`; `Query` comes from the query string.
    template <json::DescribedStruct Query, class Answer, class Fn>
    void get(std::string_view path, EndpointOptions const& options, Fn handler) {
        add_query<Query, Answer>(http::Method::get, path, options, std::move(handler));
    }
    template <json::DescribedStruct Query, class Answer, class Fn>
    void del(std::string_view path, EndpointOptions const& options, Fn handler) {
        add_query<Query, Answer>(http::Method::del, path, options, std::move(handler));
    }
    /// `handler(Body const&, Call&) -> Result<Answer>`; `Body` comes from the JSON body.
    template <class Body, class Answer, class Fn>
    void post(std::string_view path, EndpointOptions const& options, Fn handler) {
        add_body<Body, Answer>(http::Method::post, path, options, std::move(handler));
    }
    template <class Body, class Answer, class Fn>
    void put(std::string_view path, EndpointOptions const& options, Fn handler) {
        add_body<Body, Answer>(http::Method::put, path, options, std::move(handler));
    }

    /// Bytes in, bytes out: uploads, downloads, health. `handler(Call&) -> Result<Response>`.
    using RawHandler = std::function<Result<http::Response>(Call&)>;
    void raw(http::Method method, std::string_view path, EndpointOptions const& options,
             RawHandler handler);

    /// Server-sent events of `bus` within the caller's data scope; resumes after Last-Event-ID.
    void stream(std::string_view path, EndpointOptions const& options, events::Bus& bus);

    /// Answers GET for paths that no endpoint has and that are not below /api: the web files.
    void set_fallback(std::function<http::Response(http::Request const&)> fallback);

    [[nodiscard]] std::vector<Endpoint> const& endpoints() const;
    [[nodiscard]] json::Components& components();
    /// The OpenAPI 3.1 document of all endpoints; also served at GET /openapi.json.
    [[nodiscard]] std::string openapi() const;

    [[nodiscard]] std::size_t body_limit(http::Method method, std::string_view path) const override;
    [[nodiscard]] std::optional<http::Response> refuse_early(http::Request const& head) override;
    [[nodiscard]] http::Response handle(http::Request const& request) override;
    [[nodiscard]] http::Response refused(Error const& error, http::Request const& request,
                                         int status) override;

private:
    class Impl;

    void add(Endpoint endpoint, RawHandler handler);
    [[nodiscard]] Authenticator& authenticator_of() const;
    [[nodiscard]] static Endpoint describe(http::Method method, std::string_view path,
                                           EndpointOptions const& options);
    /// The JSON body of a request; refuses another content type.
    [[nodiscard]] static Result<json::Document> body_of(Call const& call);
    [[nodiscard]] static Result<void> no_body(Call const& call);
    [[nodiscard]] static Result<void> no_query(Call const& call);

    template <class Answer>
    json::Value answer_schema() {
        if constexpr (std::same_as<Answer, None>)
            return {};
        else
            return json::schema<Answer>(components());
    }

    template <class Answer>
    static Result<http::Response> answer(Result<Answer> result, int status) {
        if (!result) return std::unexpected(std::move(result).error());
        if constexpr (std::same_as<Answer, None>)
            return http::Response{.status = status};
        else
            return http::json_response(status, json::encode(*result));
    }

    template <class Query, class Answer, class Fn>
    void add_query(http::Method method, std::string_view path, EndpointOptions const& options,
                   Fn handler) {
        static_assert(std::is_invocable_r_v<Result<Answer>, Fn&, Query const&, Call&>);
        auto endpoint = describe(method, path, options);
        endpoint.query = json::query_schema<Query>(components());
        endpoint.answer_schema = answer_schema<Answer>();
        if (std::same_as<Answer, None>) endpoint.status = 204;
        int const status = endpoint.status;
        add(std::move(endpoint),
            [handler = std::move(handler), status](Call& call) -> Result<http::Response> {
                JC_CHECK(no_body(call));
                Query const query = JC_TRY(json::decode_query<Query>(call.request.query));
                return answer<Answer>(handler(query, call), status);
            });
    }

    template <class Body, class Answer, class Fn>
    void add_body(http::Method method, std::string_view path, EndpointOptions const& options,
                  Fn handler) {
        static_assert(std::is_invocable_r_v<Result<Answer>, Fn&, Body const&, Call&>);
        auto endpoint = describe(method, path, options);
        if constexpr (!std::same_as<Body, None>)
            endpoint.body_schema = json::schema<Body>(components());
        endpoint.answer_schema = answer_schema<Answer>();
        if (std::same_as<Answer, None>) endpoint.status = 204;
        int const status = endpoint.status;
        add(std::move(endpoint),
            [handler = std::move(handler), status](Call& call) -> Result<http::Response> {
                JC_CHECK(no_query(call));
                auto document = JC_TRY(body_of(call));
                Body const body = JC_TRY(json::decode<Body>(std::move(document)));
                return answer<Answer>(handler(body, call), status);
            });
    }

    std::unique_ptr<Impl> impl_;
};

}  // namespace jincai::api
