#pragma once

// Included by sources of this folder alone.

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/storage/connection.h"

namespace jincai::storage {

/// Rows of one transaction on their way to the database, table by table: the tables whose first rows
/// came earlier go first. Keeps its memory from one transaction to the next.
class HeldRows {
public:
    /// Places for one more row; `columns` must outlive this.
    [[nodiscard]] std::span<Slot> add(std::string_view table,
                                      std::vector<std::string_view> const& columns);
    /// Whether a table has as many rows as may wait.
    [[nodiscard]] bool is_full() const { return full_; }
    /// Whether `sql` may ask for a table with rows that wait.
    [[nodiscard]] bool are_named_in(std::string_view sql) const { return first_named(sql) > 0; }

    void insert_all(Connection& connection) { insert_first(connection, waiting_.size()); }
    /// Those that `sql` names, and those that began to wait before them: others may refer to them.
    void insert_named(Connection& connection, std::string_view sql) {
        insert_first(connection, first_named(sql));
    }
    void drop() noexcept;

private:
    struct Table {
        std::string name;
        std::vector<std::string_view> const* columns;
        std::vector<Slot> slots;
        std::size_t used = 0;
    };

    [[nodiscard]] Table& table(std::string_view name, std::vector<std::string_view> const& columns);
    [[nodiscard]] std::size_t first_named(std::string_view sql) const;
    void insert_first(Connection& connection, std::size_t count);

    std::vector<std::unique_ptr<Table>> tables_;
    std::vector<Table*> waiting_;  ///< those with rows, in the order of their first ones
    bool full_ = false;
};

}  // namespace jincai::storage
