#include "platform/storage/scratch.h"

#include <cstdlib>

#include "platform/storage/scratch_server.h"

namespace jincai::storage {

ScratchFolder::ScratchFolder(std::filesystem::path const& parent) {
    auto pattern = (parent / "jincai-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        throw StorageError{Failure::io, "cannot make a scratch folder"};
    }
    path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;  // what stays behind lies in the system's temporary folder
    std::filesystem::remove_all(path_, ignored);
}

namespace {

std::unique_ptr<ServerDatabase> on_server(std::vector<std::span<Migration const>> const& modules) {
    auto const backend = test_backend();
    if (backend == Backend::sqlite) return nullptr;
    auto const server = test_server_url();
    return std::make_unique<ServerDatabase>(server, backend, template_of(server, modules));
}

}  // namespace

ScratchDatabase::ScratchDatabase(std::vector<std::span<Migration const>> const& modules)
    : on_server_{on_server(modules)}, database_{options()} {
    auto const migrated = migrate(database_, modules);
    if (!migrated) {
        throw StorageError{Failure::other, text_of(migrated.error(), Language::en)};
    }
}

ScratchDatabase::~ScratchDatabase() = default;

Options ScratchDatabase::options() const {
    return {.directory = folder_.path(),
            .url = on_server_ ? on_server_->url() : "",
            .accepts_unsafe_server = true};
}

}  // namespace jincai::storage
