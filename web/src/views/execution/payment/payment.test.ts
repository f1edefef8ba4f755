import { describe, expect, it } from 'vitest';
import type { PaymentStatus, PaymentView } from '@/api/types';
import { actsOf, decisionOf } from './acts';
import { bodyOf, emptyDraft, emptyPayee, problemsOf } from './draft';

const t = (key: string, values?: Record<string, unknown>): string => (values ? `${key} ${values.field ?? ''}` : key);

describe('the draft of a payment', () => {
    it('says everything that is missing, field by field', () => {
        expect(problemsOf(emptyDraft(), t).map((problem) => problem.field)).toEqual([
            'quota_id',
            'amount_fen',
            'purpose',
            'payees.0.name',
            'payees.0.account',
            'payees.0.bank',
        ]);
    });
    it('gives a single payee the whole amount and asks several for theirs', () => {
        const draft = emptyDraft();
        Object.assign(draft, { quota_id: '12', amount_fen: 30_000, purpose: ' 电费 ' });
        Object.assign(draft.payees[0]!, { name: '供电公司', account: '6222 0202', bank: '农商行' });
        expect(problemsOf(draft, t)).toEqual([]);
        expect(bodyOf(draft, true)).toEqual({
            quota_id: 12,
            amount_fen: 30_000,
            purpose: '电费',
            payees: [{ name: '供电公司', account: '62220202', bank: '农商行', amount_fen: 30_000 }],
            attachment_ids: [],
            submit: true,
        });
        draft.payees.push({ ...emptyPayee(), name: '水务公司', account: '1', bank: '农商行' });
        expect(problemsOf(draft, t).map((problem) => problem.field)).toEqual([
            'payees.0.amount_fen',
            'payees.1.amount_fen',
        ]);
    });
});

function view(status: PaymentStatus): PaymentView {
    return { payment: { status, created_by_name: '经办甲' } } as PaymentView;
}
const person = (permissions: string[], name: string, isHolder: boolean) => ({
    may: (permission: string) => permissions.includes(permission),
    names: [name],
    isHolder,
    decided: false,
});

describe('the acts on a payment', () => {
    const handler = person(['execution.payment.prepare'], '经办甲', false);
    const treasury = person(['execution.payment.settle'], '国库乙', true);
    const auditor = person(['execution.payment.read'], '审计丙', false);

    it('let the handler take back what nobody has decided, and only his own', () => {
        expect(actsOf(view('submitted'), handler)).toEqual(['withdraw']);
        expect(actsOf(view('submitted'), { ...handler, decided: true })).toEqual([]);
        expect(actsOf(view('submitted'), { ...handler, names: ['经办丁'] })).toEqual([]);
        expect(actsOf(view('returned'), handler)).toEqual(['submit', 'edit', 'void']);
    });
    it('give the holder of the step the decision', () => {
        expect(actsOf(view('submitted'), treasury)).toEqual(['approve', 'return']);
        expect(actsOf(view('approved'), treasury)).toEqual(['seal']);
        expect(actsOf(view('sent'), treasury)).toEqual(['clear', 'bounce']);
        expect(actsOf(view('cleared'), treasury)).toEqual(['refund']);
    });
    it('give an auditor none', () => {
        for (const status of ['draft', 'submitted', 'approved', 'sent', 'cleared', 'returned'] as const)
            expect(actsOf(view(status), auditor)).toEqual([]);
    });
    it('go through the door of the open step', () => {
        expect(decisionOf('approve', 'unit_review')).toBe('review');
        expect(decisionOf('return', 'business_review')).toBe('review-return');
        expect(decisionOf('approve', 'treasury_approve')).toBe('approve');
        expect(decisionOf('return', 'leader_approve')).toBe('return');
    });
});
