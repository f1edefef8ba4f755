#include <fmt/format.h>

#include "base/text.h"
#include "modules/identity/model_password.h"
#include "modules/identity/refusals.h"
#include "modules/identity/service.h"
#include "modules/identity/service_change.h"
#include "modules/identity/service_parts.h"
#include "platform/crypto/crypto.h"

namespace jincai::identity {

std::string one_time_password() {
    // The letters that look alike are left out: this one is read from paper.
    constexpr std::string_view kLetters =
        "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789-+";
    for (;;) {
        std::string password;
        for (char const c : crypto::random_bytes(64)) {
            // Values beyond a multiple of the alphabet would make some letters likelier.
            auto const value = static_cast<unsigned char>(c);
            if (value >= 256 / kLetters.size() * kLetters.size()) continue;
            if (password.size() < 16) password += kLetters[value % kLetters.size()];
        }
        if (check_password(password, "", true).empty()) return password;
    }
}

void describe_user(audit::Record& record, User const& user) {
    record.object_kind = "user";
    record.object_id = fmt::to_string(user.user_id.value());
    record.region_code = user.region_code.value();
    record.unit_code = user.unit_code.value();
}

UserPage Service::users(DataScope const& scope, store::UserQuery const& query) const {
    return database_.read([&](storage::Session& session) {
        UserPage page{.total = store::user_count(session, scope, query)};
        for (auto& user : store::users(session, scope, query)) {
            auto grants = store::grants(session, user.user_id);
            page.users.push_back({std::move(user), std::move(grants)});
        }
        return page;
    });
}

Result<UserWithGrants> Service::user(DataScope const& scope, UserId user_id) const {
    return database_.read([&](storage::Session& session) -> Result<UserWithGrants> {
        auto user = store::user(session, user_id);
        if (!user || !scope.covers(user->region_code, user->unit_code)) {
            return refuse(refusals::user_not_found);
        }
        return UserWithGrants{std::move(*user), store::grants(session, user_id)};
    });
}

Result<void> Service::check_place(RegionCode const& region, UnitCode const& unit) const {
    if (!places_.region_name(region)) {
        return refuse_at("/region_code", refusals::region_unknown,
                         {{"region_code", region.value()}});
    }
    if (!unit.empty() && !places_.unit_name(region, unit)) {
        return refuse_at("/unit_code", refusals::unit_unknown,
                         {{"region_code", region.value()}, {"unit_code", unit.value()}});
    }
    return {};
}

Result<void> Service::check_new(NewUser const& wanted) const {
    JC_CHECK(check_user_name(wanted.user_name));
    return check_place(wanted.region_code, wanted.unit_code);
}

Result<UserId> Service::insert_account(storage::Session& session, audit::Record& record,
                                       NewUser const& wanted, std::string const& hash,
                                       bool must_change) {
    if (store::user_by_name(session, wanted.user_name)) {
        return refuse_at("/user_name", refusals::user_name_taken,
                         {{"user_name", wanted.user_name}});
    }
    User const user{.user_id = UserId{session.next("identity_user", "user_id")},
                    .user_name = wanted.user_name,
                    .display_name = wanted.display_name,
                    .region_code = wanted.region_code,
                    .unit_code = wanted.unit_code,
                    .password_hash = hash,
                    .must_change = must_change,
                    .password_changed_at = record.at,
                    .created_at = record.at};
    store::insert_user(session, user);
    store::add_password(session, user.user_id, hash);
    describe_user(record, user);
    audit::note(record, "user_name", "", user.user_name);
    audit::note(record, "display_name", "", user.display_name);
    return user.user_id;
}

Result<CreatedUser> Service::create_user(api::Caller const& caller, NewUser const& wanted) {
    JC_CHECK(check_new(wanted));
    if (!caller.scope.covers(wanted.region_code, wanted.unit_code)) {
        return refuse_at("/region_code", refusals::grant_outside_scope,
                         {{"region_code", wanted.region_code.value()}});
    }
    auto password = one_time_password();
    auto const hashed = JC_TRY(hash(password, options_.password_rounds));
    auto const user_id = JC_TRY(
        audit::change(database_, clock_, caller, "user_created",
                      [&](storage::Session& session, audit::Record& record) -> Result<UserId> {
                          return insert_account(session, record, wanted, hashed, true);
                      }));
    return CreatedUser{user_id, std::move(password)};
}

Result<UserId> Service::create_account(audit::Actor const& actor, Account const& account) {
    JC_CHECK(check_new(account.user));
    JC_CHECK(check_grants(account.grants));
    bool const administrator = std::ranges::any_of(
        account.grants, [](GrantSpec const& grant) { return is_administrator(grant.role); });
    auto errors = check_password(account.password, account.user.user_name, administrator);
    if (!errors.empty()) return std::unexpected(std::move(errors.front()));
    auto const rounds =
        account.password_rounds > 0 ? account.password_rounds : options_.password_rounds;
    auto const hashed = crypto::hash_password(account.password, rounds);
    return audit::change(
        database_, clock_, actor, "user_created",
        [&](storage::Session& session, audit::Record& record) -> Result<UserId> {
            auto const user_id =
                JC_TRY(insert_account(session, record, account.user, hashed, account.must_change));
            for (GrantSpec const& grant : account.grants) {
                store::insert_grant(session, user_id, grant, actor.user_name, record.at);
                audit::note(record, "grant", "", text_of(grant));
            }
            return user_id;
        });
}

Result<void> Service::update_user(api::Caller const& caller, UserId user_id,
                                  UserUpdate const& update) {
    bool const own = user_id == caller.user_id;
    if (own && !update.enabled) return refuse(refusals::own_account);
    return change_user(
        caller, user_id, "user_changed",
        [&](storage::Session&, User& user, audit::Record& record) -> Result<void> {
            if (user.revision != update.revision) return refuse(refusals::user_changed_meanwhile);
            JC_CHECK(check_place(user.region_code, update.unit_code));
            auto const status = !update.enabled                       ? UserStatus::disabled
                                : user.status == UserStatus::disabled ? UserStatus::locked
                                                                      : user.status;
            audit::note(record, "display_name", user.display_name, update.display_name);
            audit::note(record, "unit_code", user.unit_code.value(), update.unit_code.value());
            note_status(record, user.status, status);
            user.display_name = update.display_name;
            user.unit_code = update.unit_code;
            user.status = status;
            return {};
        });
}

Result<void> Service::lock(api::Caller const& caller, UserId user_id, std::string const& reason) {
    if (user_id == caller.user_id) return refuse(refusals::own_account);
    return change_user(caller, user_id, "user_locked",
                       [&](storage::Session&, User& user, audit::Record& record) -> Result<void> {
                           if (user.status != UserStatus::active)
                               return refuse(refusals::user_state_wrong);
                           note_status(record, user.status, UserStatus::locked);
                           audit::note(record, "reason", "", reason);
                           user.status = UserStatus::locked;
                           return {};
                       });
}

Result<void> Service::unlock(api::Caller const& caller, UserId user_id) {
    if (user_id == caller.user_id) return refuse(refusals::own_account);
    return change_user(caller, user_id, "user_unlocked",
                       [&](storage::Session&, User& user, audit::Record& record) -> Result<void> {
                           bool const held = user.status == UserStatus::locked ||
                                             user.locked_until ||
                                             is_inactive(user, options_.rules, record.at);
                           if (!held || user.status == UserStatus::disabled) {
                               return refuse(refusals::user_state_wrong);
                           }
                           note_status(record, user.status, UserStatus::active);
                           user.status = UserStatus::active;
                           user.failed_count = 0;
                           user.failed_since.reset();
                           user.locked_until.reset();
                           user.released_at = record.at;
                           return {};
                       });
}

Result<CreatedUser> Service::reset_password(api::Caller const& caller, UserId user_id) {
    if (user_id == caller.user_id) return refuse(refusals::own_account);
    auto password = one_time_password();
    auto const hashed = JC_TRY(hash(password, options_.password_rounds));
    JC_CHECK(change_user(
        caller, user_id, "password_reset",
        [&](storage::Session& session, User& user, audit::Record& record) -> Result<void> {
            if (user.status == UserStatus::disabled) return refuse(refusals::user_state_wrong);
            note_status(record, user.status, UserStatus::locked);
            user.status = UserStatus::locked;
            user.password_hash = hashed;
            user.password_changed_at = record.at;
            user.must_change = true;
            store::add_password(session, user.user_id, hashed);
            return {};
        }));
    return CreatedUser{user_id, std::move(password)};
}

}  // namespace jincai::identity
