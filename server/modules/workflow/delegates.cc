#include "modules/workflow/delegates.h"

#include "modules/workflow/store_desk.h"

namespace jincai::workflow {

std::vector<UserId> Delegates::in(storage::Session& session, RegionCode const& region,
                                  BusinessDate day) {
    std::uint64_t before = 0;
    {
        std::lock_guard const lock{mutex_};
        auto const found = known_.find(region);
        if (found != known_.end() && found->second.day == day) return found->second.users;
        before = changes_;
    }
    auto users = store::delegates_in(session, region, day);
    std::lock_guard const lock{mutex_};
    // What changed since may not be in what was read.
    if (changes_ == before) known_.insert_or_assign(region, Known{day, users});
    return users;
}

void Delegates::forget() {
    std::lock_guard const lock{mutex_};
    known_.clear();
    ++changes_;
}

}  // namespace jincai::workflow
