// What happened to a payment after its approval, in order: sealed, sent to the bank, paid or bounced,
// refunded.
import type { PaymentView } from '@/api/types';
import type { LaterEvent } from '@/components/document';

export function laterEvents(view: PaymentView, yuan: (fen: number) => string): LaterEvent[] {
    const events: LaterEvent[] = [];
    if (view.sealed_at) events.push({ action: 'sealed', at: view.sealed_at, text: view.voucher_number ?? '' });
    if (view.sent_at) events.push({ action: 'sent', at: view.sent_at, text: '' });
    if (view.payment.cleared_on)
        events.push({ action: 'cleared', at: view.payment.cleared_on, text: view.bank_reference ?? '' });
    if (view.payment.status === 'bounced') events.push({ action: 'bounced', at: null, text: '' });
    for (const refund of view.refunds)
        events.push({ action: 'refunded', at: refund.day, text: `${yuan(refund.amount_fen)} ${refund.reason}` });
    return events;
}
