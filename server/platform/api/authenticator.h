#pragma once

#include "platform/api/caller.h"
#include "platform/http/message.h"

namespace jincai::api {

/// Finds the caller of a request from its session cookie. Called from many threads at once.
class Authenticator {
public:
    virtual ~Authenticator() = default;
    /// The caller, and the session counts as used. Refuses (401) without a session that is alive.
    /// `ip` and `request_id` are filled in by the router afterwards.
    [[nodiscard]] virtual Result<Caller> caller_of(http::Request const& request) = 0;
    /// Whether the session of a caller with an open stream is still alive with the same rights.
    /// Must not count as use of the session, or a forgotten page would never time out.
    [[nodiscard]] virtual bool is_still_valid(Caller const& caller) = 0;
};

}  // namespace jincai::api
