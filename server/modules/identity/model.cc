#include "modules/identity/model.h"

#include <algorithm>

#include <fmt/format.h>

#include "modules/identity/refusals.h"

namespace jincai::identity {

DataScope scope_of(GrantSpec const& grant) {
    return {.region_prefix =
                grant.include_lower ? subtree_prefix(grant.region_code) : grant.region_code.value(),
            .own_region_only = !grant.include_lower,
            .region = grant.region_code,
            .unit_prefixes = grant.unit_prefixes};
}

UnitCode unit_of(GrantSpec const& grant) {
    bool const has_unit = spec_of(grant.role).within_unit && !grant.unit_prefixes.empty();
    return has_unit ? UnitCode{grant.unit_prefixes.front()} : UnitCode{};
}

std::string text_of(GrantSpec const& grant) {
    return fmt::format("{} {}{}{}{}", name_of(grant.role), grant.region_code.value(),
                       grant.include_lower ? "+" : "", grant.unit_prefixes.empty() ? "" : " ",
                       fmt::join(grant.unit_prefixes, ","));
}

Result<void> check_user_name(std::string_view user_name) {
    auto const is_word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    bool const good = user_name.size() >= 2 && user_name.size() <= 40 &&
                      is_word(user_name.front()) && std::ranges::all_of(user_name, [&](char c) {
                          return is_word(c) || c == '.' || c == '_' || c == '-';
                      });
    if (!good) return refuse_at("/user_name", refusals::user_name_malformed);
    return {};
}

bool is_locked_out(User const& user, Timestamp now) {
    return user.locked_until && now < *user.locked_until;
}

User after_failure(User user, SignInRules const& rules, Timestamp now) {
    bool const same_window = user.failed_since && now < *user.failed_since + rules.attempt_window;
    user.failed_since = same_window ? user.failed_since : now;
    user.failed_count = same_window ? user.failed_count + 1 : 1;
    if (user.failed_count >= rules.attempts) {
        user.locked_until = now + rules.lock_time;
        user.failed_count = 0;
        user.failed_since.reset();
    }
    return user;
}

User after_success(User user, std::string ip, Timestamp now) {
    user.failed_count = 0;
    user.failed_since.reset();
    user.locked_until.reset();
    user.last_login_at = now;
    user.last_login_ip = std::move(ip);
    return user;
}

bool is_inactive(User const& user, SignInRules const& rules, Timestamp now) {
    auto seen = user.last_login_at.value_or(user.created_at);
    if (user.released_at) seen = std::max(seen, *user.released_at);
    return now >= seen + rules.inactivity;
}

bool must_change_password(User const& user, SignInRules const& rules, Timestamp now) {
    return user.must_change || now >= user.password_changed_at + rules.password_age;
}

bool is_alive(SessionRow const& session, bool administrator, SignInRules const& rules,
              Timestamp now) {
    auto const idle = administrator ? rules.idle_administrator : rules.idle;
    return !session.ended_at && now < session.last_seen_at + idle &&
           now < session.created_at + rules.session;
}

}  // namespace jincai::identity
