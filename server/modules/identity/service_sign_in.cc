#include <fmt/format.h>

#include "base/text.h"
#include "modules/identity/model_password.h"
#include "modules/identity/refusals.h"
#include "modules/identity/service.h"
#include "modules/identity/service_parts.h"
#include "platform/crypto/crypto.h"

namespace jincai::identity {

namespace {

std::string normalised(std::string_view user_name) {
    std::string name{trim(user_name)};
    for (char& c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return name;
}

/// The first finding, with all of them in `more` when there are several.
Error together(std::vector<Error> errors) {
    Error first = errors.front();
    if (errors.size() > 1) first.more = std::move(errors);
    return first;
}

/// Holds one of the places in which passwords are computed.
class Permit {
public:
    Permit(std::counting_semaphore<2>& semaphore, std::chrono::milliseconds wait)
        : semaphore_{semaphore}, got_{semaphore.try_acquire_for(wait)} {}
    ~Permit() {
        if (got_) semaphore_.release();
    }
    Permit(Permit const&) = delete;
    Permit& operator=(Permit const&) = delete;
    [[nodiscard]] bool got() const { return got_; }

private:
    std::counting_semaphore<2>& semaphore_;
    bool got_;
};

}  // namespace

/// What became of an attempt, decided inside the transaction that records it.
struct Service::Verdict {
    std::string_view action;
    RefusalSpec const* refusal = nullptr;
    std::optional<User> changed;  ///< the user as it is to be stored
};

Result<bool> Service::verify(std::string_view password, std::string const& stored) {
    Permit const permit{hashing_, options_.sign_in_wait};
    if (!permit.got()) return refuse(refusals::sign_in_busy);
    return crypto::verify_password(password, stored);
}

Result<std::string> Service::hash(std::string_view password, std::int64_t rounds) {
    Permit const permit{hashing_, options_.sign_in_wait};
    if (!permit.got()) return refuse(refusals::sign_in_busy);
    return crypto::hash_password(password, rounds);
}

Service::Verdict Service::judge(storage::Session& session, std::optional<User> const& known,
                                bool right, Timestamp now) const {
    // The password was checked before the transaction; the account may have changed since.
    auto const user = known ? store::user(session, known->user_id) : std::nullopt;
    if (!user) return {"sign_in_failed", &refusals::sign_in_refused, {}};
    if (is_locked_out(*user, now)) return {"sign_in_failed", &refusals::sign_in_refused, {}};
    if (!right || user->password_hash != known->password_hash) {
        auto failed = after_failure(*user, options_.rules, now);
        bool const locked = is_locked_out(failed, now);
        return {locked ? "account_locked_out" : "sign_in_failed", &refusals::sign_in_refused,
                std::move(failed)};
    }
    if (user->status == UserStatus::disabled) {
        return {"sign_in_failed", &refusals::account_disabled, {}};
    }
    if (user->status == UserStatus::locked) {
        return {"sign_in_failed", &refusals::account_locked, {}};
    }
    if (is_inactive(*user, options_.rules, now)) {
        return {"sign_in_failed", &refusals::account_inactive, {}};
    }
    return {"signed_in", nullptr, user};
}

Result<SignedIn> Service::sign_in(std::string_view user_name, std::string_view password,
                                  Client const& client) {
    auto const name = normalised(user_name);
    auto known = database_.read(
        [&](storage::Session& session) { return store::user_by_name(session, name); });
    bool const right =
        JC_TRY(verify(password, known ? known->password_hash : unknown_hash_)) && known;
    std::string better_hash;
    if (right && crypto::password_rounds(known->password_hash) < options_.password_rounds) {
        better_hash = JC_TRY(hash(password, options_.password_rounds));
    }

    // A name that is no user's is recorded only in the form of a name: people type passwords there.
    audit::Actor const actor{.user_id = known ? known->user_id : UserId{},
                             .user_name = check_user_name(name) ? name : std::string{"?"},
                             .ip = client.ip,
                             .request_id = client.request_id};
    RefusalSpec const* refusal = nullptr;
    auto started = audit::change(
        database_, clock_, actor, "signed_in",
        [&](storage::Session& session, audit::Record& record) -> Result<NewSession> {
            auto verdict = judge(session, known, right, record.at);
            refusal = verdict.refusal;
            record.action = verdict.action;
            record.object_kind = "user";
            record.object_id = known ? fmt::to_string(known->user_id.value()) : std::string{};
            record.region_code = known ? known->region_code.value() : std::string{};
            if (refusal != nullptr) {
                record.result = refusal->code;
                if (verdict.changed) store::update_user(session, *verdict.changed);
                return NewSession{};
            }
            auto user = after_success(*verdict.changed, client.ip, record.at);
            if (!better_hash.empty()) user.password_hash = better_hash;
            store::update_user(session, user);
            if (!client.old_token.empty()) {
                store::end_session(session, session_id_of(client.old_token), "signed_in_again",
                                   record.at);
            }
            auto const grants = store::grants(session, user.user_id);
            auto const grant_id = grants.empty() ? 0 : grants.front().grant_id.value();
            auto session_started =
                begin_session(session, user, grant_id,
                              {.created_at = record.at,
                               .ip = client.ip,
                               .previous_login_at = verdict.changed->last_login_at,
                               .previous_login_ip = verdict.changed->last_login_ip});
            record.actor.session_id = session_started.state.row.session_id;
            return session_started;
        });
    auto session = JC_TRY(std::move(started));
    if (refusal != nullptr) {
        auto const& rules = options_.rules;
        return refuse(*refusal, {{"attempts", fmt::to_string(rules.attempts)},
                                 {"minutes", fmt::to_string(rules.lock_time.count())},
                                 {"days", fmt::to_string(rules.inactivity.count() / 24)}});
    }
    if (!client.old_token.empty()) cache_.erase(session_id_of(client.old_token));
    return remember(std::move(session));
}

Result<SignedIn> Service::change_password(api::Caller const& caller, std::string_view old_password,
                                          std::string_view new_password) {
    struct Known {
        std::optional<User> user;
        std::vector<Grant> grants;
        std::vector<std::string> used;
    };
    auto const known = database_.read([&](storage::Session& session) {
        return Known{store::user(session, caller.user_id), store::grants(session, caller.user_id),
                     store::passwords(session, caller.user_id, kPasswordsRemembered)};
    });
    if (!known.user) return refuse(refusals::not_signed_in);
    if (!JC_TRY(verify(old_password, known.user->password_hash))) {
        return refuse_at("/old_password", refusals::old_password_wrong);
    }
    bool const administrator = std::ranges::any_of(
        known.grants, [](Grant const& grant) { return is_administrator(grant.role); });
    auto errors = check_password(new_password, known.user->user_name, administrator);
    if (!errors.empty()) {
        return std::unexpected(together(std::move(errors)));
    }
    for (auto const& used : known.used) {
        if (!JC_TRY(verify(new_password, used))) continue;
        return refuse_at("/new_password", refusals::password_reused,
                         {{"count", fmt::to_string(kPasswordsRemembered)}});
    }
    auto const new_hash = JC_TRY(hash(new_password, options_.password_rounds));

    auto started = audit::change(
        database_, clock_, caller, "password_changed",
        [&](storage::Session& session, audit::Record& record) -> Result<NewSession> {
            auto user = store::user(session, caller.user_id);
            auto const old_row = store::session_row(session, caller.session_id);
            if (!user || !old_row || old_row->ended_at ||
                user->password_hash != known.user->password_hash) {
                return refuse(refusals::not_signed_in);
            }
            user->password_hash = new_hash;
            user->must_change = false;
            user->password_changed_at = record.at;
            ++user->revision;
            store::update_user(session, *user);
            store::add_password(session, user->user_id, new_hash);
            store::end_sessions(session, user->user_id, "password_changed", record.at);
            describe_user(record, *user);
            return begin_session(session, *user, old_row->grant_id, *old_row);
        });
    auto session = JC_TRY(std::move(started));
    cache_.erase_user(caller.user_id);
    return remember(std::move(session));
}

}  // namespace jincai::identity
