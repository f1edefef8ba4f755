#pragma once

#include <functional>

#include "app/store_backup.h"

/// Inside of repairing: how far the journals of a database can be proved.
namespace jincai::app {

/// One book of a database: its chain up to where it is whole, and the records that a second source
/// had to give for that.
struct SurveyedBook {
    execution::Head end;  ///< the last record proved
    std::vector<StoredRecord> patches;
};

/// Gives the record of a book from elsewhere, when it has it.
using Elsewhere =
    std::function<std::optional<StoredRecord>(execution::BookKey const&, std::int64_t)>;

/// Walks a journal from its beginning up to `extent`. A record that is absent, unreadable or does not
/// follow is asked from `elsewhere`; the walk ends where that does not help either. Nothing is asked
/// beyond the extent: documents that belong to such records are not in this database.
[[nodiscard]] SurveyedBook survey_book(storage::Session& session, execution::BookKey const& book,
                                       std::int64_t extent, Elsewhere const& elsewhere);

/// The hash of a record, "" when it is not there or cannot be read.
[[nodiscard]] std::string hash_at(storage::Session& session, execution::BookKey const& book,
                                  std::int64_t seq);

}  // namespace jincai::app
