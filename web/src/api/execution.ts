import { client, newActKey, unwrap } from './client';
import type {
    AsOfFilter,
    AsOfReport,
    BulkDecision,
    BulkResults,
    ClearRequest,
    DecisionRequest,
    DocumentFilter,
    DocumentItem,
    EntryFilter,
    EntryItem,
    FreezeFilter,
    FreezeView,
    LightChangeItem,
    LightFilter,
    LightRow,
    NewPayment,
    NewPaymentList,
    NewPlanDocument,
    NewQuotaDocument,
    Page,
    PaymentFilter,
    PaymentItem,
    PaymentListView,
    PaymentPreview,
    PaymentView,
    PlanDocumentEdit,
    PlanDocumentView,
    PlanFilter,
    PlanRow,
    PreviewRequest,
    QuotaDocumentEdit,
    QuotaDocumentView,
    QuotaFilter,
    QuotaItem,
    QuotaView,
    RefundRequest,
    UnfreezeRequest,
    WhatIfReport,
    WhatIfRequest,
} from './types';

/** What is done to a quota or plan document by one call; each names the revision that was read. */
export type DocumentCall = 'submit' | 'void' | 'approve' | 'return' | 'withdraw';
export type FreezeAct = 'opinion' | 'opinion-refuse' | 'approve' | 'refuse';

export function listQuotas(query: QuotaFilter): Promise<Page<QuotaItem>> {
    return unwrap(client.GET('/api/execution/quotas', { params: { query } }));
}

export function readQuota(quotaId: number): Promise<QuotaView> {
    return unwrap(client.GET('/api/execution/quotas/{quota_id}', { params: { path: { quota_id: quotaId } } }));
}

export function listEntries(quotaId: number, query: EntryFilter): Promise<Page<EntryItem>> {
    return unwrap(
        client.GET('/api/execution/quotas/{quota_id}/entries', {
            params: { path: { quota_id: quotaId }, query },
        }),
    );
}

export function listQuotaDocuments(query: DocumentFilter): Promise<Page<DocumentItem>> {
    return unwrap(client.GET('/api/execution/quota-documents', { params: { query } }));
}

export function readQuotaDocument(documentId: number): Promise<QuotaDocumentView> {
    const params = { path: { document_id: documentId } };
    return unwrap(client.GET('/api/execution/quota-documents/{document_id}', { params }));
}

export function createQuotaDocument(body: NewQuotaDocument, key: string): Promise<QuotaDocumentView> {
    return unwrap(client.POST('/api/execution/quota-documents', { body, headers: { 'Idempotency-Key': key } }));
}

export function editQuotaDocument(documentId: number, body: QuotaDocumentEdit, key: string): Promise<QuotaDocumentView> {
    const params = { path: { document_id: documentId } };
    const headers = { 'Idempotency-Key': key };
    return unwrap(client.PUT('/api/execution/quota-documents/{document_id}', { params, body, headers }));
}

export function actOnQuotaDocument(
    documentId: number,
    act: DocumentCall,
    body: DecisionRequest,
): Promise<QuotaDocumentView> {
    const params = { path: { document_id: documentId } };
    const headers = { 'Idempotency-Key': newActKey() };
    return unwrap(client.POST(`/api/execution/quota-documents/{document_id}/${act}`, { params, body, headers }));
}

export function listPlans(query: PlanFilter): Promise<Page<PlanRow>> {
    return unwrap(client.GET('/api/execution/plans', { params: { query } }));
}

export function listPlanDocuments(query: DocumentFilter): Promise<Page<DocumentItem>> {
    return unwrap(client.GET('/api/execution/plan-documents', { params: { query } }));
}

export function readPlanDocument(documentId: number): Promise<PlanDocumentView> {
    const params = { path: { document_id: documentId } };
    return unwrap(client.GET('/api/execution/plan-documents/{document_id}', { params }));
}

export function createPlanDocument(body: NewPlanDocument, key: string): Promise<PlanDocumentView> {
    return unwrap(client.POST('/api/execution/plan-documents', { body, headers: { 'Idempotency-Key': key } }));
}

export function editPlanDocument(documentId: number, body: PlanDocumentEdit, key: string): Promise<PlanDocumentView> {
    const params = { path: { document_id: documentId } };
    const headers = { 'Idempotency-Key': key };
    return unwrap(client.PUT('/api/execution/plan-documents/{document_id}', { params, body, headers }));
}

export function actOnPlanDocument(
    documentId: number,
    act: DocumentCall,
    body: DecisionRequest,
): Promise<PlanDocumentView> {
    const params = { path: { document_id: documentId } };
    const headers = { 'Idempotency-Key': newActKey() };
    return unwrap(client.POST(`/api/execution/plan-documents/{document_id}/${act}`, { params, body, headers }));
}

export function listPayments(query: PaymentFilter): Promise<Page<PaymentItem>> {
    return unwrap(client.GET('/api/execution/payments', { params: { query } }));
}

export function readPayment(paymentId: number): Promise<PaymentView> {
    return unwrap(
        client.GET('/api/execution/payments/{payment_id}', { params: { path: { payment_id: paymentId } } }),
    );
}

export function previewPayment(body: PreviewRequest, signal: AbortSignal): Promise<PaymentPreview> {
    return unwrap(client.POST('/api/execution/payments/preview', { body, signal }));
}

