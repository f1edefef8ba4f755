#pragma once

#include <filesystem>
#include <string>

namespace jincai::storage {

/// Copies DIR/jincai.db as one committed state into a new file, beside a running server, which goes
/// on writing meanwhile; its log grows until the copy is done. Changes nothing in DIR. On the disk
/// when it returns. Throws `StorageError`.
void copy_database(std::filesystem::path const& directory, std::filesystem::path const& file);

/// What SQLite finds wrong with the pages of DIR/jincai.db; "ok" when nothing. Damage inside a value
/// is not found by it. Requires that nobody writes.
[[nodiscard]] std::string integrity_of(std::filesystem::path const& directory);

/// How many bytes of log wait to be moved into DIR/jincai.db.
[[nodiscard]] std::uintmax_t log_bytes(std::filesystem::path const& directory);

}  // namespace jincai::storage
