#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "modules/identity/model.h"
#include "modules/identity/session_cache.h"
#include "modules/identity/store.h"
#include "platform/api/authenticator.h"
#include "platform/api/caller.h"
#include "platform/audit/audit.h"
#include "platform/storage/database.h"

namespace jincai::identity {

/// What this module has to know of regions and units, which are kept elsewhere.
class Places {
public:
    virtual ~Places() = default;
    /// Nothing when there is no such region or unit.
    [[nodiscard]] virtual std::optional<std::string> region_name(RegionCode const& code) const = 0;
    [[nodiscard]] virtual std::optional<std::string> unit_name(RegionCode const& region,
                                                               UnitCode const& code) const = 0;
};

struct Options {
    SignInRules rules;
    /// Rounds of PBKDF2-HMAC-SM3 for new passwords: about 0.3 s of one core. Older hashes are
    /// made anew at the next sign-in.
    std::int64_t password_rounds = 600'000;
    /// How long a sign-in waits for its turn to be checked.
    std::chrono::milliseconds sign_in_wait{5'000};
};

/// Where a sign-in comes from.
struct Client {
    std::string ip;
    std::string request_id;
    std::string old_token;  ///< a session the browser still has: ended by a new one
};

struct NewUser {
    std::string user_name;
    std::string display_name;
    RegionCode region_code;
    UnitCode unit_code;  ///< "" for people of the finance bureau
};

struct UserUpdate {
    std::string display_name;
    UnitCode unit_code;
    bool enabled = true;
    std::int64_t revision = 0;  ///< the one that was read
};

struct CreatedUser {
    UserId user_id;
    std::string initial_password;  ///< shown once, to be changed at the first sign-in
};

/// An account with everything at once: for set-up and demonstration data.
struct Account {
    NewUser user;
    std::string password;
    std::int64_t password_rounds = 0;  ///< 0: as configured
    bool must_change = true;
    std::vector<GrantSpec> grants;
};

struct UserWithGrants {
    User user;
    std::vector<Grant> grants;
};

/// A session and its person, for the page.
struct SessionState {
    User user;
    std::vector<Grant> grants;
    std::optional<Grant> current;
    SessionRow row;
    bool must_change = false;
    std::set<std::string, std::less<>> permissions;
};

struct SignedIn {
    std::string token;  ///< for the cookie; kept nowhere on the server
    SessionState state;
};

struct UserPage {
    std::vector<UserWithGrants> users;
    std::int64_t total = 0;
};

/// Accounts, sign-in and sessions. Every change is audited. Safe from any thread.
class Service final : public api::Authenticator {
public:
    Service(storage::Database& database, Clock const& clock, Places const& places,
            Options options = {});

    // Sign-in and sessions (service_sign_in.cc, service_session.cc).

    /// Refused alike for an unknown name, a wrong password and an account locked out. Two passwords
    /// are checked at a time, whatever the number of requests; others wait or are refused.
    [[nodiscard]] Result<SignedIn> sign_in(std::string_view user_name, std::string_view password,
                                           Client const& client);
    [[nodiscard]] Result<void> sign_out(api::Caller const& caller);
    [[nodiscard]] Result<SessionState> session_of(api::Caller const& caller) const;
    /// Acts in another grant from now on; the session gets a new token.
    [[nodiscard]] Result<SignedIn> switch_role(api::Caller const& caller, GrantId grant_id);
    /// Ends all sessions of the user and begins a new one.
    [[nodiscard]] Result<SignedIn> change_password(api::Caller const& caller,
                                                   std::string_view old_password,
                                                   std::string_view new_password);
    [[nodiscard]] Result<api::Caller> caller_of(http::Request const& request) override;
    [[nodiscard]] bool is_still_valid(api::Caller const& caller) override;

    [[nodiscard]] Preferences preferences(api::Caller const& caller) const;
    [[nodiscard]] Result<void> save_preferences(api::Caller const& caller,
                                                Preferences const& preferences);

    // Accounts (service_users.cc, service_grants.cc). Outside the caller's regions: not found.

