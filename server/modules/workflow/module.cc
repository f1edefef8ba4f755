#include "modules/workflow/module.h"

#include "modules/workflow/routes.h"
#include "workflow_migrations.h"

namespace jincai::workflow {

std::span<storage::Migration const> migrations() {
    return kMigrations;
}

void add_routes(api::Router& router, Desk& desk) {
    declare_tasks(router, desk);
    declare_people(router, desk);
}

}  // namespace jincai::workflow
