#pragma once

#include <span>

#include "platform/storage/migration.h"

namespace jincai::api {
class Router;
}

namespace jincai::execution {

class Service;

[[nodiscard]] std::span<storage::Migration const> migrations();
/// The schema of what the projector makes; after `migrations`.
[[nodiscard]] std::span<storage::Migration const> read_model_migrations();
void add_routes(api::Router& router, Service& service);

}  // namespace jincai::execution
