#pragma once

#include <functional>

#include "modules/basics/service.h"
#include "modules/execution/messages_replay.h"
#include "platform/storage/database.h"

/// The past out of the journal: a book as it was, and a year as it would have been. Reads only; may
/// run beside a server, and in `serve` beside the payments.
namespace jincai::execution {

/// A moment, or the last record to be read.
struct Until {
    std::optional<Timestamp> instant;
    std::optional<std::int64_t> seq;
};

/// "2026-03-17", "2026-03-17T10:00:00+08:00", "...Z", or a record's number.
[[nodiscard]] Result<Until> parse_until(std::string_view text);

/// "light.yellow_percent=85" in its two parts.
[[nodiscard]] Result<ParameterSetting> parse_setting(std::string_view text);

/// What the caller may see and how much work he may cause.
struct ReplayBounds {
    DataScope scope;
    std::int64_t records_max = std::numeric_limits<std::int64_t>::max();
};

/// The books as of a moment: a record counts when it and all before it are not younger. The clock of
/// a book never runs back, whatever a record's own time says.
[[nodiscard]] Result<AsOfReport> as_of(storage::Database const& database,
                                       basics::Directory const& directory,
                                       AsOfFilter const& filter, ReplayBounds const& bounds);

/// A booked year under other parameters, against what really happened.
[[nodiscard]] Result<WhatIfReport> what_if(storage::Database const& database,
                                           basics::Directory const& directory,
                                           WhatIfRequest const& request,
                                           ReplayBounds const& bounds);

}  // namespace jincai::execution
