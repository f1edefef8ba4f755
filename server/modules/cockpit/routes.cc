#include "modules/cockpit/routes.h"

namespace jincai::cockpit {

void add_routes(api::Router& router, Service& service) {
    router.get<LeaderFilter, LeaderCockpit>(
        "/api/cockpit/leader",
        {.permission = "cockpit.leader.read", .summary = "局领导驾驶舱：执行进度、重点支出、亮灯、待签批"},
        [&service](LeaderFilter const& filter, api::Call& call) {
            return service.leader(call.caller, filter);
        });
    router.get<CountyFilter, CountyCockpit>(
        "/api/cockpit/county",
        {.permission = "cockpit.county.read", .summary = "县级驾驶舱：乡镇与单位的指标、支付与滞留"},
        [&service](CountyFilter const& filter, api::Call& call) {
            return service.county(call.caller, filter);
        });
}

}  // namespace jincai::cockpit
