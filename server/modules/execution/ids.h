#pragma once

#include <map>
#include <mutex>
#include <string>

#include "platform/storage/database.h"

namespace jincai::execution {

/// Hands out ids that are unique in the database, in increasing order, reserving them in blocks so
/// that a request seldom writes. Ids of a block that was not used up are lost at a restart.
class IdSource {
public:
    explicit IdSource(storage::Database& database) : database_{database} {}
    [[nodiscard]] Result<std::int64_t> next(std::string const& name);
    /// The first of `count` ids in a row.
    [[nodiscard]] Result<std::int64_t> next_range(std::string const& name, std::int64_t count);

private:
    struct Block {
        std::int64_t next = 0;
        std::int64_t end = 0;
    };
    [[nodiscard]] Result<std::int64_t> reserve(std::string const& name, std::int64_t count);

    storage::Database& database_;
    std::mutex mutex_;
    std::map<std::string, Block> blocks_;
};

/// The next number of a series of documents of one region and year, without gaps: a number is used
/// up in the transaction that gives it to a document.
[[nodiscard]] std::int64_t next_number(storage::Session& session, RegionCode const& region,
                                       FiscalYear year, std::string_view series);

}  // namespace jincai::execution
