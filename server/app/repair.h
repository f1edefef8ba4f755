#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/result.h"

/// Bringing a data directory back that was refused at its start.
namespace jincai::app {

BOOST_DEFINE_ENUM_CLASS(RepairOutcome, sound, patched, replaced, kept)

/// What became of one book that was not as it must be.
struct RepairedBook {
    std::string region_code;
    std::int64_t fiscal_year = 0;
    std::int64_t acknowledged_seq = 0;  ///< by DATA/heads
    std::int64_t own_seq = 0;           ///< how far the own chain was whole
    std::int64_t source_seq = 0;
    std::int64_t repaired_seq = 0;
    std::int64_t patched_records = 0;  ///< taken from the source, one by one
    std::int64_t lost_first_seq = 0;   ///< acknowledged and not to be had; 0: none
    std::int64_t lost_last_seq = 0;
};
BOOST_DESCRIBE_STRUCT(RepairedBook, (),
                      (region_code, fiscal_year, acknowledged_seq, own_seq, source_seq,
                       repaired_seq, patched_records, lost_first_seq, lost_last_seq))

struct RepairReport {
    bool ok = true;  ///< nothing is lost, everything verifies
    RepairOutcome outcome{};
    std::string source;
    std::string put_aside;  ///< the folder with the files as they were found; "" when none moved
    std::vector<RepairedBook> books;  ///< those that were damaged, behind, or lost something
    std::int64_t records_lost = 0;
    std::int64_t attachments_restored = 0;
    std::vector<std::string> attachments_missing;
    std::vector<std::string> findings;  ///< of `verify`, in words
    std::int64_t took_ms = 0;
};
BOOST_DESCRIBE_STRUCT(RepairReport, (),
                      (ok, outcome, source, put_aside, books, records_lost, attachments_restored,
                       attachments_missing, findings, took_ms))

enum class Loss : std::uint8_t { refused, accepted };

/// Repairs `data`, which no server may hold, from an archive of backups or from another data
/// directory (a standby). Records of the journal that are damaged or missing are taken one by one
/// from the source, each proved by the chain on both sides; when the file itself is not readable, or
/// ends before what was acknowledged, the source's database takes its place - if it continues the
/// same chains. What was found stays in a folder of its own. Records that neither side has are named,
/// and given up only with `Loss::accepted`.
[[nodiscard]] Result<RepairReport> repair(std::filesystem::path const& data,
                                          std::filesystem::path const& source, Loss loss);

}  // namespace jincai::app
