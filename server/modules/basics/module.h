#pragma once

#include <span>
#include <string_view>

#include "modules/basics/service.h"
#include "platform/api/endpoint.h"
#include "platform/storage/migration.h"

namespace jincai::basics {

inline constexpr std::string_view kName = "basics";

[[nodiscard]] std::span<storage::Migration const> migrations();

/// Declares the endpoints under /api/basics. Requires that the service outlives the router.
void add_routes(api::Router& router, Service& service);

}  // namespace jincai::basics
