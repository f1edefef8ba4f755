#pragma once

#include <span>
#include <string_view>

#include "platform/storage/migration.h"

namespace jincai::api {
class Router;
}

namespace jincai::identity {

class Service;

inline constexpr std::string_view kName = "identity";

[[nodiscard]] std::span<storage::Migration const> migrations();
/// Declares the endpoints below /api/identity. The service must outlive the router.
void add_routes(api::Router& router, Service& service);

}  // namespace jincai::identity
