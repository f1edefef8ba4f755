#include "modules/basics/module.h"

#include "basics_migrations.h"
#include "modules/basics/routes.h"

namespace jincai::basics {

std::span<storage::Migration const> migrations() {
    return kMigrations;
}

void add_routes(api::Router& router, Service& service) {
    declare_lists(router, service);
    declare_parameters(router, service);
    declare_months(router, service);
    declare_files(router, service);
}

}  // namespace jincai::basics
