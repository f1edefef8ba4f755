#pragma once

#include <filesystem>

namespace jincai::storage {

/// Copies DIR/jincai.db as one committed state into a new file, beside a running server, which goes
/// on writing meanwhile; its log grows until the copy is done. Changes nothing in DIR. On the disk
/// when it returns. Throws `StorageError`.
void copy_database(std::filesystem::path const& directory, std::filesystem::path const& file);

/// How many bytes of log wait to be moved into DIR/jincai.db.
[[nodiscard]] std::uintmax_t log_bytes(std::filesystem::path const& directory);

}  // namespace jincai::storage
