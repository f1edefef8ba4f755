#pragma once

#include <filesystem>
#include <memory>

#include "platform/storage/database.h"

namespace jincai::storage {

/// An empty folder of its own, removed at the end: for tests and measurements.
class ScratchFolder {
public:
    explicit ScratchFolder(
        std::filesystem::path const& parent = std::filesystem::temp_directory_path());
    ~ScratchFolder();
    ScratchFolder(ScratchFolder const&) = delete;
    ScratchFolder& operator=(ScratchFolder const&) = delete;
    [[nodiscard]] std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

class ServerDatabase;

/// A real database with the schema of the given modules, on the back end that the tests are run on:
/// in a scratch folder, or on the tests' server (`scratch_server.h`).
class ScratchDatabase {
public:
    explicit ScratchDatabase(std::vector<std::span<Migration const>> const& modules = {});
    ~ScratchDatabase();
    /// What opens the same database once more.
    [[nodiscard]] Options options() const;
    [[nodiscard]] Database& operator*() { return database_; }
    [[nodiscard]] Database* operator->() { return &database_; }
    [[nodiscard]] Database& get() { return database_; }

private:
    ScratchFolder folder_;
    std::unique_ptr<ServerDatabase> on_server_;
    Database database_;
};

}  // namespace jincai::storage
