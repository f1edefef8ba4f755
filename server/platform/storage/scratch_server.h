#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "platform/storage/backend.h"
#include "platform/storage/database.h"
#include "platform/storage/scratch.h"

namespace jincai::storage {

/// A PostgreSQL of one's own on a free loopback port, gone at the end: for tests, measurements and
/// trials. Needs Debian's postgresql-15; run by root it becomes the user `postgres`, as the server
/// refuses to be root. It ends with this process, however that ends, and must be made by a thread
/// that lives as long. The constructor throws `StorageError` with the reason when it does not start.
class ScratchServer {
public:
    /// `full` keeps what is committed, as a real server does; `off` is for tests.
    explicit ScratchServer(Durability durability);
    ~ScratchServer();
    ScratchServer(ScratchServer const&) = delete;
    ScratchServer& operator=(ScratchServer const&) = delete;

    /// The address of its own administrative database.
    [[nodiscard]] std::string url() const;
    /// Ends the server as a crash would and starts it again on the same port.
    void crash_and_restart();

private:
    void start();
    void kill(int signal) noexcept;

    ScratchFolder folder_;
    Durability durability_;
    std::uint16_t port_ = 0;
    int process_ = 0;
};

/// A fresh database on the server at `server_url`, empty or a copy of another, dropped at the end.
class ServerDatabase {
public:
    ServerDatabase(std::string server_url, Backend backend, std::string const& copied_from = {});
    ~ServerDatabase();
    ServerDatabase(ServerDatabase const&) = delete;
    ServerDatabase& operator=(ServerDatabase const&) = delete;
    /// What `Options::url` takes: `postgresql://` or `odbc:` with Debian's PostgreSQL driver.
    [[nodiscard]] std::string url() const;

private:
    std::string server_url_;
    Backend backend_;
    std::string name_;
};

/// The name of a database on the server with the schema of `modules`, made at the first call of all
/// processes that share the server.
[[nodiscard]] std::string template_of(std::string const& server_url,
                                      std::vector<std::span<Migration const>> const& modules);

/// What `ScratchDatabase` stands on: environment `JINCAI_TEST_BACKEND`, sqlite if it is not set.
[[nodiscard]] Backend test_backend();
/// The server of the tests: that of `JINCAI_POSTGRES`, or one of this process.
[[nodiscard]] std::string test_server_url();

}  // namespace jincai::storage
