#include "modules/execution/routes.h"

namespace jincai::execution {

namespace {

constexpr std::string_view kBase = "/api/execution/payment-lists";
constexpr std::size_t kBodyMax = 8 * 1024 * 1024;

PaymentListId list_id(api::Call const& call) { return call.path_id<PaymentListId>("list_id"); }

std::string path_of(std::string_view act) {
    return fmt::format("{}/{{list_id}}{}{}", kBase, act.empty() ? "" : "/", act);
}

using Decide = Result<void> (PaymentListService::*)(api::Caller const&, PaymentListId,
                                                    DecisionRequest const&);

/// A decision on a list, answered with the list as it then is.
void add_act(api::Router& router, PaymentListService& lists, std::string_view name,
             api::EndpointOptions const& options, Decide decide) {
    router.post<DecisionRequest, PaymentListView>(
        path_of(name), options,
        [&lists, decide](DecisionRequest const& body, api::Call& call) -> Result<PaymentListView> {
            JC_CHECK((lists.*decide)(call.caller, list_id(call), body));
            return lists.view(call.caller, list_id(call));
        });
}

void add_reading(api::Router& router, Service& service) {
    auto& lists = service.payment_lists();
    router.get<PaymentListFilter, api::Page<PaymentListItem>>(
        kBase, {.permission = "execution.payment.read", .summary = "支付清单列表"},
        [&lists](PaymentListFilter const& filter,
                 api::Call& call) -> Result<api::Page<PaymentListItem>> {
            return lists.list(call.caller.scope, filter);
        });
    router.get<api::None, PaymentListView>(
        path_of(""), {.permission = "execution.payment.read", .summary = "支付清单详情"},
        [&lists](api::None const&, api::Call& call) -> Result<PaymentListView> {
            return lists.view(call.caller, list_id(call));
        });
    router.get<PaymentFilter, api::Page<PaymentItem>>(
        path_of("payments"),
        {.permission = "execution.payment.read", .summary = "支付清单的各笔支付"},
        [&lists, &payments = service.payments()](
            PaymentFilter const& filter, api::Call& call) -> Result<api::Page<PaymentItem>> {
            auto const row = JC_TRY(lists.row(call.caller.scope, list_id(call)));
            return payments.list(call.caller.scope, filter, &row);
        });
}

void add_deciding(api::Router& router, PaymentListService& lists) {
    add_act(router, lists, "withdraw",
            {.permission = "execution.payment.prepare",
             .audit = "payment_list_withdrawn",
             .summary = "撤回清单（下一环节办理之前），释放全部额度"},
            &PaymentListService::withdraw);
    add_act(router, lists, "review",
            {.permission = "execution.payment.review",
             .audit = "payment_list_approved",
             .summary = "清单审核通过"},
            &PaymentListService::approve);
    add_act(router, lists, "approve",
            {.permission = "execution.payment.approve",
             .audit = "payment_list_approved",
             .summary = "清单审批通过"},
            &PaymentListService::approve);
    add_act(router, lists, "review-return",
            {.permission = "execution.payment.review",
             .audit = "payment_list_returned",
             .summary = "清单审核退回，释放全部额度"},
            &PaymentListService::give_back);
    add_act(router, lists, "return",
            {.permission = "execution.payment.approve",
             .audit = "payment_list_returned",
             .summary = "清单审批退回，释放全部额度"},
            &PaymentListService::give_back);
}

}  // namespace

void add_payment_list_routes(api::Router& router, Service& service) {
    router.post<NewPaymentList, PaymentListView>(
        kBase,
        {.permission = "execution.payment.prepare",
         .audit = "payment_list_submitted",
         .summary = "提交支付清单（工资、补贴）：整份受理或逐行受理，须带 Idempotency-Key",
         .status = 201,
         .body_limit = kBodyMax},
        [&lists = service.payment_lists()](NewPaymentList const& wanted,
                                           api::Call& call) -> Result<PaymentListView> {
            return lists.submit(call.caller, wanted, call.idempotency_key());
        });
    add_reading(router, service);
    add_deciding(router, service.payment_lists());
}

}  // namespace jincai::execution
