#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/scope.h"
#include "platform/audit/audit.h"

namespace jincai::api {

/// Who sends a request, with what he may do and see. Nobody in particular has user id 0.
struct Caller : audit::Actor {
    std::set<std::string, std::less<>> permissions = {};
    DataScope scope = {};
    Language language = Language::zh;
    RegionCode region = {};
    UnitCode unit = {};

    [[nodiscard]] bool is_signed_in() const { return user_id.value() != 0; }
    [[nodiscard]] bool may(std::string_view permission) const {
        return permissions.contains(permission);
    }
};

}  // namespace jincai::api
