#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "modules/execution/heads.h"

/// What backups ask of a database, whoever's tables it stands in.
namespace jincai::app {

/// What a database holds, in numbers.
struct Holdings {
    std::int64_t books = 0;
    std::int64_t records = 0;
    std::int64_t audit_records = 0;
    std::optional<Timestamp> last_at;  ///< of the last act
};
[[nodiscard]] Holdings holdings(storage::Session& session);

/// The files that attachments name: size by SM3.
[[nodiscard]] std::map<std::string, std::int64_t> attachment_files(storage::Session& session);

/// One row of a journal, as it is stored.
struct StoredRecord {
    std::int64_t seq = 0;
    std::int64_t at = 0;
    std::string kind;
    std::string command_id;
    std::string record;
    std::string hash;
};
[[nodiscard]] std::optional<StoredRecord> journal_record(storage::Session& session,
                                                         execution::BookKey const& book,
                                                         std::int64_t seq);
/// The number of the last record, whatever lies before it; 0 for none.
[[nodiscard]] std::int64_t journal_extent(storage::Session& session,
                                          execution::BookKey const& book);
/// Takes the place of what is stored there.
void put_record(storage::Session& session, execution::BookKey const& book,
                StoredRecord const& record);
void put_head(storage::Session& session, execution::BookKey const& book,
              execution::Head const& head);

}  // namespace jincai::app
