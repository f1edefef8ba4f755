#pragma once

#include <filesystem>

namespace jincai::storage {

/// DIR/LOCK, held as long as this lives; the system releases it whatever ends the process. The one
/// way in which servers, repairs and backups keep each other out. The constructor throws
/// `StorageError`: `in_use` when somebody else holds it, `io` when there is no such directory.
class DirectoryLock {
public:
    explicit DirectoryLock(std::filesystem::path const& directory);
    ~DirectoryLock();
    DirectoryLock(DirectoryLock const&) = delete;
    DirectoryLock& operator=(DirectoryLock const&) = delete;

private:
    int file_ = -1;
};

}  // namespace jincai::storage
