#include "modules/execution/routes.h"

namespace jincai::execution {

namespace {

constexpr std::string_view kBase = "/api/execution/payments";

PaymentId payment_id(api::Call const& call) { return call.path_id<PaymentId>("payment_id"); }

/// The path of one payment, or of an act on it.
std::string path_of(std::string_view act) {
    return fmt::format("{}/{{payment_id}}{}{}", kBase, act.empty() ? "" : "/", act);
}

/// An act on one payment: declared once, answered with the payment as it then is.
template <class Body, class Fn>
void add_act(api::Router& router, PaymentService& payments, std::string_view name,
             api::EndpointOptions const& options, Fn perform) {
    router.post<Body, PaymentView>(
        path_of(name), options,
        [&payments, perform](Body const& body, api::Call& call) -> Result<PaymentView> {
            JC_CHECK(perform(payments, call, body));
            return payments.view(call.caller, payment_id(call));
        });
}

void add_reading(api::Router& router, PaymentService& payments) {
    router.get<PaymentFilter, api::Page<PaymentItem>>(
        kBase, {.permission = "execution.payment.read", .summary = "支付申请列表"},
        [&payments](PaymentFilter const& filter,
                    api::Call& call) -> Result<api::Page<PaymentItem>> {
            return payments.list(call.caller.scope, filter);
        });
    router.get<api::None, PaymentView>(
        path_of(""),
        {.permission = "execution.payment.read", .summary = "支付申请详情"},
        [&payments](api::None const&, api::Call& call) -> Result<PaymentView> {
            return payments.view(call.caller, payment_id(call));
        });
    router.post<PreviewRequest, PaymentPreview>(
        "/api/execution/payments/preview",
        {.permission = "execution.payment.prepare",
         .audit = api::kNothingWritten,
         .summary = "支付试算：额度、计划、灯号，以及会被拒绝的原因"},
        [&payments](PreviewRequest const& wanted, api::Call& call) -> Result<PaymentPreview> {
            return payments.preview(call.caller, wanted);
        });
}

void add_preparing(api::Router& router, PaymentService& payments) {
    router.post<NewPayment, PaymentView>(
        kBase,
        {.permission = "execution.payment.prepare",
         .audit = "payment_created",
         .summary = "录入支付申请（可同时提交）",
         .status = 201},
        [&payments](NewPayment const& wanted, api::Call& call) -> Result<PaymentView> {
            return payments.create_and_view(call.caller, wanted, call.idempotency_key());
        });
    router.put<PaymentEdit, PaymentView>(
        path_of(""),
        {.permission = "execution.payment.prepare",
         .audit = "payment_edited",
         .summary = "修改尚未提交的支付申请"},
        [&payments](PaymentEdit const& edit, api::Call& call) -> Result<PaymentView> {
            JC_CHECK(payments.edit(call.caller, payment_id(call), edit));
            return payments.view(call.caller, payment_id(call));
        });
    add_act<api::None>(router, payments, "submit",
                       {.permission = "execution.payment.prepare",
                        .audit = "payment_submitted",
                        .summary = "提交：检查并占用计划额度"},
                       [](PaymentService& p, api::Call& call, api::None const&) {
                           return p.submit(call.caller, payment_id(call));
                       });
    add_act<DecisionRequest>(router, payments, "withdraw",
                             {.permission = "execution.payment.prepare",
                              .audit = "payment_withdrawn",
                              .summary = "撤回（下一环节办理之前）"},
                             [](PaymentService& p, api::Call& call, DecisionRequest const& d) {
                                 return p.withdraw(call.caller, payment_id(call), d);
                             });
    add_act<api::None>(router, payments, "void",
                       {.permission = "execution.payment.prepare",
                        .audit = "payment_voided",
                        .summary = "作废未提交的支付申请"},
                       [](PaymentService& p, api::Call& call, api::None const&) {
                           return p.void_draft(call.caller, payment_id(call));
                       });
}

void add_deciding(api::Router& router, PaymentService& payments) {
    auto const approve = [](PaymentService& p, api::Call& call, DecisionRequest const& d) {
        return p.approve(call.caller, payment_id(call), d);
    };
    auto const give_back = [](PaymentService& p, api::Call& call, DecisionRequest const& d) {
        return p.give_back(call.caller, payment_id(call), d);
    };
    add_act<DecisionRequest>(router, payments, "review",
                             {.permission = "execution.payment.review",
                              .audit = "payment_approved",
                              .summary = "审核通过"},
                             approve);
    add_act<DecisionRequest>(router, payments, "approve",
                             {.permission = "execution.payment.approve",
                              .audit = "payment_approved",
                              .summary = "审批通过"},
                             approve);
    add_act<DecisionRequest>(router, payments, "review-return",
                             {.permission = "execution.payment.review",
                              .audit = "payment_returned",
                              .summary = "审核退回，释放额度"},
                             give_back);
    add_act<DecisionRequest>(router, payments, "return",
                             {.permission = "execution.payment.approve",
                              .audit = "payment_returned",
                              .summary = "审批退回，释放额度"},
                             give_back);
    router.post<BulkDecision, BulkResults>(
        "/api/execution/payments/bulk-approve",
        {.permission = "execution.payment.approve",
         .audit = "payment_approved",
         .summary = "批量审批：逐笔给出结果"},
        [&payments](BulkDecision const& wanted, api::Call& call) -> Result<BulkResults> {
            return payments.approve_all(call.caller, wanted);
        });
}

void add_settling(api::Router& router, PaymentService& payments) {
    add_act<api::None>(router, payments, "seal",
                       {.permission = "execution.payment.settle",
                        .audit = "payment_sealed",
                        .summary = "生成支付凭证、签章并发送银行"},
                       [](PaymentService& p, api::Call& call, api::None const&) {
                           return p.seal(call.caller, payment_id(call));
                       });
    add_act<ClearRequest>(router, payments, "clear",
                          {.permission = "execution.payment.settle",
                           .audit = "payment_cleared",
                           .summary = "登记国库清算"},
                          [](PaymentService& p, api::Call& call, ClearRequest const& cleared) {
                              return p.clear(call.caller, payment_id(call), cleared);
                          });
    add_act<DecisionRequest>(router, payments, "bounce",
                             {.permission = "execution.payment.settle",
                              .audit = "payment_bounced",
                              .summary = "登记银行退票"},
                             [](PaymentService& p, api::Call& call, DecisionRequest const& d) {
                                 return p.bounce(call.caller, payment_id(call), d);
                             });
    add_act<RefundRequest>(router, payments, "refund",
                           {.permission = "execution.payment.settle",
                            .audit = "payment_refunded",
                            .summary = "登记退款：当年退款恢复本指标计划"},
                           [](PaymentService& p, api::Call& call, RefundRequest const& refund) {
                               return p.refund(call.caller, payment_id(call), refund);
                           });
}

}  // namespace

void add_payment_routes(api::Router& router, Service& service) {
    add_reading(router, service.payments());
    add_preparing(router, service.payments());
    add_deciding(router, service.payments());
    add_settling(router, service.payments());
}

}  // namespace jincai::execution
