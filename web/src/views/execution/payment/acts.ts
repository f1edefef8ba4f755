// Which acts a person may take on a payment in its state. The buttons follow; the program decides.
import type { PaymentDecision } from '@/api/execution';
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

type Person = {
    may: (permission: string) => boolean;
    names: readonly string[];
    isHolder: boolean;
    /** Somebody has decided on it since it was submitted. */
    decided: boolean;
};

const kOpen = new Set(['draft', 'returned', 'bounced']);

export function actsOf(view: PaymentView, person: Person): PaymentActName[] {
    const { status, created_by_name: creator } = view.payment;
    const acts: PaymentActName[] = [];
    const prepares = person.may('execution.payment.prepare');
    const settles = person.may('execution.payment.settle');
    if (kOpen.has(status) && prepares) acts.push('submit', 'edit', 'void');
    if (status === 'submitted' && person.isHolder) acts.push('approve', 'return');
    if (status === 'submitted' && prepares && !person.decided && person.names.includes(creator)) acts.push('withdraw');
    if (status === 'approved' && settles) acts.push('seal');
    if (status === 'sent' && settles) acts.push('clear', 'bounce');
    if (status === 'cleared' && settles) acts.push('refund');
    return acts;
}

// Reviewing and approving are two rights with a door each; the open step says which one it is.
export function decisionOf(
    act: 'approve' | 'return',
    openStep: string | null,
): Exclude<PaymentDecision, 'bounce' | 'withdraw'> {
    const isReview = openStep?.endsWith('_review') ?? false;
    if (act === 'approve') return isReview ? 'review' : 'approve';
    return isReview ? 'review-return' : 'return';
}
