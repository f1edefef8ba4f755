#pragma once

#include "modules/identity/service.h"
#include "platform/api/endpoint.h"

namespace jincai::identity {

/// Declares the endpoints below /api/identity.
void add_routes(api::Router& router, Service& service);

}  // namespace jincai::identity
