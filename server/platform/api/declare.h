#pragma once

#include <string_view>

#include "platform/api/endpoint.h"

namespace jincai::api {

/// The endpoint of a declaration. Throws std::logic_error, naming the endpoint, when the path is
/// malformed, the permission or the summary is missing, or a write has no audit action.
[[nodiscard]] Endpoint declare(http::Method method, std::string_view path,
                               EndpointOptions const& options);

}  // namespace jincai::api