export function createPayment(body: NewPayment, key: string): Promise<PaymentView> {
    return unwrap(client.POST('/api/execution/payments', { body, headers: { 'Idempotency-Key': key } }));
}

// Changes a draft and, when asked to, submits it: what was changed is kept even if the submission is refused.
export async function editPayment(
    paymentId: number,
    draft: NewPayment,
    revision: number,
    submit: boolean,
): Promise<PaymentView> {
    const { amount_fen, purpose, payees, attachment_ids } = draft;
    const body = { revision, amount_fen, purpose, payees, attachment_ids };
    const params = { path: { payment_id: paymentId } };
    const saved = await unwrap(client.PUT('/api/execution/payments/{payment_id}', { params, body }));
    return submit ? actOnPayment(paymentId, 'submit') : saved;
}

export type PlainPaymentAct = 'submit' | 'void' | 'seal';

export function actOnPayment(paymentId: number, act: PlainPaymentAct): Promise<PaymentView> {
    const params = { path: { payment_id: paymentId } };
    const headers = { 'Idempotency-Key': newActKey() };
    return unwrap(client.POST(`/api/execution/payments/{payment_id}/${act}`, { params, headers }));
}

export type PaymentDecision = 'review' | 'approve' | 'review-return' | 'return' | 'withdraw' | 'bounce';

export function decidePayment(
    paymentId: number,
    decision: PaymentDecision,
    body: DecisionRequest,
): Promise<PaymentView> {
    const params = { path: { payment_id: paymentId } };
    const headers = { 'Idempotency-Key': newActKey() };
    return unwrap(client.POST(`/api/execution/payments/{payment_id}/${decision}`, { params, body, headers }));
}

export function clearPayment(paymentId: number, body: ClearRequest): Promise<PaymentView> {
    const params = { path: { payment_id: paymentId } };
    const headers = { 'Idempotency-Key': newActKey() };
    return unwrap(client.POST('/api/execution/payments/{payment_id}/clear', { params, body, headers }));
}

export function refundPayment(paymentId: number, body: RefundRequest): Promise<PaymentView> {
    const params = { path: { payment_id: paymentId } };
    const headers = { 'Idempotency-Key': newActKey() };
    return unwrap(client.POST('/api/execution/payments/{payment_id}/refund', { params, body, headers }));
}

export function approvePayments(body: BulkDecision, key: string): Promise<BulkResults> {
    return unwrap(
        client.POST('/api/execution/payments/bulk-approve', { body, headers: { 'Idempotency-Key': key } }),
    );
}

export function createPaymentList(body: NewPaymentList, key: string): Promise<PaymentListView> {
    return unwrap(client.POST('/api/execution/payment-lists', { body, headers: { 'Idempotency-Key': key } }));
}

export function readPaymentList(listId: number): Promise<PaymentListView> {
    return unwrap(client.GET('/api/execution/payment-lists/{list_id}', { params: { path: { list_id: listId } } }));
}

export function listPaymentsOf(listId: number, query: PaymentFilter): Promise<Page<PaymentItem>> {
    const params = { path: { list_id: listId }, query };
    return unwrap(client.GET('/api/execution/payment-lists/{list_id}/payments', { params }));
}

export type PaymentListDecision = Exclude<PaymentDecision, 'bounce'>;

export function decidePaymentList(
    listId: number,
    decision: PaymentListDecision,
    body: DecisionRequest,
): Promise<PaymentListView> {
    const params = { path: { list_id: listId } };
    const headers = { 'Idempotency-Key': newActKey() };
    return unwrap(client.POST(`/api/execution/payment-lists/{list_id}/${decision}`, { params, body, headers }));
}

export function listLights(query: LightFilter): Promise<Page<LightRow>> {
    return unwrap(client.GET('/api/execution/lights', { params: { query } }));
}

export function listLightChanges(query: LightFilter): Promise<Page<LightChangeItem>> {
    return unwrap(client.GET('/api/execution/lights/history', { params: { query } }));
}

export function listFreezes(query: FreezeFilter): Promise<Page<FreezeView>> {
    return unwrap(client.GET('/api/execution/freezes', { params: { query } }));
}

export function requestUnfreeze(freezeId: number, body: UnfreezeRequest): Promise<FreezeView> {
    const params = { path: { freeze_id: freezeId } };
    return unwrap(client.POST('/api/execution/freezes/{freeze_id}/request', { params, body }));
}

export function decideFreeze(freezeId: number, act: FreezeAct, body: DecisionRequest): Promise<FreezeView> {
    const params = { path: { freeze_id: freezeId } };
    return unwrap(client.POST(`/api/execution/freezes/{freeze_id}/${act}`, { params, body }));
}

export function readFreeze(freezeId: number): Promise<FreezeView> {
    return unwrap(client.GET('/api/execution/freezes/{freeze_id}', { params: { path: { freeze_id: freezeId } } }));
}

export function readAsOf(query: AsOfFilter): Promise<AsOfReport> {
    return unwrap(client.GET('/api/execution/replay/as-of', { params: { query } }));
}

export function playWhatIf(body: WhatIfRequest): Promise<WhatIfReport> {
    return unwrap(client.POST('/api/execution/replay/what-if', { body }));
}
