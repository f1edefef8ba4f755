#include "modules/execution/routes.h"

namespace jincai::execution {

namespace {

DocumentId document_id(api::Call const& call) { return call.path_id<DocumentId>("document_id"); }

/// submit, withdraw, void, approve, return: the same acts for quota and for plan documents.
template <class Documents, class View>
void add_flow_routes(api::Router& router, Documents& documents, std::string const& base,
                     std::string const& permission, std::string const& audit,
                     std::string const& title) {
    auto const act = [&](std::string_view name, std::string_view right, std::string const& action,
                         std::string const& summary, auto perform) {
        router.post<DecisionRequest, View>(
            base + "/{document_id}/" + std::string{name},
            {.permission = permission + "." + std::string{right},
             .audit = action,
             .summary = summary},
            [&documents, perform](DecisionRequest const& decision,
                                  api::Call& call) -> Result<View> {
                JC_CHECK(perform(documents, call, decision));
                return documents.view(call.caller, document_id(call));
            });
    };
    act("submit", "prepare", audit + "_submitted", "提交" + title,
        [](Documents& d, api::Call& call, DecisionRequest const& decision) {
            return d.submit(call.caller, document_id(call), decision);
        });
    act("withdraw", "prepare", audit + "_withdrawn", "撤回" + title,
        [](Documents& d, api::Call& call, DecisionRequest const& decision) {
            return d.withdraw(call.caller, document_id(call), decision);
        });
    act("void", "prepare", audit + "_voided", "作废" + title,
        [](Documents& d, api::Call& call, DecisionRequest const& decision) {
            return d.void_draft(call.caller, document_id(call), decision);
        });
    act("approve", "approve", audit + "_approved", "审批" + title,
        [](Documents& d, api::Call& call, DecisionRequest const& decision) {
            return d.approve(call.caller, document_id(call), decision);
        });
    act("return", "approve", audit + "_returned", "退回" + title,
        [](Documents& d, api::Call& call, DecisionRequest const& decision) {
            return d.give_back(call.caller, document_id(call), decision);
        });
}

template <class Documents, class View, class New, class Edit>
void add_document_routes(api::Router& router, Documents& documents, std::string const& base,
                         std::string const& permission, std::string const& audit,
                         std::string const& title) {
    router.get<DocumentFilter, api::Page<DocumentItem>>(
        base, {.permission = permission + ".read", .summary = title + "列表"},
        [&documents](DocumentFilter const& filter,
                     api::Call& call) -> Result<api::Page<DocumentItem>> {
            return documents.list(call.caller.scope, filter);
        });
    router.get<api::None, View>(
        base + "/{document_id}", {.permission = permission + ".read", .summary = title + "详情"},
        [&documents](api::None const&, api::Call& call) -> Result<View> {
            return documents.view(call.caller, document_id(call));
        });
    router.post<New, View>(
        base,
        {.permission = permission + ".prepare",
         .audit = audit + "_created",
         .summary = "录入" + title,
         .status = 201},
        [&documents](New const& wanted, api::Call& call) -> Result<View> {
            auto const id = JC_TRY(documents.create(call.caller, wanted));
            return documents.view(call.caller, id);
        });
    router.put<Edit, View>(
        base + "/{document_id}",
        {.permission = permission + ".prepare",
         .audit = audit + "_edited",
         .summary = "修改未提交的" + title},
        [&documents](Edit const& edit, api::Call& call) -> Result<View> {
            JC_CHECK(documents.edit(call.caller, document_id(call), edit));
            return documents.view(call.caller, document_id(call));
        });
    add_flow_routes<Documents, View>(router, documents, base, permission, audit, title);
}

}  // namespace

void add_quota_routes(api::Router& router, Service& service) {
    auto& quotas = service.quotas();
    router.get<QuotaFilter, api::Page<QuotaItem>>(
        "/api/execution/quotas",
        {.permission = "execution.quota.read", .summary = "指标执行情况：每一分钱在哪一栏"},
        [&quotas](QuotaFilter const& filter, api::Call& call) -> Result<api::Page<QuotaItem>> {
            return quotas.quotas(call.caller.scope, filter);
        });
    router.get<api::None, QuotaView>(
        "/api/execution/quotas/{quota_id}",
        {.permission = "execution.quota.read", .summary = "一条指标：余额、分月计划、灯号"},
        [&quotas](api::None const&, api::Call& call) -> Result<QuotaView> {
            return quotas.quota(call.caller, call.path_id<QuotaId>("quota_id"));
        });
    router.get<EntryFilter, api::Page<EntryItem>>(
        "/api/execution/quotas/{quota_id}/entries",
        {.permission = "execution.quota.read", .summary = "一条指标的全部分录"},
        [&quotas](EntryFilter const& filter, api::Call& call) -> Result<api::Page<EntryItem>> {
            return quotas.entries(call.caller, call.path_id<QuotaId>("quota_id"), filter);
        });
    add_document_routes<QuotaService, QuotaDocumentView, NewQuotaDocument, QuotaDocumentEdit>(
        router, quotas, "/api/execution/quota-documents", "execution.quota", "quota_document",
        "指标文");
}

void add_plan_routes(api::Router& router, Service& service) {
    auto& plans = service.plans();
    router.get<PlanFilter, api::Page<PlanRow>>(
        "/api/execution/plans",
        {.permission = "execution.plan.read", .summary = "分月用款计划与执行"},
        [&plans](PlanFilter const& filter, api::Call& call) -> Result<api::Page<PlanRow>> {
            return plans.grid(call.caller.scope, filter);
        });
    add_document_routes<PlanService, PlanDocumentView, NewPlanDocument, PlanDocumentEdit>(
        router, plans, "/api/execution/plan-documents", "execution.plan", "plan", "用款计划单");
}

}  // namespace jincai::execution
