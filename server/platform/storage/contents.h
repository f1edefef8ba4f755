#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "platform/storage/session.h"

namespace jincai::storage {

/// Rows of a table, and a sum over all their columns; equal for equal rows in whatever order.
struct TableContents {
    std::int64_t rows = 0;
    std::uint64_t sum = 0;
    friend bool operator==(TableContents const&, TableContents const&) = default;
};

/// Every table of the embedded database as it reads: to compare two copies of one data directory.
[[nodiscard]] std::map<std::string, TableContents> contents_of(Session& session);

}  // namespace jincai::storage
