#include "platform/storage/claim.h"

#include <chrono>
#include <thread>

#include <fmt/format.h>

namespace jincai::storage {

namespace {

constexpr auto kTable =
    "create table if not exists writer_claim (id bigint primary key, epoch bigint not null, "
    "commits bigint not null)";

using std::chrono_literals::operator""ms;
constexpr auto kPatience = 3'000ms;
constexpr auto kPause = 50ms;

/// Any number will do that no other program uses in the same database.
constexpr auto kServerLock =
    "select case when pg_try_advisory_lock(7205759403) then 1 else 0 end";

/// A courtesy that gives the second server a clear answer; what keeps the books safe is the epoch.
/// A server that was killed holds the lock until the other end has finished what it was doing.
void take_server_lock(Connection& connection) {
    if (connection.dialect() != Dialect::postgres) return;
    for (auto waited = 0ms; waited < kPatience; waited += kPause) {
        if (connection.number(kServerLock) == 1) return;
        std::this_thread::sleep_for(kPause);
    }
    throw StorageError{Failure::in_use, "another server is connected to this database"};
}

/// What was noted was acknowledged: a database that has less has lost it, without knowing.
void expect(Connection& connection, Progress noted) {
    auto const epoch = connection.number("select epoch from writer_claim where id = 1").value_or(0);
    auto const commits =
        connection.number("select commits from writer_claim where id = 1").value_or(0);
    if (epoch >= noted.epoch && commits >= noted.commits) return;
    throw StorageError{Failure::corrupt,
                       fmt::format("commits {} to {} are missing", commits + 1, noted.commits)};
}

struct ClaimRow {
    std::int64_t epoch = 0;
    std::int64_t commits = 0;
};
BOOST_DESCRIBE_STRUCT(ClaimRow, (), (epoch, commits))

}  // namespace

Claim::Claim(Connection& connection, std::optional<Progress> noted) {
    take_server_lock(connection);
    connection.begin(Role::writer);
    try {
        connection.run(schema_in(connection.dialect(), kTable));
        if (connection.number("select count(*) from writer_claim") == 0)
            connection.run("insert into writer_claim (id, epoch, commits) values (1, 0, 0)");
        if (noted) expect(connection, *noted);
        connection.run("update writer_claim set epoch = epoch + 1 where id = 1");
        epoch_ = connection.number("select epoch from writer_claim where id = 1").value_or(0);
        commits_ = connection.number("select commits from writer_claim where id = 1").value_or(0);
        connection.commit();
    } catch (...) {
        if (connection.in_transaction()) connection.rollback();
        throw;
    }
}

void Claim::prove(Session& session) {
    auto const moved = session.execute(
        "update writer_claim set commits = :c where id = 1 and epoch = :e", commits_ + 1, epoch_);
    if (moved == 1) return;
    throw StorageError{Failure::superseded, "another server has taken over this database"};
}

void Claim::settle(Session& session) {
    auto const row =
        session.query_one<ClaimRow>("select epoch, commits from writer_claim where id = 1");
    if (!row || row->epoch != epoch_)
        throw StorageError{Failure::superseded, "another server has taken over this database"};
    was_kept_ = row->commits == commits_ + 1;
    session.execute("update writer_claim set commits = :c where id = 1", row->commits);
    commits_ = row->commits;
}

void Claim::settled() {
    doubtful_ = false;
}

}  // namespace jincai::storage
