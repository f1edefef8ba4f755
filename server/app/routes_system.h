#pragma once

#include "platform/api/endpoint.h"

namespace jincai::app {

class Application;

/// What belongs to no business module: the audit log, jobs, the event stream, health.
void add_system_routes(api::Router& router, Application& application);

}  // namespace jincai::app
