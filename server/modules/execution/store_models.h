#pragma once

#include "platform/storage/session.h"

namespace jincai::execution {

/// How far the read models are behind the journals.
struct ProjectionLag {
    std::int64_t records = 0;
    std::int64_t books = 0;    ///< that are behind
    std::int64_t journal = 0;  ///< records in all journals
};
[[nodiscard]] ProjectionLag projection_lag(storage::Session& session);

/// Empties the read models, so that the projector makes them again from the first record. For the
/// session that writes them.
void forget_read_models(storage::Session& session);

}  // namespace jincai::execution
