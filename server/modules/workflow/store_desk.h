#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/workflow/mandate.h"
#include "modules/workflow/store.h"

/// Tables of the desk: lists of tasks, delegations, notices.
namespace jincai::workflow::store {

/// A line of a to-do list.
struct ListedTask {
    RegionCode region_code = {};
    std::string document_kind = {};
    std::int64_t document_id = 0;
    UnitCode unit_code = {};
    std::string number = {};
    std::string title = {};
    Money amount_fen = {};
    FundCode fund_code = {};
    std::string project_class = {};
    FlowState state = FlowState::running;
    std::string step = {};
    std::optional<Action> action = {};
    std::string initiator_name = {};
    std::string principal_name = {};
    Timestamp submitted_at = {};
    Timestamp opened_at = {};
    std::optional<Timestamp> decided_at = {};
};
BOOST_DESCRIBE_STRUCT(ListedTask, (),
                      (region_code, document_kind, document_id, unit_code, number, title,
                       amount_fen, fund_code, project_class, state, step, action, initiator_name,
                       principal_name, submitted_at, opened_at, decided_at))

struct Listed {
    std::vector<ListedTask> tasks = {};
    std::int64_t total = 0;
};

struct ListQuery {
    std::optional<std::string> document_kind = {};
    std::int64_t limit = 20;
    std::int64_t offset = 0;
};

/// Open tasks that the mandate covers, oldest first. Tasks of documents that `user` submitted are
/// left out: that person may not decide them.
[[nodiscard]] Listed pending(storage::Session& session, Mandate const& mandate, UserId user,
                             ListQuery const& query);
[[nodiscard]] Listed done(storage::Session& session, UserId user, ListQuery const& query);
[[nodiscard]] Listed initiated(storage::Session& session, UserId user, ListQuery const& query);

struct Delegation {
    RegionCode region_code = {};
    std::int64_t id = 0;
    UserId from_user_id = {};
    std::string from_user_name = {};
    std::string role = {};
    std::string unit_prefixes = {};  ///< comma-separated; "" for every unit
    UserId to_user_id = {};
    std::string to_user_name = {};
    BusinessDate first_day = {};
    BusinessDate last_day = {};
    std::string reason = {};
    Timestamp created_at = {};
    std::optional<Timestamp> revoked_at = {};
};
BOOST_DESCRIBE_STRUCT(Delegation, (),
                      (region_code, id, from_user_id, from_user_name, role, unit_prefixes,
                       to_user_id, to_user_name, first_day, last_day, reason, created_at,
                       revoked_at))

[[nodiscard]] Delegation insert(storage::Session& session, Delegation delegation);
/// Who stands in for somebody of this region on `day`.
[[nodiscard]] std::vector<UserId> delegates_in(storage::Session& session, RegionCode const& region,
                                               BusinessDate day);
/// In force on `day`, given to `user`.
[[nodiscard]] std::vector<Delegation> delegations_to(storage::Session& session, UserId user,
                                                     BusinessDate day);
/// Given or received, newest first.
[[nodiscard]] std::vector<Delegation> delegations_of(storage::Session& session, UserId user);
/// False when there is no such delegation of that person in force.
[[nodiscard]] bool revoke(storage::Session& session, UserId from, std::int64_t id, Timestamp at);

struct Notice {
    RegionCode region_code = {};
    std::int64_t id = 0;
    UserId user_id = {};
    std::string role = {};
    UnitCode unit_code = {};
    std::string kind = {};
    std::string text_zh = {};
    std::string text_en = {};
    std::string document_kind = {};
    std::int64_t document_id = 0;
    Timestamp created_at = {};
};
BOOST_DESCRIBE_STRUCT(Notice, (),
                      (region_code, id, user_id, role, unit_code, kind, text_zh, text_en,
                       document_kind, document_id, created_at))

struct ListedNotice : Notice {
    std::optional<Timestamp> read_at = {};
};
BOOST_DESCRIBE_STRUCT(ListedNotice, (Notice), (read_at))

void insert(storage::Session& session, Notice notice);
/// To the person himself and to the role in the region, newest first, at most `limit`.
[[nodiscard]] std::vector<ListedNotice> notices(storage::Session& session, Mandate const& mandate,
                                                UserId user, std::int64_t limit);
[[nodiscard]] std::int64_t unread(storage::Session& session, Mandate const& mandate, UserId user);
/// False when the notice is not that person's.
[[nodiscard]] bool mark_read(storage::Session& session, Mandate const& mandate, UserId user,
                             std::int64_t id, Timestamp at);

}  // namespace jincai::workflow::store
