#pragma once

#include "modules/execution/service.h"
#include "platform/api/endpoint.h"

/// HTTP <-> services: parse, call, render. No business rule here.
namespace jincai::execution {

void add_quota_routes(api::Router& router, Service& service);
void add_plan_routes(api::Router& router, Service& service);
void add_payment_routes(api::Router& router, Service& service);
void add_payment_list_routes(api::Router& router, Service& service);
void add_light_routes(api::Router& router, Service& service);
void add_replay_routes(api::Router& router, Service& service);

}  // namespace jincai::execution
