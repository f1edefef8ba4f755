#include "modules/execution/module.h"

#include "execution_migrations.h"
#include "execution_read_models_migrations.h"
#include "modules/execution/routes.h"

namespace jincai::execution {

std::span<storage::Migration const> migrations() { return kMigrations; }

std::span<storage::Migration const> read_model_migrations() {
    return execution_read_models::kMigrations;
}

void add_routes(api::Router& router, Service& service) {
    add_quota_routes(router, service);
    add_plan_routes(router, service);
    add_payment_routes(router, service);
    add_payment_list_routes(router, service);
    add_light_routes(router, service);
}

}  // namespace jincai::execution
