#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "modules/identity/model.h"
#include "platform/api/caller.h"

namespace jincai::identity {

/// A session as requests use it. Shared between them; only the times change.
struct LiveSession {
    LiveSession(SessionRow row_in, api::Caller caller_in, bool administrator_in,
                bool must_change_in);

    SessionRow const row;
    api::Caller const caller;
    bool const administrator;
    bool const must_change;  ///< may do nothing but change the password
    std::atomic<std::int64_t> last_seen_ms;
    std::atomic<std::int64_t> written_ms;  ///< the last_seen that is stored

    [[nodiscard]] bool is_alive(SignInRules const& rules, Timestamp now) const;
    /// Notes the use. True about once a minute, to one caller: then the time is to be stored.
    [[nodiscard]] bool touch(Timestamp now);
};

/// Sessions in memory, so that a request costs no SQL. Safe from any thread.
class SessionCache {
public:
    [[nodiscard]] std::shared_ptr<LiveSession> find(std::string_view session_id) const;

    /// Before reading a session from the database.
    [[nodiscard]] std::uint64_t generation() const;
    /// Keeps it unless something was revoked since `generation`: what was read may be old then.
    /// False: read again.
    bool insert(std::shared_ptr<LiveSession> session, std::uint64_t generation);

    void erase(std::string_view session_id);
    void erase_user(UserId user_id);

private:
    mutable std::mutex mutex_;
    std::unordered_map<std::string, std::shared_ptr<LiveSession>> sessions_;  ///< guarded
    std::uint64_t generation_ = 0;                                            ///< guarded
};

}  // namespace jincai::identity
