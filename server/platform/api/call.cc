#include "platform/api/call.h"

#include <stdexcept>

#include "base/text.h"

namespace jincai::api {

std::string const& Call::path_text(std::string_view name) const {
    for (auto const& [key, value] : path_)
        if (key == name) return value;
    throw std::logic_error{"the path declares no parameter " + std::string{name}};
}

std::int64_t Call::path_number(std::string_view name) const {
    auto const number = parse_int(path_text(name));
    if (!number) throw std::logic_error{"no whole number in the path: " + std::string{name}};
    return *number;
}

std::optional<std::string> Call::idempotency_key() const {
    if (!request.headers.has("Idempotency-Key")) return std::nullopt;
    return std::string{request.headers.get("Idempotency-Key")};
}

}  // namespace jincai::api
