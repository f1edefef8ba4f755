#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/identity/service.h"
#include "modules/workflow/service.h"
#include "modules/workflow/store_desk.h"
#include "platform/api/caller.h"

namespace jincai::workflow {

BOOST_DEFINE_ENUM_CLASS(TodoTab, pending, done, initiated)

struct TodoCounts {
    std::int64_t pending = 0;
    std::int64_t done = 0;
    std::int64_t initiated = 0;
    std::int64_t unread_notices = 0;
};
BOOST_DESCRIBE_STRUCT(TodoCounts, (), (pending, done, initiated, unread_notices))

struct TodoItem {
    RegionCode region_code = {};
    std::string document_kind = {};
    std::string document_title = {};  ///< of the kind: 支付申请
    std::int64_t document_id = 0;
    std::string number = {};
    std::string title = {};
    Money amount_fen = {};
    UnitCode unit_code = {};
    std::string unit_name = {};
    FlowState state = FlowState::running;
    std::string step = {};
    std::string step_title = {};
    std::optional<Action> action = {};
    std::string initiator_name = {};
    std::optional<std::string> on_behalf_of = {};
    Timestamp submitted_at = {};
    Timestamp opened_at = {};
    std::optional<Timestamp> decided_at = {};
};
BOOST_DESCRIBE_STRUCT(TodoItem, (),
                      (region_code, document_kind, document_title, document_id, number, title,
                       amount_fen, unit_code, unit_name, state, step, step_title, action,
                       initiator_name, on_behalf_of, submitted_at, opened_at, decided_at))

struct TodoList {
    std::vector<TodoItem> items = {};
    std::int64_t total = 0;
    TodoCounts counts = {};
};
BOOST_DESCRIBE_STRUCT(TodoList, (), (items, total, counts))

BOOST_DEFINE_ENUM_CLASS(StepState, done, open, ahead)

struct FlowStep {
    std::string name = {};
    std::string title = {};
    std::string role = {};
    StepState state = StepState::ahead;
    std::int32_t signatures_needed = 1;
    std::int32_t signatures_given = 0;
    std::optional<std::string> holder_name = {};  ///< when it was given to somebody by name
    bool mine = false;                            ///< whether the caller may decide it now
};
BOOST_DESCRIBE_STRUCT(FlowStep, (),
                      (name, title, role, state, signatures_needed, signatures_given, holder_name,
                       mine))

struct TrailEntry {
    std::int32_t round = 1;
    std::string step = {};
    std::string step_title = {};
    Action action = Action::submitted;
    std::string actor_name = {};
    std::optional<std::string> principal_name = {};  ///< 受托人办理时的委托人
    std::string opinion = {};
    Timestamp at = {};
};
BOOST_DESCRIBE_STRUCT(TrailEntry, (),
                      (round, step, step_title, action, actor_name, principal_name, opinion, at))

struct DocumentFlow {
    RegionCode region_code = {};
    std::string document_kind = {};
    std::string document_title = {};
    std::int64_t document_id = 0;
    std::string number = {};
    std::string title = {};
    Money amount_fen = {};
    UnitCode unit_code = {};
    FlowState state = FlowState::running;
    std::int32_t round = 1;
    std::string step = {};
    std::vector<FlowStep> steps = {};
    std::vector<TrailEntry> trail = {};
};
BOOST_DESCRIBE_STRUCT(DocumentFlow, (),
                      (region_code, document_kind, document_title, document_id, number, title,
                       amount_fen, unit_code, state, round, step, steps, trail))

struct DelegationWish {
    UserId to_user_id = {};
    BusinessDate first_day = {};
    BusinessDate last_day = {};
    std::string reason = {};
};
BOOST_DESCRIBE_STRUCT(DelegationWish, (), (to_user_id, first_day, last_day, reason))

struct NoticeItem {
    std::int64_t notice_id = 0;
    std::string kind = {};
    std::string text = {};
    std::string document_kind = {};
    std::int64_t document_id = 0;
    Timestamp created_at = {};
    std::optional<Timestamp> read_at = {};
};
BOOST_DESCRIBE_STRUCT(NoticeItem, (),
                      (notice_id, kind, text, document_kind, document_id, created_at, read_at))

/// Somebody to whom a task may be given.
struct Colleague {
    UserId user_id = {};
    std::string user_name = {};
    std::string display_name = {};
    std::vector<std::string> roles = {};
};
BOOST_DESCRIBE_STRUCT(Colleague, (), (user_id, user_name, display_name, roles))

struct TodoQuery {
    TodoTab tab = TodoTab::pending;
    store::ListQuery list = {};
};

/// What a person sees and does at the desk: tasks, trails, delegations, notices. Thread-safe.
class Desk {
public:
    Desk(storage::Database& database, Clock const& clock, Engine const& engine,
         basics::Service const& basics, identity::Service const& identity);

    [[nodiscard]] TodoList todo(api::Caller const& caller, TodoQuery const& query) const;
    /// Outside the caller's scope: not found, as if absent.
    [[nodiscard]] Result<DocumentFlow> document(api::Caller const& caller,
                                                DocumentKey const& key) const;

    Result<DocumentFlow> add_signer(api::Caller const& caller, DocumentKey const& key,
                                    UserId signer, std::string_view reason);
    Result<DocumentFlow> hand_over(api::Caller const& caller, DocumentKey const& key, UserId to,
                                   std::string_view reason);

    [[nodiscard]] std::vector<store::Delegation> delegations(api::Caller const& caller) const;
    Result<store::Delegation> delegate(api::Caller const& caller, DelegationWish const& wish);
    Result<void> revoke(api::Caller const& caller, std::int64_t delegation_id);
    /// People of the caller's region, and of the caller's units for people of a unit.
    [[nodiscard]] std::vector<Colleague> colleagues(api::Caller const& caller,
                                                    std::string_view text) const;

    [[nodiscard]] std::vector<NoticeItem> notices(api::Caller const& caller) const;
    Result<void> mark_read(api::Caller const& caller, std::int64_t notice_id);

private:
    [[nodiscard]] TodoItem item_of(store::ListedTask const& task, Language language) const;
    [[nodiscard]] Result<identity::UserWithGrants> colleague(api::Caller const& caller,
                                                             UserId user_id) const;

    storage::Database& database_;
    Clock const& clock_;
    Engine const& engine_;
    basics::Service const& basics_;
    identity::Service const& identity_;
};

}  // namespace jincai::workflow
