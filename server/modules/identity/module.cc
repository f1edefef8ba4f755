#include "modules/identity/module.h"

#include "identity_migrations.h"
#include "modules/identity/routes.h"

namespace jincai::identity {

std::span<storage::Migration const> migrations() { return kMigrations; }

}  // namespace jincai::identity
