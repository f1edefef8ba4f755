#include "modules/execution/routes.h"

namespace jincai::execution {

namespace {

DocumentId freeze_id(api::Call const& call) { return call.path_id<DocumentId>("freeze_id"); }

template <class Body, class Fn>
void add_act(api::Router& router, FreezeService& freezes, std::string_view name,
             api::EndpointOptions const& options, Fn perform) {
    router.post<Body, FreezeView>(
        fmt::format("/api/execution/freezes/{{freeze_id}}/{}", name), options,
        [&freezes, perform](Body const& body, api::Call& call) -> Result<FreezeView> {
            JC_CHECK(perform(freezes, call, body));
            return freezes.view(call.caller, freeze_id(call));
        });
}

void add_lifting(api::Router& router, FreezeService& freezes) {
    add_act<UnfreezeRequest>(router, freezes, "request",
                             {.permission = "execution.freeze.request",
                              .audit = "unfreeze_requested",
                              .summary = "单位申请解冻：说明原因与整改计划"},
                             [](FreezeService& f, api::Call& call, UnfreezeRequest const& wanted) {
                                 return f.request(call.caller, freeze_id(call), wanted);
                             });
    auto const approve = [](FreezeService& f, api::Call& call, DecisionRequest const& d) {
        return f.approve(call.caller, freeze_id(call), d);
    };
    auto const refuse_it = [](FreezeService& f, api::Call& call, DecisionRequest const& d) {
        return f.refuse_request(call.caller, freeze_id(call), d);
    };
    add_act<DecisionRequest>(router, freezes, "opinion",
                             {.permission = "execution.freeze.opine",
                              .audit = "unfreeze_approved",
                              .summary = "业务科室出具意见"},
                             approve);
    add_act<DecisionRequest>(router, freezes, "opinion-refuse",
                             {.permission = "execution.freeze.opine",
                              .audit = "unfreeze_refused",
                              .summary = "业务科室不同意解冻"},
                             refuse_it);
    add_act<DecisionRequest>(router, freezes, "approve",
                             {.permission = "execution.freeze.approve",
                              .audit = "unfreeze_approved",
                              .summary = "批准解冻（两人先后批准后生效）"},
                             approve);
    add_act<DecisionRequest>(router, freezes, "refuse",
                             {.permission = "execution.freeze.approve",
                              .audit = "unfreeze_refused",
                              .summary = "不批准解冻"},
                             refuse_it);
    add_act<PassRequest>(router, freezes, "pass",
                         {.permission = "execution.freeze.approve",
                          .audit = "one_time_pass_granted",
                          .summary = "特批一笔急需支付（限额、限收款人、限时）"},
                         [](FreezeService& f, api::Call& call, PassRequest const& pass) {
                             return f.grant_pass(call.caller, freeze_id(call), pass);
                         });
}

}  // namespace

void add_light_routes(api::Router& router, Service& service) {
    auto& freezes = service.freezes();
    router.get<LightFilter, api::Page<LightRow>>(
        "/api/execution/lights",
        {.permission = "execution.light.read", .summary = "各单位灯号：颜色、数字与原因"},
        [&freezes](LightFilter const& filter, api::Call& call) -> Result<api::Page<LightRow>> {
            return freezes.lights(call.caller, filter);
        });
    router.get<LightFilter, api::Page<LightChangeItem>>(
        "/api/execution/lights/history",
        {.permission = "execution.light.read", .summary = "灯号变化记录"},
        [&freezes](LightFilter const& filter,
                   api::Call& call) -> Result<api::Page<LightChangeItem>> {
            return freezes.history(call.caller.scope, filter);
        });
    router.get<FreezeFilter, api::Page<FreezeView>>(
        "/api/execution/freezes",
        {.permission = "execution.light.read", .summary = "冻结与解冻"},
        [&freezes](FreezeFilter const& filter, api::Call& call) -> Result<api::Page<FreezeView>> {
            return freezes.list(call.caller, filter);
        });
    router.get<api::None, FreezeView>(
        "/api/execution/freezes/{freeze_id}",
        {.permission = "execution.light.read", .summary = "冻结详情"},
        [&freezes](api::None const&, api::Call& call) -> Result<FreezeView> {
            return freezes.view(call.caller, freeze_id(call));
        });
    add_lifting(router, freezes);
    add_replay_routes(router, service);
}

}  // namespace jincai::execution
