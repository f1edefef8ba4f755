#pragma once

#include <span>

#include "modules/workflow/desk.h"
#include "platform/api/endpoint.h"
#include "platform/storage/migration.h"

namespace jincai::workflow {

[[nodiscard]] std::span<storage::Migration const> migrations();

/// Declares the endpoints under /api/workflow. Requires that the desk outlives the router.
void add_routes(api::Router& router, Desk& desk);

}  // namespace jincai::workflow
