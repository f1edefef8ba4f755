#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/scope.h"
#include "base/time.h"
#include "modules/workflow/model.h"

namespace jincai::api {
struct Caller;
}
namespace jincai::storage {
class Session;
}

namespace jincai::workflow {

/// As whom a caller may take tasks: in the own role, or for somebody who delegated. Seeing is wider
/// than acting: whoever may read the whole province still decides in the own region only.
struct Mandate {
    RegionCode region = {};
    std::string role = {};
    DataScope scope = {};   ///< the units of the region that it reaches
    Person principal = {};  ///< who delegated; user id 0 for the caller's own
};

[[nodiscard]] Mandate own_mandate(api::Caller const& caller);
/// The own one first, then one for each delegation in force on `day`.
[[nodiscard]] std::vector<Mandate> mandates_of(storage::Session& session, api::Caller const& caller,
                                               BusinessDate day);

}  // namespace jincai::workflow
