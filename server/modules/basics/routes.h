#pragma once

#include "modules/basics/service.h"
#include "platform/api/endpoint.h"

namespace jincai::basics {

void declare_lists(api::Router& router, Service& service);
void declare_parameters(api::Router& router, Service& service);
void declare_months(api::Router& router, Service& service);
void declare_files(api::Router& router, Service& service);

}  // namespace jincai::basics
