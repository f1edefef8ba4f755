#include <atomic>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/storage/directory_lock.h"
#include "platform/storage/scratch.h"
#include "platform/storage/scratch_server.h"

namespace jincai::storage {
namespace {

using testing::ElementsAre;

constexpr RefusalSpec kNo{"no", RefusalKind::conflict, "不", "no"};

struct Item {
    std::int64_t id = 0;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Item, (), (id, text))

constexpr Migration kItem[] = {
    {"item", 1, "item", "create table item (id bigint primary key, text text not null)"}};

std::int64_t count(Database const& database) {
    return database
        .read([](Session& session) {
            return session.value<std::int64_t>("select count(*) from item");
        })
        .value_or(-1);
}

TEST(Database, commits_what_succeeded_and_rolls_back_what_was_refused) {
    ScratchDatabase database{{kItem}};
    auto const done = database->write([](Session& session) -> Result<int> {
        session.insert("item", Item{1, "a"});
        return 5;
    });
    EXPECT_EQ(*done, 5);
    auto const refused = database->write([](Session& session) -> Result<int> {
        session.insert("item", Item{2, "b"});
        return refuse(kNo);
    });
    EXPECT_EQ(refused.error().code(), "no");
    EXPECT_EQ(count(database.get()), 1);
}

TEST(Database, rolls_back_when_an_exception_passes_through) {
    ScratchDatabase database{{kItem}};
    auto const act = [&] {
        static_cast<void>(database->write([](Session& session) -> Result<void> {
            session.insert("item", Item{1, "a"});
            throw std::runtime_error{"elsewhere"};
        }));
    };
    EXPECT_THROW(act(), std::runtime_error);
    EXPECT_EQ(count(database.get()), 0);
}

TEST(Database, rolls_back_a_write_transaction_that_was_not_committed) {
    ScratchDatabase database{{kItem}};
    {
        WriteTransaction transaction{database.get()};
        transaction.session().insert("item", Item{1, "a"});
    }
    EXPECT_EQ(count(database.get()), 0);
    {
        WriteTransaction transaction{database.get()};
        transaction.session().insert("item", Item{1, "a"});
        transaction.commit();
    }
    EXPECT_EQ(count(database.get()), 1);
}

TEST(Database, tells_news_after_the_commit_and_never_of_what_was_rolled_back) {
    ScratchDatabase database{{kItem}};
    std::vector<std::string> heard;
    auto const tell = [&](Session& session, std::string const& key, std::string const& what) {
        return session.after_commit(key, [&heard, what] { heard.push_back(what); });
    };
    ASSERT_TRUE(database->write([&](Session& session) -> Result<void> {
        EXPECT_TRUE(tell(session, "a", "first"));
        EXPECT_FALSE(tell(session, "a", "second"));
        EXPECT_TRUE(tell(session, "b", "other"));
        session.after_commit("c", [] { throw std::runtime_error{"a listener"}; });
        EXPECT_TRUE(heard.empty());
        return {};
    }));
    EXPECT_EQ(heard, (std::vector<std::string>{"first", "other"}));
    (void)database->write([&](Session& session) -> Result<void> {
        tell(session, "a", "lost");
        return refuse(kNo);
    });
    ASSERT_TRUE(database->write([&](Session&) -> Result<void> { return {}; }));
    EXPECT_EQ(heard.size(), 2U);
}

TEST(Database, lets_many_threads_write_and_loses_nothing) {
    ScratchDatabase database{{kItem}};
    std::atomic<int> failed = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 100; ++i) {
                auto const done = database->write([](Session& session) -> Result<void> {
                    auto const id = session.next("item", "id");
                    session.insert("item", Item{id, "x"});
                    return {};
                });
                if (!done || count(database.get()) < 1) ++failed;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(failed, 0);
    EXPECT_EQ(count(database.get()), 400);
}

TEST(Database, reads_one_snapshot_while_another_thread_writes) {
    ScratchDatabase database{{kItem}};
    database->read([&](Session& session) {
        EXPECT_EQ(session.value<std::int64_t>("select count(*) from item"), 0);
        std::thread{[&] {
            WriteTransaction transaction{database.get()};
            transaction.session().insert("item", Item{1, "a"});
            transaction.commit();
        }}.join();
        EXPECT_EQ(session.value<std::int64_t>("select count(*) from item"), 0);
    });
    EXPECT_EQ(count(database.get()), 1);
}

TEST(Database, does_not_let_a_reader_write) {
    ScratchDatabase database{{kItem}};
    auto const act = [&] {
        database->read([](Session& session) { session.insert("item", Item{1, "a"}); });
    };
    EXPECT_THROW(act(), StorageError);
    EXPECT_EQ(count(database.get()), 0);
}

TEST(Database, gives_up_waiting_for_a_read_session) {
    ScratchFolder folder;
    Database database{{.directory = folder.path(),
                       .read_sessions = 1,
                       .lease_timeout = std::chrono::milliseconds{20}}};
    database.read([&](Session&) {
        try {
            database.read([](Session&) { FAIL(); });
            FAIL();
        } catch (StorageError const& error) {
            EXPECT_EQ(refusal_of(error)->code(), "storage_busy");
        }
    });
    database.read([](Session&) {});
}

TEST(Database, refuses_a_second_server_on_the_same_directory) {
    ScratchFolder folder;
    {
        Database first{{.directory = folder.path()}};
        try {
            Database second{{.directory = folder.path()}};
            FAIL();
        } catch (StorageError const& error) {
            EXPECT_EQ(error.failure(), Failure::in_use);
            EXPECT_EQ(refusal_of(error)->code(), "data_in_use");
        }
    }
    EXPECT_NO_THROW((Database{{.directory = folder.path()}}));
}

TEST(Database, its_lock_keeps_backups_and_repairs_out_as_well) {
    ScratchFolder const folder;
    {
        DirectoryLock const lock{folder.path()};
        EXPECT_THROW(DirectoryLock{folder.path()}, StorageError);
        EXPECT_THROW((Database{{.directory = folder.path()}}), StorageError);
    }
    EXPECT_NO_THROW(DirectoryLock{folder.path()});
}

TEST(Database, opens_for_reading_beside_a_running_server) {
    ScratchDatabase database{{kItem}};
    WriteTransaction transaction{database.get()};
    transaction.session().insert("item", Item{1, "a"});
    transaction.commit();
    auto options = database.options();
    options.access = Access::read_only;
    Database const reader{options};
    EXPECT_EQ(count(reader), 1);
}

TEST(Database, does_not_make_a_database_when_asked_only_to_read) {
    ScratchFolder folder;
    EXPECT_THROW((Database{{.directory = folder.path(), .access = Access::read_only}}),
                 StorageError);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Database, refuses_with_storage_full_and_changes_nothing_when_the_disk_is_full) {
    if (test_backend() != Backend::sqlite) GTEST_SKIP() << "sets a limit of SQLite";
    ScratchDatabase database{{kItem}};
    auto const limit = [&](std::int64_t pages) {
        WriteTransaction transaction{database.get()};
        static_cast<void>(transaction.session().value<std::int64_t>(
            fmt::format("pragma max_page_count = {}", pages)));
    };
    limit(10);
    auto const refused = database->write([](Session& session) -> Result<void> {
        for (int i = 0; i < 1000; ++i) session.insert("item", Item{i, std::string(5000, 'x')});
        return {};
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), "storage_full");
    EXPECT_EQ(count(database.get()), 0);
    limit(1'000'000);
    EXPECT_TRUE(database->write([](Session& session) -> Result<void> {
        session.insert("item", Item{session.next("item", "id"), "after"});
        return {};
    }));
    EXPECT_EQ(count(database.get()), 1);
}

TEST(Database, commits_nothing_more_once_another_server_has_taken_over) {
    ScratchDatabase scratch{{kItem}};
    int told = 0;
    scratch->on_superseded([&] { ++told; });
    auto const write = [&](std::int64_t id) {
        return scratch->write([&](Session& session) -> Result<void> {
            session.insert("item", Item{id, "x"});
            return {};
        });
    };
    EXPECT_TRUE(write(1));
    auto const taken = scratch->write([](Session& session) -> Result<void> {
        session.execute("update writer_claim set epoch = epoch + 1 where id = 1");
        return {};
    });
    EXPECT_EQ(taken.error().code(), "storage_superseded");
    EXPECT_EQ(told, 1);
    EXPECT_EQ(count(scratch.get()), 1);
}

TEST(Database, makes_a_lost_connection_again_and_loses_nothing) {
    if (test_backend() == Backend::sqlite) GTEST_SKIP() << "there is no connection to lose";
    ScratchDatabase database{{kItem}};
    auto const cut = [&] {
        database->read([](Session& session) {
            static_cast<void>(session.query<std::int64_t>(
                "select case when pg_terminate_backend(pid) then 1 else 0 end from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"));
        });
    };
    auto const write = [&](std::int64_t id) {
        return database->write([&](Session& session) -> Result<void> {
            session.insert("item", Item{id, "x"});
            return {};
        });
    };
    EXPECT_TRUE(write(1));
    cut();
    EXPECT_TRUE(write(2));
    auto const midway = database->write([&](Session& session) -> Result<void> {
        session.insert("item", Item{3, "x"});
        cut();
        return {};
    });
    EXPECT_EQ(midway.error().code(), "storage_unreachable");
    EXPECT_TRUE(write(4));
    EXPECT_EQ(count(database.get()), 3);
}

constexpr Migration kTwo[] = {kItem[0],
                              {"item", 2, "more",
                               "create table more (a bigint); "
                               "create table still_more (a bigint)"}};

TEST(Migration, applies_each_step_once) {
    ScratchDatabase database{{kItem}};
    EXPECT_TRUE(migrate(database.get(), {kItem}));
    EXPECT_TRUE(migrate(database.get(), {kTwo}));
    EXPECT_TRUE(migrate(database.get(), {kTwo}));
    auto const numbers = database->read([](Session& session) {
        return session.query<std::int64_t>("select number from schema_migration order by number");
    });
    EXPECT_THAT(numbers, ElementsAre(1, 2));
    database->read([](Session& session) {
        EXPECT_EQ(session.value<std::int64_t>("select count(*) from still_more"), 0);
    });
}

TEST(Migration, refuses_data_of_a_newer_program) {
    ScratchDatabase database{{kTwo}};
    EXPECT_EQ(migrate(database.get(), {kItem}).error().code(), "schema_newer");
}

TEST(Migration, refuses_a_changed_text) {
    ScratchDatabase database{{kItem}};
    constexpr Migration kChanged[] = {{"item", 1, "item", "create table item (id bigint)"}};
    EXPECT_EQ(migrate(database.get(), {kChanged}).error().code(), "migration_changed");
}

TEST(Migration, refuses_gaps) {
    ScratchDatabase database;
    constexpr Migration kGap[] = {kItem[0], {"item", 3, "late", "select 1"}};
    EXPECT_EQ(migrate(database.get(), {kGap}).error().code(), "migration_gap");
}

TEST(Migration, leaves_nothing_of_a_step_that_fails) {
    ScratchDatabase database;
    constexpr Migration kBroken[] = {{"b", 1, "b", "create table b (a bigint); nonsense"}};
    EXPECT_THROW(static_cast<void>(migrate(database.get(), {kBroken})), StorageError);
    constexpr Migration kMended[] = {{"b", 1, "b", "create table b (a bigint)"}};
    EXPECT_TRUE(migrate(database.get(), {kMended}));  // the table is not there already
}

TEST(Migration, keeps_the_rows_of_a_clustered_table_in_the_tree_of_its_key) {
    if (test_backend() != Backend::sqlite) GTEST_SKIP() << "asks SQLite for its row number";
    constexpr Migration kClustered[] = {
        {"item", 1, "item",
         "create table item (a text not null, b bigint not null, primary key (a, b)\n)"
         " /* clustered */;"}};
    ScratchDatabase database{{kClustered}};
    EXPECT_THROW(static_cast<void>(database->read([](Session& session) {
        return session.value<std::int64_t>("select rowid from item");
    })),
                 StorageError);
}

TEST(Migration, makes_a_whole_number_key_the_row_number) {
    if (test_backend() != Backend::sqlite) GTEST_SKIP() << "asks SQLite's own catalogue";
    ScratchDatabase database{{kItem}};
    database->read([](Session& session) {
        EXPECT_EQ(
            session.value<std::int64_t>("select count(*) from sqlite_schema where type = 'index'"
                                        " and tbl_name = 'item'"),
            0);
    });
}

}  // namespace
}  // namespace jincai::storage
