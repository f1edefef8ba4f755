#pragma once

#include "base/result.h"
#include "platform/http/message.h"

namespace jincai::api {

/// The rule for requests that write: they carry `X-Requested-With: jincai`, which a foreign page
/// cannot send without asking; the browser does not call them cross-site; and an `Origin`, when
/// there is one, is this host itself. The session cookie is SameSite=Strict besides.
[[nodiscard]] Result<void> check_origin(http::Request const& request);

}  // namespace jincai::api
