#include "platform/storage/scratch_server.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <thread>

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <libpq-fe.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/storage/checksum.h"

namespace jincai::storage {

namespace {

using Words = std::vector<std::string>;

std::filesystem::path programs() {
    std::vector<std::filesystem::path> found;
    std::error_code none;
    for (auto const& version : std::filesystem::directory_iterator{"/usr/lib/postgresql", none})
        if (std::filesystem::exists(version.path() / "bin" / "postgres"))
            found.push_back(version.path() / "bin");
    if (found.empty())
        throw StorageError{Failure::other, "there is no PostgreSQL here: install postgresql-15"};
    return *std::ranges::max_element(found);
}

/// Where nothing has to last memory serves, if there is enough of it: every database of a test is
/// some hundred files.
std::filesystem::path home_for(Durability durability) {
    std::filesystem::path const memory{"/dev/shm"};
    constexpr std::uintmax_t kEnough = std::uintmax_t{3} << 30;
    std::error_code none;
    bool const enough = std::filesystem::space(memory, none).available >= kEnough && !none;
    return durability == Durability::off && enough ? memory
                                                   : std::filesystem::temp_directory_path();
}

/// The server's user when we are root; null otherwise.
passwd const* other_user() {
    if (::geteuid() != 0) return nullptr;
    auto const* user = ::getpwnam("postgres");
    if (user == nullptr)
        throw StorageError{Failure::other, "there is no user postgres: install postgresql-15"};
    return user;
}

[[noreturn]] void become(Words const& words, std::filesystem::path const& log,
                         passwd const* user) {
    int const out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    ::dup2(out, 1);
    ::dup2(out, 2);
    if (user != nullptr &&
        (::initgroups("postgres", user->pw_gid) != 0 || ::setgid(user->pw_gid) != 0 ||
         ::setuid(user->pw_uid) != 0))
        ::_exit(126);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    std::vector<char*> pointers;
    for (auto const& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    ::execv(pointers.front(), pointers.data());
    ::_exit(127);
}

int start_process(Words const& words, std::filesystem::path const& log) {
    auto const* user = other_user();
    int const child = ::fork();
    if (child == 0) become(words, log, user);
    if (child < 0) throw StorageError{Failure::other, "no process for the database server"};
    return child;
}

std::uint16_t free_port() {
    int const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bool const got = ::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    ::close(socket);
    if (!got) throw StorageError{Failure::other, "no free port for the database server"};
    return ntohs(address.sin_port);
}

/// A connection for administration.
class Admin {
public:
    explicit Admin(std::string const& url) : connection_{PQconnectdb(url.c_str())} {
        if (PQstatus(connection_) == CONNECTION_OK) {
            PQsetNoticeProcessor(connection_, [](void*, char const*) {}, nullptr);
            return;
        }
        std::string const why = PQerrorMessage(connection_);
        PQfinish(connection_);
        throw StorageError{Failure::lost, why};
    }
    ~Admin() { PQfinish(connection_); }
    Admin(Admin const&) = delete;
    Admin& operator=(Admin const&) = delete;

    /// The first value, or nothing when there is no row.
    std::optional<std::string> run(std::string const& sql) {
        auto* const result = PQexec(connection_, sql.c_str());
        auto const status = PQresultStatus(result);
        std::optional<std::string> value;
        if (status == PGRES_TUPLES_OK && PQntuples(result) > 0) value = PQgetvalue(result, 0, 0);
        PQclear(result);
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
            throw StorageError{Failure::other, PQerrorMessage(connection_)};
        return value;
    }

private:
    PGconn* connection_;
};

std::string with_database(std::string const& server_url, std::string const& name) {
    return server_url.substr(0, server_url.rfind('/') + 1) + name;
}

std::string odbc_url(std::string const& url) {
    auto* const parts = PQconninfoParse(url.c_str(), nullptr);
    std::string text = "odbc:Driver=/usr/lib/x86_64-linux-gnu/odbc/psqlodbcw.so;";
#if defined(__aarch64__)
    text = "odbc:Driver=/usr/lib/aarch64-linux-gnu/odbc/psqlodbcw.so;";
#endif
    for (auto const* part = parts; part != nullptr && part->keyword != nullptr; ++part) {
        if (part->val == nullptr) continue;
        std::string_view const key{part->keyword};
        if (key == "host") text += fmt::format("Servername={};", part->val);
        if (key == "port") text += fmt::format("Port={};", part->val);
        if (key == "dbname") text += fmt::format("Database={};", part->val);
        if (key == "user") text += fmt::format("Username={};", part->val);
        if (key == "password") text += fmt::format("Password={};", part->val);
    }
    PQconninfoFree(parts);
    return text;
}

std::uint64_t digest_of(std::vector<std::span<Migration const>> const& modules) {
    auto digest = checksum({});
    for (auto const module : modules)
        for (auto const& migration : module) digest = checksum(migration.sql, digest);
    return digest;
}

}  // namespace

ScratchServer::ScratchServer(Durability durability)
    : folder_{home_for(durability)}, durability_{durability}, port_{free_port()} {
    if (auto const* user = other_user())
        static_cast<void>(::chown(folder_.path().c_str(), user->pw_uid, user->pw_gid));
    Words words{programs() / "initdb", "-D", folder_.path() / "data", "-U", "jincai", "-A", "trust",
                "--data-checksums", "--encoding=UTF8", "--locale=C"};
    if (durability == Durability::off) words.emplace_back("--no-sync");
    int const child = start_process(words, folder_.path() / "log");
    int status = 0;
    ::waitpid(child, &status, 0);
    if (status != 0) throw StorageError{Failure::other, "initdb failed"};
    start();
}

void ScratchServer::start() {
    Words words{programs() / "postgres", "-D", folder_.path() / "data"};
    auto const set = [&](std::string setting) {
        words.emplace_back("-c");
        words.push_back(std::move(setting));
    };
    set("listen_addresses=127.0.0.1");
    set(fmt::format("port={}", port_));
    set(fmt::format("unix_socket_directories={}", folder_.path().string()));
    set("max_connections=200");
    set("shared_buffers=256MB");
    set("max_wal_size=2GB");
    if (durability_ == Durability::off) {
        set("fsync=off");
        set("synchronous_commit=off");
        set("full_page_writes=off");
    }
    process_ = start_process(words, folder_.path() / "log");
    for (int i = 0; i < 1'500; ++i) {
        if (PQping(url().c_str()) == PQPING_OK) return;
        if (::waitpid(process_, nullptr, WNOHANG) == process_) break;
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    kill(SIGQUIT);
    throw StorageError{Failure::other, "the PostgreSQL server did not start"};
}

ScratchServer::~ScratchServer() { kill(SIGQUIT); }

void ScratchServer::kill(int signal) noexcept {
    if (process_ == 0) return;
    ::kill(process_, signal);
    ::waitpid(process_, nullptr, 0);
    process_ = 0;
}

void ScratchServer::crash_and_restart() {
    kill(SIGQUIT);  // every server process ends at once, without a checkpoint
    start();
}

std::string ScratchServer::url() const {
    return fmt::format("postgresql://jincai@127.0.0.1:{}/postgres", port_);
}

ServerDatabase::ServerDatabase(std::string server_url, Backend backend,
                               std::string const& copied_from)
    : server_url_{std::move(server_url)}, backend_{backend} {
    static std::atomic<int> made = 0;
    name_ = fmt::format("jincai_{}_{}", ::getpid(), ++made);
    Admin admin{server_url_};
    admin.run(fmt::format("create database {} template {} strategy file_copy {}", name_,
                          copied_from.empty() ? "template0" : copied_from,
                          copied_from.empty() ? "encoding 'UTF8' lc_collate 'C' lc_ctype 'C'" : ""));
}

ServerDatabase::~ServerDatabase() {
    try {
        Admin admin{server_url_};
        admin.run(fmt::format("drop database if exists {} with (force)", name_));
    } catch (StorageError const&) {
        // The server is gone, and the database with it.
    }
}

std::string ServerDatabase::url() const {
    auto const url = with_database(server_url_, name_);
    return backend_ == Backend::odbc ? odbc_url(url) : url;
}

std::string template_of(std::string const& server_url,
                        std::vector<std::span<Migration const>> const& modules) {
    auto const name = fmt::format("jincai_template_{:016x}", digest_of(modules));
    Admin admin{server_url};
    admin.run("select pg_advisory_lock(1)");  // released with the connection
    if (admin.run(fmt::format("select 1 from pg_database where datname = '{}'", name))) return name;
    auto const raw = name + "_raw";
    admin.run(fmt::format("drop database if exists {} with (force)", raw));
    admin.run(fmt::format(
        "create database {} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'", raw));
    {
        ScratchFolder const folder;
        Database database{{.directory = folder.path(),
                           .url = with_database(server_url, raw),
                           .accepts_unsafe_server = true}};
        auto const migrated = migrate(database, modules);
        if (!migrated) throw StorageError{Failure::other, text_of(migrated.error(), Language::en)};
    }
    for (int i = 0;; ++i) {
        try {
            admin.run(fmt::format("alter database {} rename to {}", raw, name));
            return name;
        } catch (StorageError const&) {
            if (i == 100) throw;  // the last connection is still on its way out
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
        }
    }
}

Backend test_backend() {
    auto const* const named = std::getenv("JINCAI_TEST_BACKEND");
    auto backend = Backend::sqlite;
    if (named == nullptr || boost::describe::enum_from_string(named, backend)) return backend;
    throw StorageError{Failure::other, "JINCAI_TEST_BACKEND is sqlite, postgres or odbc"};
}

std::string test_server_url() {
    if (auto const* const given = std::getenv("JINCAI_POSTGRES")) return given;
    static ScratchServer const own{Durability::off};
    return own.url();
}

}  // namespace jincai::storage