    [[nodiscard]] UserPage users(DataScope const& scope, store::UserQuery const& query) const;
    [[nodiscard]] Result<UserWithGrants> user(DataScope const& scope, UserId user_id) const;
    [[nodiscard]] Result<CreatedUser> create_user(api::Caller const& caller, NewUser const& wanted);
    [[nodiscard]] Result<void> update_user(api::Caller const& caller, UserId user_id,
                                           UserUpdate const& update);
    [[nodiscard]] Result<void> lock(api::Caller const& caller, UserId user_id,
                                    std::string const& reason);
    /// Also ends a lock-out after wrong passwords, and the rest after long absence.
    [[nodiscard]] Result<void> unlock(api::Caller const& caller, UserId user_id);
    /// A new one-time password. The account stays locked until a security administrator unlocks
    /// it, so that one person alone cannot take over an account with its roles.
    [[nodiscard]] Result<CreatedUser> reset_password(api::Caller const& caller, UserId user_id);
    /// Replaces the grants. Refused: one's own account, duties that exclude each other, regions
    /// outside the caller's. The user's sessions end.
    [[nodiscard]] Result<void> set_grants(api::Caller const& caller, UserId user_id,
                                          std::vector<GrantSpec> const& grants,
                                          std::int64_t revision);

    /// For set-up and demonstration data; the same rules hold, but for who may do it.
    [[nodiscard]] Result<UserId> create_account(audit::Actor const& actor, Account const& account);

    [[nodiscard]] Places const& places() const { return places_; }
    [[nodiscard]] Options const& options() const { return options_; }

private:
    struct Verdict;
    struct NewSession;

    [[nodiscard]] Result<bool> verify(std::string_view password, std::string const& hash);
    [[nodiscard]] Result<std::string> hash(std::string_view password, std::int64_t rounds);
    [[nodiscard]] Verdict judge(storage::Session& session, std::optional<User> const& known,
                                bool right, Timestamp now) const;
    [[nodiscard]] NewSession begin_session(storage::Session& session, User const& user,
                                           std::int64_t grant_id, SessionRow row) const;
    [[nodiscard]] SignedIn remember(NewSession started);
    [[nodiscard]] std::shared_ptr<LiveSession> live(std::string_view session_id);
    [[nodiscard]] std::shared_ptr<LiveSession> load(std::string_view session_id) const;
    [[nodiscard]] std::shared_ptr<LiveSession> make_live(SessionState const& state,
                                                         Preferences const& preferences) const;
    [[nodiscard]] SessionState state_of(storage::Session& session, User user, SessionRow row) const;
    void store_use(LiveSession const& session);

    [[nodiscard]] Result<void> check_place(RegionCode const& region, UnitCode const& unit) const;
    [[nodiscard]] Result<void> check_new(NewUser const& wanted) const;
    [[nodiscard]] Result<void> check_grant(GrantSpec const& grant) const;
    [[nodiscard]] Result<void> check_grants(std::vector<GrantSpec> const& grants) const;
    [[nodiscard]] Result<UserId> insert_account(storage::Session& session, audit::Record& record,
                                                NewUser const& wanted, std::string const& hash,
                                                bool must_change);
    /// Reads a user of the caller's regions, lets `fn(Session&, User&, Record&)` change it, writes
    /// it with the next revision and ends the user's sessions.
    template <class Fn>
    [[nodiscard]] Result<void> change_user(api::Caller const& caller, UserId user_id,
                                           std::string_view action, Fn&& fn);

    storage::Database& database_;
    Clock const& clock_;
    Places const& places_;
    Options options_;
    std::string unknown_hash_;  ///< checked for unknown names, so that they take as long
    std::counting_semaphore<2> hashing_{2};
    SessionCache cache_;
};

/// A password for one use that satisfies every rule.
[[nodiscard]] std::string one_time_password();

/// The cookie's name and value for a token; "" as token removes it.
[[nodiscard]] std::string cookie_of(std::string_view token, bool secure);
[[nodiscard]] std::string_view cookie_name(bool secure);

}  // namespace jincai::identity
