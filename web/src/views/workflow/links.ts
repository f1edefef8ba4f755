// Where the document of a task is read and decided.
export function linkOf(kind: string, documentId: number): string {
    if (documentId === 0) return '/todo';
    if (kind === 'payment') return `/exec/payments/${documentId}`;
    if (kind === 'payment_list') return `/exec/payment-lists/${documentId}`;
    if (kind === 'unfreeze') return `/exec/freezes?open=${documentId}`;
    if (kind.startsWith('cash_plan') || kind.startsWith('plan')) return `/exec/plan-documents/${documentId}`;
    return `/exec/quota-documents/${documentId}`;
}
