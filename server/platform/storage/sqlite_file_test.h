#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <string>

#include "platform/storage/page_guard.h"
#include "platform/storage/scratch.h"

namespace jincai::storage::testing {

/// An SQLite file below our own sessions: rows of 1,000 characters, one commit each.
class SqliteFile : public ::testing::Test {
protected:
    SqliteFile() { guard_pages(); }
    ~SqliteFile() override { close(); }

    void open() {
        ASSERT_EQ(sqlite3_open(file().c_str(), &handle_), SQLITE_OK);
        int reserve = kPageReserve;
        sqlite3_file_control(handle_, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve);
        // A log that nobody moves into the file: as a crash leaves it.
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        run("pragma page_size = 4096; pragma journal_mode = wal; pragma wal_autocheckpoint = 0;"
            "create table if not exists note (id integer primary key, text text not null)");
    }
    void close() {
        sqlite3_close(handle_);
        handle_ = nullptr;
    }
    int run(std::string const& sql) {
        return sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    }
    void add(int rows) {
        for (int i = 0; i < rows; ++i)
            ASSERT_EQ(run("insert into note (text) values (printf('%.*c', 1000, 'x'))"), SQLITE_OK);
    }
    /// -1 when the file cannot be read.
    int count() {
        int rows = -1;
        sqlite3_exec(handle_, "select count(*), sum(length(text)) from note",
                     [](void* to, int, char** columns, char**) {
                         *static_cast<int*>(to) = std::atoi(columns[0]);
                         return 0;
                     },
                     &rows, nullptr);
        return rows;
    }
    static void flip(std::filesystem::path const& path, std::int64_t offset, int bit = 3) {
        std::fstream stream{path, std::ios::in | std::ios::out | std::ios::binary};
        stream.seekg(offset);
        auto const byte = static_cast<char>(stream.get() ^ (1 << bit));
        stream.seekp(offset);
        stream.put(byte);
    }
    [[nodiscard]] std::filesystem::path file() const { return folder_.path() / "test.db"; }
    [[nodiscard]] std::filesystem::path log() const { return folder_.path() / "test.db-wal"; }

    ScratchFolder folder_;
    sqlite3* handle_ = nullptr;
};

}  // namespace jincai::storage::testing
