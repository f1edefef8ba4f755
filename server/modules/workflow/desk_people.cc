#include "base/text.h"
#include "modules/workflow/desk.h"
#include "modules/workflow/refusals.h"

#include <fmt/ranges.h>

namespace jincai::workflow {
namespace {

constexpr int kDelegationDaysMax = 366;
constexpr std::int64_t kNoticesShown = 200;
constexpr std::int64_t kColleaguesShown = 50;

/// The caller's own region, and units for people of a unit.
DataScope own_region(api::Caller const& caller) {
    return {.region_prefix = caller.region.value(),
            .own_region_only = true,
            .region = caller.region,
            .unit_prefixes = {}};
}

std::vector<std::string> roles_in(identity::UserWithGrants const& person,
                                  RegionCode const& region) {
    std::vector<std::string> roles;
    for (auto const& grant : person.grants) {
        if (grant.region_code != region) continue;
        roles.emplace_back(boost::describe::enum_to_string(grant.role, ""));
    }
    return roles;
}

bool shares_unit(api::Caller const& caller, identity::UserWithGrants const& person) {
    return caller.scope.unit_prefixes.empty() ||
           caller.scope.covers(caller.region, person.user.unit_code);
}

void describe(audit::Record& record, DocumentKey const& key, Person const& to,
              std::string_view reason) {
    record.object_kind = key.kind;
    record.object_id = std::to_string(key.id);
    record.region_code = key.region_code.value();
    audit::note(record, "holder", "", to.user_name);
    audit::note(record, "reason", "", std::string{reason});
}

}  // namespace

void notify(storage::Session& session, RoleNotice const& notice, Timestamp at) {
    store::insert(session, store::Notice{.region_code = notice.region_code,
                                         .role = notice.role,
                                         .unit_code = notice.unit_code,
                                         .kind = notice.kind,
                                         .text_zh = notice.text_zh,
                                         .text_en = notice.text_en,
                                         .document_kind = notice.document_kind,
                                         .document_id = notice.document_id,
                                         .created_at = at});
}

Result<identity::UserWithGrants> Desk::colleague(api::Caller const& caller, UserId user_id) const {
    auto person = identity_.user(own_region(caller), user_id);
    if (!person || person->user.status != identity::UserStatus::active) {
        return refuse(refusals::person_not_found);
    }
    if (roles_in(*person, caller.region).empty() || !shares_unit(caller, *person)) {
        return refuse(refusals::person_unsuitable);
    }
    return *std::move(person);
}

std::vector<Colleague> Desk::colleagues(api::Caller const& caller, std::string_view text) const {
    identity::store::UserQuery query{.text = std::nullopt,
                                     .status = identity::UserStatus::active,
                                     .role = std::nullopt,
                                     .region_code = caller.region,
                                     .limit = kColleaguesShown};
    if (!text.empty()) query.text = std::string{text};
    std::vector<Colleague> found;
    for (auto const& person : identity_.users(own_region(caller), query).users) {
        auto roles = roles_in(person, caller.region);
        if (roles.empty() || person.user.user_id == caller.user_id) continue;
        if (!shares_unit(caller, person)) continue;
        found.push_back({.user_id = person.user.user_id,
                         .user_name = person.user.user_name,
                         .display_name = person.user.display_name,
                         .roles = std::move(roles)});
    }
    return found;
}

Result<DocumentFlow> Desk::add_signer(api::Caller const& caller, DocumentKey const& key,
                                      UserId signer, std::string_view reason) {
    auto const person = JC_TRY(colleague(caller, signer));
    Person const to{person.user.user_id, person.user.user_name};
    JC_CHECK(audit::change(database_, clock_, caller, "signer_added",
                           [&](storage::Session& session, audit::Record& record) -> Result<void> {
                               describe(record, key, to, reason);
                               return engine_.add_signer(session, key, caller, to, reason,
                                                         record.at);
                           }));
    return document(caller, key);
}

Result<DocumentFlow> Desk::hand_over(api::Caller const& caller, DocumentKey const& key,
                                     UserId to_id, std::string_view reason) {
    auto const person = JC_TRY(colleague(caller, to_id));
    auto const roles = roles_in(person, caller.region);
    if (std::ranges::find(roles, caller.role) == roles.end()) {
        return refuse(refusals::person_unsuitable);
    }
    Person const to{person.user.user_id, person.user.user_name};
    JC_CHECK(audit::change(database_, clock_, caller, "task_handed_over",
                           [&](storage::Session& session, audit::Record& record) -> Result<void> {
                               describe(record, key, to, reason);
                               return engine_.hand_over(session, key, caller, to, reason,
                                                        record.at);
                           }));
    return document(caller, key);
}

std::vector<store::Delegation> Desk::delegations(api::Caller const& caller) const {
    return database_.read(
        [&](storage::Session& session) { return store::delegations_of(session, caller.user_id); });
}

Result<store::Delegation> Desk::delegate(api::Caller const& caller, DelegationWish const& wish) {
    if (wish.to_user_id == caller.user_id) return refuse(refusals::delegation_to_self);
    BusinessDate const today = clock_.today();
    if (wish.first_day < today || wish.last_day < wish.first_day ||
        wish.last_day > add_days(wish.first_day, kDelegationDaysMax)) {
        return refuse(refusals::delegation_period);
    }
    if (trim(wish.reason).empty()) return refuse_at("/reason", refusals::opinion_missing);
    auto const person = JC_TRY(colleague(caller, wish.to_user_id));
    return audit::change(
        database_, clock_, caller, "tasks_delegated",
        [&](storage::Session& session, audit::Record& record) -> Result<store::Delegation> {
            auto const given = store::insert(
                session, store::Delegation{.region_code = caller.region,
                                           .from_user_id = caller.user_id,
                                           .from_user_name = caller.user_name,
                                           .role = caller.role,
                                           .unit_prefixes = fmt::format(
                                               "{}", fmt::join(caller.scope.unit_prefixes, ",")),
                                           .to_user_id = person.user.user_id,
                                           .to_user_name = person.user.user_name,
                                           .first_day = wish.first_day,
                                           .last_day = wish.last_day,
                                           .reason = wish.reason,
                                           .created_at = record.at});
            engine_.delegations_change(session);
            record.object_kind = "delegation";
            record.object_id = std::to_string(given.id);
            record.region_code = caller.region.value();
            audit::note(record, "to", "", given.to_user_name);
            audit::note(record, "period", "",
                        format_date(given.first_day) + " – " + format_date(given.last_day));
            store::insert(
                session, store::Notice{
                             .region_code = caller.region,
                             .user_id = given.to_user_id,
                             .kind = "delegated",
                             .text_zh = fmt::format("{}委托您自 {} 至 {} 代为办理：{}",
                                                    caller.user_name, format_date(given.first_day),
                                                    format_date(given.last_day), given.reason),
                             .text_en = fmt::format("{} asks you to act for them from {} to {}: {}",
                                                    caller.user_name, format_date(given.first_day),
                                                    format_date(given.last_day), given.reason),
                             .created_at = record.at});
            return given;
        });
}

Result<void> Desk::revoke(api::Caller const& caller, std::int64_t delegation_id) {
    return audit::change(
        database_, clock_, caller, "delegation_revoked",
        [&](storage::Session& session, audit::Record& record) -> Result<void> {
            if (!store::revoke(session, caller.user_id, delegation_id, record.at)) {
                return refuse(refusals::delegation_not_found);
            }
            engine_.delegations_change(session);
            record.object_kind = "delegation";
            record.object_id = std::to_string(delegation_id);
            record.region_code = caller.region.value();
            return {};
        });
}

std::vector<NoticeItem> Desk::notices(api::Caller const& caller) const {
    std::vector<NoticeItem> items;
    auto const found = database_.read([&](storage::Session& session) {
        return store::notices(session, own_mandate(caller), caller.user_id, kNoticesShown);
    });
    for (store::ListedNotice const& notice : found) {
        items.push_back({.notice_id = notice.id,
                         .kind = notice.kind,
                         .text = caller.language == Language::zh ? notice.text_zh : notice.text_en,
                         .document_kind = notice.document_kind,
                         .document_id = notice.document_id,
                         .created_at = notice.created_at,
                         .read_at = notice.read_at});
    }
    return items;
}

Result<void> Desk::mark_read(api::Caller const& caller, std::int64_t notice_id) {
    return audit::change(database_, clock_, caller, "notice_read",
                         [&](storage::Session& session, audit::Record& record) -> Result<void> {
                             if (!store::mark_read(session, own_mandate(caller), caller.user_id,
                                                   notice_id, record.at)) {
                                 return refuse(refusals::notice_not_found);
                             }
                             record.object_kind = "notice";
                             record.object_id = std::to_string(notice_id);
                             record.region_code = caller.region.value();
                             return {};
                         });
}

}  // namespace jincai::workflow
