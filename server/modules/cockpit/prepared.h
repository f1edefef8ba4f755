#pragma once

#include <map>
#include <memory>
#include <shared_mutex>

#include "modules/cockpit/store.h"

namespace jincai::cockpit {

/// The sums of each book, kept until its read models move on: adding up the cube of a province
/// anew for every look takes half a second, and nearly all of its books have not changed since the
/// last look. Holds sums over all units of a book; who may see only some units is answered from
/// the database. Any thread may call.
class PreparedSums {
public:
    /// Requires that `book` was read in the same snapshot as `session` shows.
    [[nodiscard]] std::shared_ptr<BookSums const> sums(storage::Session& session,
                                                       DataScope const& scope,
                                                       store::BookHead const& book);

private:
    struct Kept {
        std::int64_t seq = 0;
        std::shared_ptr<BookSums const> sums;
    };
    using Key = std::pair<RegionCode, FiscalYear>;

    std::shared_mutex mutex_;
    std::map<Key, Kept> kept_;  ///< guarded by mutex_
};

}  // namespace jincai::cockpit
