#include "platform/storage/directory_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "platform/storage/failure.h"

namespace jincai::storage {

DirectoryLock::DirectoryLock(std::filesystem::path const& directory) {
    auto const path = directory / "LOCK";
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0) throw StorageError{Failure::io, "cannot open the file LOCK"};
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
        ::close(file_);
        throw StorageError{Failure::in_use, "another server holds the data directory"};
    }
}

DirectoryLock::~DirectoryLock() { ::close(file_); }

}  // namespace jincai::storage
