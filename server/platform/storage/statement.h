#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "platform/storage/slot.h"

namespace jincai::storage {

class Connection;  // the SOCI session; known to connection.h alone

/// A prepared statement with its row buffers. Parameters and columns are slots of fixed address:
/// fill the parameters, `execute`, read the columns, `fetch` for the next row.
class Statement {
public:
    Statement(Connection& connection, std::string const& sql);
    ~Statement();
    Statement(Statement const&) = delete;
    Statement& operator=(Statement const&) = delete;

    /// Requires `index` within what the SQL text asks for; thrown otherwise.
    [[nodiscard]] Slot& parameter(std::size_t index);
    void check_parameters(std::size_t given) const;

    /// How many columns the caller will read; thrown when the select lists another number.
    void declare_columns(std::size_t count);
    [[nodiscard]] Slot& column(std::size_t index);

    /// True when there is a row to read.
    bool execute();
    bool fetch();
    [[nodiscard]] std::int64_t affected() const;
    /// Ends reading, so that no snapshot is held and the statement can be used again.
    void reset() noexcept;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace jincai::storage
