#include "modules/identity/module.h"

#include "identity_migrations.h"

namespace jincai::identity {

std::span<storage::Migration const> migrations() {
    return kMigrations;
}

}  // namespace jincai::identity
