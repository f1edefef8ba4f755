#pragma once

#include <filesystem>
#include <string>

#include <boost/describe.hpp>

#include "base/result.h"

namespace jincai::app {

struct RebuildReport {
    bool ok = true;  ///< the read models reached the end of every journal
    std::int64_t records = 0;
    std::int64_t lag_records = 0;
    std::int64_t took_ms = 0;
};
BOOST_DESCRIBE_STRUCT(RebuildReport, (), (ok, records, lag_records, took_ms))

/// Throws the read models away and makes them again from the journals; also when their file is
/// damaged. Refused while a server runs on the data.
[[nodiscard]] Result<RebuildReport> rebuild_projections(std::filesystem::path const& data,
                                                        std::string const& url);

}  // namespace jincai::app
