#pragma once

#include <string>
#include <vector>

#include "platform/api/endpoint.h"

namespace jincai::api {

/// The OpenAPI 3.1 document of `endpoints`. Adds the schema of problems to `components`.
[[nodiscard]] std::string openapi_document(RouterOptions const& options,
                                           std::vector<Endpoint> const& endpoints,
                                           json::Components& components);

}  // namespace jincai::api
