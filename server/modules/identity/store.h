#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/identity/model.h"
#include "platform/storage/session.h"

/// The only file of the module that knows its tables.
namespace jincai::identity::store {

struct UserQuery {
    std::optional<std::string> text;  ///< somewhere in the user name or the name
    std::optional<UserStatus> status;
    std::optional<Role> role;
    std::optional<RegionCode> region_code;
    std::int64_t limit = 20;
    std::int64_t offset = 0;
};

[[nodiscard]] std::optional<User> user(storage::Session& session, UserId user_id);
[[nodiscard]] std::optional<User> user_by_name(storage::Session& session,
                                               std::string_view user_name);
[[nodiscard]] std::vector<User> users(storage::Session& session, DataScope const& scope,
                                      UserQuery const& query);
[[nodiscard]] std::int64_t user_count(storage::Session& session, DataScope const& scope,
                                      UserQuery const& query);
void insert_user(storage::Session& session, User const& user);
/// Writes all columns but the name. The revision is the caller's to raise.
void update_user(storage::Session& session, User const& user);

/// Hashes of earlier passwords, the newest first.
[[nodiscard]] std::vector<std::string> passwords(storage::Session& session, UserId user_id,
                                                 std::size_t count);
void add_password(storage::Session& session, UserId user_id, std::string const& hash);

/// Grants in force.
[[nodiscard]] std::vector<Grant> grants(storage::Session& session, UserId user_id);
GrantId insert_grant(storage::Session& session, UserId user_id, GrantSpec const& grant,
                     std::string const& granted_by, Timestamp at);
void revoke_grant(storage::Session& session, GrantId grant_id, Timestamp at);

[[nodiscard]] std::optional<SessionRow> session_row(storage::Session& session,
                                                    std::string_view session_id);
void insert_session(storage::Session& session, SessionRow const& row);
void touch_session(storage::Session& session, std::string_view session_id, Timestamp seen);
void end_session(storage::Session& session, std::string_view session_id, std::string_view reason,
                 Timestamp at);
void end_sessions(storage::Session& session, UserId user_id, std::string_view reason, Timestamp at);

[[nodiscard]] Preferences preferences(storage::Session& session, UserId user_id);
void save_preferences(storage::Session& session, UserId user_id, Preferences const& preferences);

}  // namespace jincai::identity::store
