#pragma once

#include <filesystem>

#include "modules/basics/service.h"
#include "modules/execution/books.h"
#include "platform/storage/database.h"

namespace jincai::execution {

/// The first thing that is not as it must be, by place and in words.
struct Finding {
    std::string check;  ///< journal, I1 .. I6, head, entries, statements, audit, heads_file
    std::string region_code;
    std::int64_t fiscal_year = 0;
    std::int64_t seq = 0;  ///< the record, 0 when it is not about one
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (check, region_code, fiscal_year, seq, detail))

struct VerifyReport {
    bool ok = true;
    std::int64_t books = 0;
    std::int64_t records = 0;
    std::int64_t entries = 0;
    std::int64_t payments = 0;
    std::int64_t quotas = 0;
    std::int64_t audit_records = 0;
    std::map<std::string, bool> checks;  ///< by name: journal, I1 .. I6, head, entries ...
    std::optional<Finding> first_bad;
    std::vector<Finding> findings;       ///< at most 100
};
BOOST_DESCRIBE_STRUCT(VerifyReport, (),
                      (ok, books, records, entries, payments, quotas, audit_records, checks,
                       first_bad, findings))

/// Proves from the database alone: every journal is one unbroken chain, every record is balanced
/// and follows from the one before, the books keep I1-I6, the read models say what the journal
/// says, the audit log has no gap. Reads only; may run beside a server.
[[nodiscard]] VerifyReport verify(storage::Database& database, basics::Service const& basics,
                                  std::filesystem::path const& heads_file);

}  // namespace jincai::execution
