#pragma once

#include <filesystem>
#include <memory>

#include "platform/storage/database.h"

namespace jincai::storage {

/// An empty folder of its own, removed at the end: for tests and measurements.
class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(ScratchFolder const&) = delete;
    ScratchFolder& operator=(ScratchFolder const&) = delete;
    [[nodiscard]] std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// A real database in a scratch folder with the schema of the given modules.
class ScratchDatabase {
public:
    explicit ScratchDatabase(std::vector<std::span<Migration const>> const& modules = {});
    [[nodiscard]] Database& operator*() { return database_; }
    [[nodiscard]] Database* operator->() { return &database_; }
    [[nodiscard]] Database& get() { return database_; }

private:
    ScratchFolder folder_;
    Database database_;
};

}  // namespace jincai::storage
