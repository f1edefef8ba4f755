#pragma once

#include "base/scope.h"
#include "modules/execution/store_journal.h"

/// Inside of the module: what both questions about the past share.
namespace jincai::execution {

struct BookChoice {
    std::optional<RegionCode> region;
    bool include_lower = false;
    std::optional<FiscalYear> year;
};

/// The books with a journal that are asked for and may be seen.
[[nodiscard]] std::vector<BookKey> chosen_books(storage::Database const& database,
                                                BookChoice const& choice, DataScope const& scope);

/// `replay_too_long` when the books have more records than `most` together.
[[nodiscard]] Result<void> check_length(storage::Database const& database,
                                        std::vector<BookKey> const& books, std::int64_t most);

}  // namespace jincai::execution
