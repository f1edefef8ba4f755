#include "platform/api/declare.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "platform/api/desk_for_tests.h"

namespace jincai::api {
namespace {

using http::Method;

bool starts(Method method, std::string_view path, EndpointOptions const& options) {
    try {
        (void)declare(method, path, options);
        return true;
    } catch (std::logic_error const&) {
        return false;
    }
}

TEST(ApiDeclare, stops_the_program_at_an_endpoint_without_permission_or_audit) {
    EXPECT_TRUE(starts(Method::get, "/api/x", {.permission = "x.read", .summary = "x"}));
    EXPECT_FALSE(starts(Method::get, "/api/x", {.summary = "x"}));
    EXPECT_FALSE(starts(Method::get, "/api/x", {.permission = "x", .summary = "x"}));
    EXPECT_FALSE(starts(Method::get, "/api/x", {.permission = "x.read"}));
    for (auto const method : {Method::post, Method::put, Method::del}) {
        EXPECT_FALSE(starts(method, "/api/x", {.permission = "x.write", .summary = "x"}));
        EXPECT_TRUE(starts(method, "/api/x",
                           {.permission = "x.write", .audit = "x_written", .summary = "x"}));
        EXPECT_TRUE(starts(method, "/api/x",
                           {.permission = kSignedIn, .audit = kNothingWritten, .summary = "x"}));
    }
}

TEST(ApiDeclare, refuses_malformed_paths) {
    EndpointOptions const options{.permission = kPublic, .summary = "x"};
    EXPECT_TRUE(starts(Method::get, "/api/x/{unit_code}/y-z/{payment_id}", options));
    for (auto const* path : {"", "api/x", "/api//x", "/api/X", "/api/{}", "/api/{Id}", "/api/x/",
                             "/api/{a_id}/{a_id}", "/api/x?y", "/api/{a"})
        EXPECT_FALSE(starts(Method::get, path, options)) << path;
}

TEST(ApiDeclare, names_operations_and_modules_after_the_path) {
    auto const endpoint = declare(
        Method::post, "/api/execution/payments/{payment_id}/return",
        {.permission = "execution.payment.review", .audit = "payment_returned", .summary = "x"});
    EXPECT_EQ(endpoint.operation_id, "post_execution_payments_payment_id_return");
    EXPECT_EQ(endpoint.module, "execution");
    EXPECT_EQ(declare(Method::get, "/healthz", {.permission = kPublic, .summary = "x"}).module,
              "system");
}

TEST(ApiDeclare, refuses_the_same_endpoint_twice) {
    SystemClock const clock;
    Desk desk;
    Router router{{}, clock, desk};
    EndpointOptions const options{.permission = kSignedIn, .summary = "x"};
    auto const none = [](None const&, Call&) -> Result<None> { return None{}; };
    router.get<None, None>("/api/x/{payment_id}", options, none);
    EXPECT_THROW((router.get<None, None>("/api/x/{payment_id}", options, none)), std::logic_error);
    EXPECT_THROW((router.get<None, None>("/api/x/{quota_id}", options, none)), std::logic_error);
}

TEST(ApiDeclare, lists_what_was_declared) {
    SystemClock const clock;
    Desk desk;
    Router router{{}, clock, desk};
    router.post<None, None>("/api/x", {.permission = "x.write", .audit = "x_made", .summary = "做"},
                            [](None const&, Call&) -> Result<None> { return None{}; });
    auto const& endpoint = router.endpoints().back();
    EXPECT_EQ(endpoint.method, Method::post);
    EXPECT_EQ(endpoint.path, "/api/x");
    EXPECT_EQ(endpoint.permission, "x.write");
    EXPECT_EQ(endpoint.audit, "x_made");
    EXPECT_EQ(endpoint.summary, "做");
}

}  // namespace
}  // namespace jincai::api
