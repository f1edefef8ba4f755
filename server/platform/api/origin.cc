#include "platform/api/origin.h"

#include "platform/api/refusals.h"

namespace jincai::api {
namespace {

bool is_own_origin(http::Request const& request, std::string_view origin) {
    std::string_view const scheme = request.is_secure ? "https://" : "http://";
    if (!origin.starts_with(scheme)) return false;
    return origin.substr(scheme.size()) == request.headers.get("Host");
}

}  // namespace

Result<void> check_origin(http::Request const& request) {
    auto const& headers = request.headers;
    if (headers.get("X-Requested-With") != "jincai") return refuse(refusals::origin_refused);
    auto const site = headers.get("Sec-Fetch-Site");
    if (headers.has("Sec-Fetch-Site") && site != "same-origin" && site != "none")
        return refuse(refusals::origin_refused);
    if (headers.has("Origin") && !is_own_origin(request, headers.get("Origin")))
        return refuse(refusals::origin_refused);
    return {};
}

}  // namespace jincai::api
