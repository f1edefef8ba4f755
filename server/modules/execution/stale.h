#pragma once

#include "base/result.h"
#include "platform/storage/database.h"

namespace jincai::execution {

/// `revision_stale`, with who did what to the document last: a person whose screen is old learns
/// what changed, not only that something did. `object_kind` and `id` are those of the audit log.
[[nodiscard]] std::unexpected<Error> refuse_stale(storage::Session& session,
                                                  std::string_view object_kind, std::int64_t id,
                                                  std::int64_t revision);

/// The same when a person acts on another revision than the `stored` one; a request that names no
/// revision is guarded by status and step alone.
[[nodiscard]] Result<void> check_read(storage::Database const& database,
                                      std::string_view object_kind, std::int64_t id,
                                      std::int64_t stored, std::optional<std::int64_t> read);

}  // namespace jincai::execution
