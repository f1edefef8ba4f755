// Which acts a person may take on a payment in its state. The buttons follow; the program decides.
import type { PaymentView } from '@/api/types';

export type PaymentActName =
    | 'submit'
    | 'edit'
    | 'void'
    | 'approve'
    | 'return'
    | 'withdraw'
    | 'seal'
    | 'clear'
    | 'bounce'
    | 'refund';

type May = (permission: string) => boolean;

const kOpen = new Set(['draft', 'returned', 'bounced']);

export function actsOf(view: PaymentView, may: May, userName: string): PaymentActName[] {
    const { status, created_by_name: creator } = view.payment;
    const acts: PaymentActName[] = [];
    const prepares = may('execution.payment.prepare');
    const settles = may('execution.payment.settle');
    const decides = may('execution.payment.review') || may('execution.payment.approve');
    if (kOpen.has(status) && prepares) acts.push('submit', 'edit', 'void');
    if (status === 'submitted' && decides) acts.push('approve', 'return');
    if (status === 'submitted' && prepares && creator === userName) acts.push('withdraw');
    if (status === 'approved' && settles) acts.push('seal');
    if (status === 'sent' && settles) acts.push('clear', 'bounce');
    if (status === 'cleared' && settles) acts.push('refund');
    return acts;
}
