#pragma once

#include <map>
#include <string>

#include "platform/api/endpoint.h"

namespace jincai::api {

/// Tests' authenticator: the cookie `who` names one of its callers.
class Desk final : public Authenticator {
public:
    Result<Caller> caller_of(http::Request const& request) override {
        auto const found = callers.find(std::string{request.cookie("who").value_or("")});
        if (found == callers.end()) return refuse(kNobody);
        return found->second;
    }
    bool is_still_valid(Caller const& caller) override {
        return callers.contains(caller.user_name);
    }

    void add(std::string const& name, std::int64_t id, std::set<std::string, std::less<>> may,
             Language language = Language::zh) {
        Caller caller;
        caller.user_id = UserId{id};
        caller.user_name = name;
        caller.permissions = std::move(may);
        caller.scope = DataScope{.region_prefix = "9901", .region = RegionCode{"990100"}};
        caller.language = language;
        callers[name] = caller;
    }

    static constexpr RefusalSpec kNobody{"session_missing", RefusalKind::unauthenticated,
                                         "请先登录", "sign in first"};
    std::map<std::string, Caller> callers;
};

struct Answered {
    int status = 0;
    std::string body;
    std::string code;  ///< of a problem
    http::Response response;
};

/// Builds a request and has it answered without a socket.
class Asking {
public:
    Asking(Router& router, http::Method method, std::string path) : router_{router} {
        request_.method = method;
        request_.path = std::move(path);
        request_.remote_ip = "127.0.0.1";
        request_.request_id = "00000000000000aa";
        request_.headers.set("Host", "127.0.0.1:8080");
        if (!http::is_safe(method)) with("X-Requested-With", "jincai");
    }
    Asking& as(std::string const& who) { return with("Cookie", "a=b; who=" + who); }
    Asking& with(std::string_view name, std::string_view value) {
        request_.headers.set(name, value);
        return *this;
    }
    Asking& query(std::string name, std::string value) {
        request_.query.emplace_back(std::move(name), std::move(value));
        return *this;
    }
    Asking& json(std::string body) {
        request_.body = std::move(body);
        return with("Content-Type", "application/json");
    }
    Asking& from(std::string ip) {
        request_.remote_ip = std::move(ip);
        return *this;
    }
    http::Request& request() { return request_; }

    Answered go() {
        auto response = router_.handle(request_);
        Answered out{.status = response.status, .body = response.body, .code = {}, .response = {}};
        if (response.headers.get("Content-Type") == "application/problem+json") {
            auto const problem = json::parse(response.body);
            if (problem) out.code = *problem->find("code")->as_string();
        }
        out.response = std::move(response);
        return out;
    }

private:
    Router& router_;
    http::Request request_;
};

}  // namespace jincai::api
