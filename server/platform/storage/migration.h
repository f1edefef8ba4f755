#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "platform/storage/session.h"

namespace jincai::storage {

class Database;

/// One step of a module's schema, compiled in from `migrations/NNNN_name.sql`. Once released its
/// text never changes; a correction is the next number.
struct Migration {
    std::string_view module;
    int number;
    std::string_view name;
    std::string_view sql;
    Role role = Role::writer;  ///< what the step belongs to; one for all steps of a module
};

/// Brings the schema up to what the program knows, module after module, each step in its own
/// transaction; a second call does nothing. Refused: numbers with gaps, a step whose text differs
/// from the one that was applied, and data written by a newer program.
/// How a step is written so that every back end takes it: README of this room.
[[nodiscard]] Result<void> migrate(Database& database,
                                   std::vector<std::span<Migration const>> const& modules);

}  // namespace jincai::storage
