#include "app/routes_system.h"

#include "app/application.h"
#include "app/metrics.h"
#include "platform/api/refusals.h"
#include "platform/oversight/routes.h"

namespace jincai::app {

namespace {

bool is_this_machine(std::string_view address) {
    return address.starts_with("127.") || address == "::1" || address == "::ffff:127.0.0.1";
}

}  // namespace

void add_system_routes(api::Router& router, Application& application) {
    oversight::add_audit_routes(router, application.database());
    oversight::add_job_routes(router, application.jobs());
    router.stream("/api/events",
                  {.permission = api::kSignedIn, .summary = "实时消息（服务器推送）"},
                  application.bus());
    router.raw(http::Method::get, "/healthz",
               {.permission = api::kPublic, .summary = "进程存活"},
               [](api::Call&) -> Result<http::Response> {
                   return http::text_response(200, "ok\n");
               });
    router.raw(http::Method::get, "/metrics",
               {.permission = api::kPublic, .summary = "运行指标（Prometheus 文本），仅限本机读取"},
               [&application](api::Call& call) -> Result<http::Response> {
                   if (!is_this_machine(call.request.remote_ip))
                       return refuse(api::refusals::route_not_found, {{"path", call.request.path}});
                   return http::text_response(200, metrics_text(application));
               });
    router.raw(http::Method::get, "/readyz",
               {.permission = api::kPublic, .summary = "可以受理业务"},
               [&application](api::Call&) -> Result<http::Response> {
                   return application.is_ready() ? http::text_response(200, "ready\n")
                                                 : http::text_response(503, "not ready\n");
               });
}

}  // namespace jincai::app
