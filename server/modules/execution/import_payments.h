#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "modules/execution/import_map.h"
#include "modules/execution/office.h"

/// Real transaction files into the book: read twice as a stream, first to add up what quotas are
/// needed, then to book. Every row has a natural key, so that the same file, or a longer one with
/// the same rows, books nothing twice.
namespace jincai::execution {

struct RejectedRow {
    std::int64_t line = 0;
    std::string field;
    std::string code;
    std::string reason;
    std::string reason_en;
    std::string value;
};
BOOST_DESCRIBE_STRUCT(RejectedRow, (), (line, field, code, reason, reason_en, value))

struct ImportSummary {
    std::string map;
    std::string title;
    std::string file;
    std::string region_code;
    std::int64_t rows = 0;
    std::int64_t booked = 0;  ///< payments booked by this run
    Money booked_fen;
    std::int64_t refunded = 0;  ///< negative rows booked as refunds by this run
    Money refunded_fen;
    std::int64_t repeated = 0;  ///< rows that an earlier run, or an earlier part, had booked
    std::int64_t rejected = 0;
    std::map<std::string, std::int64_t> rejected_by_code;
    std::vector<RejectedRow> rejections;  ///< the first 1000
    std::optional<std::string> rejections_file;  ///< all of them, as CSV
    std::optional<std::string> returned_file;    ///< their rows as they came, with an error column
    std::int64_t units_added = 0;
    std::int64_t quotas_opened = 0;
    std::optional<BusinessDate> first_day;
    std::optional<BusinessDate> last_day;
    std::int64_t elapsed_ms = 0;
    std::int64_t rows_per_second = 0;
};
BOOST_DESCRIBE_STRUCT(ImportSummary, (),
                      (map, title, file, region_code, rows, booked, booked_fen, refunded,
                       refunded_fen, repeated, rejected, rejected_by_code, rejections,
                       rejections_file, returned_file, units_added, quotas_opened, first_day,
                       last_day, elapsed_ms, rows_per_second))

enum class ImportPhase : std::uint8_t { reading, booking };
using ImportProgress =
    std::function<void(ImportPhase phase, std::int64_t done, std::int64_t total)>;

struct PaymentFile {
    std::filesystem::path file;
    std::filesystem::path rejections_folder;  ///< where the list of what was not booked goes
    /// Where the rows that were not booked go as they came, with what is wrong with each in a last
    /// column: to be corrected and imported again.
    std::optional<std::filesystem::path> returned = {};
};

/// Refused as a whole: a file that cannot be opened or has another header, a region code that
/// belongs to someone else, codes that do not exist. Rows are refused one by one.
[[nodiscard]] Result<ImportSummary> import_payments(Office& office, basics::Service& basics,
                                                    ImportMap const& map, PaymentFile const& file,
                                                    api::Caller const& caller,
                                                    ImportProgress const& progress);

}  // namespace jincai::execution
