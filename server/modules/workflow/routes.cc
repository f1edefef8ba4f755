#include "modules/workflow/routes.h"

namespace jincai::workflow {
namespace {

struct TodoFilter : api::Paging {
    std::optional<TodoTab> tab = {};
    std::optional<std::string> kind = {};  ///< of document
};
BOOST_DESCRIBE_STRUCT(TodoFilter, (api::Paging), (tab, kind))

struct RegionFilter {
    std::optional<RegionCode> region_code = {};  ///< the caller's own when absent
};
BOOST_DESCRIBE_STRUCT(RegionFilter, (), (region_code))

struct GivenTo {
    std::optional<RegionCode> region_code = {};
    UserId user_id = {};
    std::string reason = {};
};
BOOST_DESCRIBE_STRUCT(GivenTo, (), (region_code, user_id, reason))

struct DelegationView {
    std::int64_t delegation_id = 0;
    std::string from_user_name = {};
    std::string to_user_name = {};
    std::string role = {};
    BusinessDate first_day = {};
    BusinessDate last_day = {};
    std::string reason = {};
    bool mine = false;  ///< given by the caller
    bool revoked = false;
};
BOOST_DESCRIBE_STRUCT(DelegationView, (),
                      (delegation_id, from_user_name, to_user_name, role, first_day, last_day,
                       reason, mine, revoked))

struct ColleagueFilter {
    std::optional<std::string> query = {};
};
BOOST_DESCRIBE_STRUCT(ColleagueFilter, (), (query))

template <class T>
api::Page<T> page_of(std::vector<T> items) {
    api::Page<T> page{.items = std::move(items)};
    page.total = static_cast<std::int64_t>(page.items.size());
    return page;
}

DocumentKey key_of(api::Call const& call, std::optional<RegionCode> const& region) {
    return {region.value_or(call.caller.region), call.path_text("kind"),
            call.path_id("document_id")};
}

DelegationView view_of(store::Delegation const& given, UserId caller) {
    return {.delegation_id = given.id,
            .from_user_name = given.from_user_name,
            .to_user_name = given.to_user_name,
            .role = given.role,
            .first_day = given.first_day,
            .last_day = given.last_day,
            .reason = given.reason,
            .mine = given.from_user_id == caller,
            .revoked = given.revoked_at.has_value()};
}

}  // namespace

void declare_tasks(api::Router& router, Desk& desk) {
    router.get<TodoFilter, TodoList>(
        "/api/workflow/todo", {.permission = "workflow.read", .summary = "待办、已办、我发起"},
        [&desk](TodoFilter const& filter, api::Call& call) -> Result<TodoList> {
            return desk.todo(call.caller, {.tab = filter.tab.value_or(TodoTab::pending),
                                           .list = {.document_kind = filter.kind,
                                                    .limit = filter.limit(),
                                                    .offset = filter.offset()}});
        });
    router.get<RegionFilter, DocumentFlow>(
        "/api/workflow/documents/{kind}/{document_id}",
        {.permission = "workflow.read", .summary = "单据的审批环节、办理人和意见"},
        [&desk](RegionFilter const& filter, api::Call& call) -> Result<DocumentFlow> {
            return desk.document(call.caller, key_of(call, filter.region_code));
        });
    router.post<GivenTo, DocumentFlow>(
        "/api/workflow/documents/{kind}/{document_id}/signers",
        {.permission = "workflow.delegate", .audit = "signer_added", .summary = "加签"},
        [&desk](GivenTo const& body, api::Call& call) -> Result<DocumentFlow> {
            return desk.add_signer(call.caller, key_of(call, body.region_code), body.user_id,
                                   body.reason);
        });
    router.post<GivenTo, DocumentFlow>(
        "/api/workflow/documents/{kind}/{document_id}/hand-over",
        {.permission = "workflow.delegate", .audit = "task_handed_over", .summary = "移交"},
        [&desk](GivenTo const& body, api::Call& call) -> Result<DocumentFlow> {
            return desk.hand_over(call.caller, key_of(call, body.region_code), body.user_id,
                                  body.reason);
        });
}

void declare_people(api::Router& router, Desk& desk) {
    router.get<api::None, api::Page<DelegationView>>(
        "/api/workflow/delegations", {.permission = "workflow.read", .summary = "委托清单"},
        [&desk](api::None const&, api::Call& call) -> Result<api::Page<DelegationView>> {
            std::vector<DelegationView> views;
            for (auto const& given : desk.delegations(call.caller)) {
                views.push_back(view_of(given, call.caller.user_id));
            }
            return page_of(std::move(views));
        });
    router.post<DelegationWish, DelegationView>(
        "/api/workflow/delegations",
        {.permission = "workflow.delegate",
         .audit = "tasks_delegated",
         .summary = "设置委托",
         .status = 201},
        [&desk](DelegationWish const& wish, api::Call& call) -> Result<DelegationView> {
            auto const given = JC_TRY(desk.delegate(call.caller, wish));
            return view_of(given, call.caller.user_id);
        });
    router.post<api::None, api::None>(
        "/api/workflow/delegations/{delegation_id}/revoke",
        {.permission = "workflow.delegate", .audit = "delegation_revoked", .summary = "撤销委托"},
        [&desk](api::None const&, api::Call& call) -> Result<api::None> {
            JC_CHECK(desk.revoke(call.caller, call.path_id("delegation_id")));
            return api::None{};
        });
    router.get<ColleagueFilter, api::Page<Colleague>>(
        "/api/workflow/colleagues",
        {.permission = "workflow.delegate", .summary = "可以委托、移交、加签的人员"},
        [&desk](ColleagueFilter const& filter, api::Call& call) -> Result<api::Page<Colleague>> {
            return page_of(desk.colleagues(call.caller, filter.query.value_or("")));
        });
    router.get<api::None, api::Page<NoticeItem>>(
        "/api/workflow/notices", {.permission = "workflow.read", .summary = "消息"},
        [&desk](api::None const&, api::Call& call) -> Result<api::Page<NoticeItem>> {
            return page_of(desk.notices(call.caller));
        });
    router.post<api::None, api::None>(
        "/api/workflow/notices/{notice_id}/read",
        {.permission = "workflow.read", .audit = "notice_read", .summary = "消息已读"},
        [&desk](api::None const&, api::Call& call) -> Result<api::None> {
            JC_CHECK(desk.mark_read(call.caller, call.path_id("notice_id")));
            return api::None{};
        });
}

}  // namespace jincai::workflow
