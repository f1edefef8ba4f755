#pragma once

// What the files of the service share; not for other modules.

#include <string>
#include <string_view>

#include "modules/identity/service.h"

namespace jincai::identity {

/// A session just begun, with the token that only the browser keeps.
struct Service::NewSession {
    std::string token;
    SessionState state;
    Preferences preferences;
};

/// The hex digest of a token, and the part of it that names the session.
[[nodiscard]] std::string token_hash_of(std::string_view token);
[[nodiscard]] std::string session_id_of(std::string_view token);

/// Names the user as the object of an audit record.
void describe_user(audit::Record& record, User const& user);

}  // namespace jincai::identity
