#pragma once

// How an account is changed; for service_users.cc and service_grants.cc alone.

#include <string>
#include <string_view>
#include <utility>

#include "modules/identity/refusals.h"
#include "modules/identity/service.h"
#include "modules/identity/service_parts.h"

namespace jincai::identity {

inline void note_status(audit::Record& record, UserStatus before, UserStatus after) {
    audit::note(record, "status", boost::describe::enum_to_string(before, ""),
                boost::describe::enum_to_string(after, ""));
}

template <class Fn>
Result<void> Service::change_user(api::Caller const& caller, UserId user_id,
                                  std::string_view action, Fn&& fn) {
    auto changed =
        audit::change(database_, clock_, caller, action,
                      [&](storage::Session& session, audit::Record& record) -> Result<void> {
                          auto user = store::user(session, user_id);
                          if (!user || !caller.scope.covers(user->region_code, user->unit_code)) {
                              return refuse(refusals::user_not_found);
                          }
                          describe_user(record, *user);
                          JC_CHECK(fn(session, *user, record));
                          ++user->revision;
                          store::update_user(session, *user);
                          store::end_sessions(session, user_id, action, record.at);
                          return {};
                      });
    JC_CHECK(std::move(changed));
    cache_.erase_user(user_id);
    return {};
}

}  // namespace jincai::identity
