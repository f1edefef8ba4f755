#pragma once

#include "modules/workflow/desk.h"
#include "platform/api/endpoint.h"

namespace jincai::workflow {

void declare_tasks(api::Router& router, Desk& desk);
void declare_people(api::Router& router, Desk& desk);

}  // namespace jincai::workflow
