#include "platform/storage/scratch.h"

#include <cstdlib>

namespace jincai::storage {

ScratchFolder::ScratchFolder() {
    auto pattern = (std::filesystem::temp_directory_path() / "jincai-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        throw StorageError{Failure::io, "cannot make a scratch folder"};
    }
    path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;  // what stays behind lies in the system's temporary folder
    std::filesystem::remove_all(path_, ignored);
}

ScratchDatabase::ScratchDatabase(std::vector<std::span<Migration const>> const& modules)
    : database_{Options{.directory = folder_.path()}} {
    auto const migrated = migrate(database_, modules);
    if (!migrated) {
        throw StorageError{Failure::other, text_of(migrated.error(), Language::en)};
    }
}

}  // namespace jincai::storage
