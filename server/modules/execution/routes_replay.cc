#include "modules/execution/replay.h"
#include "modules/execution/routes.h"

namespace jincai::execution {

namespace {

/// What one request may read; more is for the operator's command, beside the server.
constexpr std::int64_t kRecordsMost = 2'000'000;

ReplayBounds bounds_of(api::Call const& call) {
    return {.scope = call.caller.scope, .records_max = kRecordsMost};
}

}  // namespace

void add_replay_routes(api::Router& router, Service& service) {
    auto const& parts = service.office().parts;
    router.get<AsOfFilter, AsOfReport>(
        "/api/execution/replay/as-of",
        {.permission = "execution.replay.read",
         .summary = "某一时点的账：由流水重建的科目余额、指标执行情况、灯号与冻结"},
        [&parts](AsOfFilter filter, api::Call& call) -> Result<AsOfReport> {
            if (!filter.region_code) filter.region_code = call.caller.region;
            return as_of(parts.database, *parts.basics.directory(), filter, bounds_of(call));
        });
    router.post<WhatIfRequest, WhatIfReport>(
        "/api/execution/replay/what-if",
        {.permission = "execution.replay.read",
         .audit = api::kNothingWritten,
         .summary = "推演：换一组参数，已记账的年度会怎样亮灯和冻结"},
        [&parts](WhatIfRequest request, api::Call& call) -> Result<WhatIfReport> {
            if (!request.region_code) request.region_code = call.caller.region;
            return what_if(parts.database, *parts.basics.directory(), request, bounds_of(call));
        });
}

}  // namespace jincai::execution
