#pragma once

#include <map>
#include <mutex>
#include <vector>

#include "modules/workflow/model.h"
#include "platform/storage/session.h"

namespace jincai::workflow {

/// Who acts for others in a region: asked with every task that opens, changed a few times a week.
/// Kept until a delegation changes or the day ends. Thread-safe.
class Delegates {
public:
    [[nodiscard]] std::vector<UserId> in(storage::Session& session, RegionCode const& region,
                                         BusinessDate day);
    /// After the change is committed.
    void forget();

private:
    struct Known {
        BusinessDate day;
        std::vector<UserId> users;
    };
    std::mutex mutex_;
    std::map<RegionCode, Known> known_;  ///< guarded by mutex_
    std::uint64_t changes_ = 0;          ///< guarded by mutex_
};

}  // namespace jincai::workflow
