#pragma once

#include "modules/cockpit/service.h"
#include "platform/api/endpoint.h"

namespace jincai::cockpit {

/// Declares the endpoints below /api/cockpit.
void add_routes(api::Router& router, Service& service);

}  // namespace jincai::cockpit
