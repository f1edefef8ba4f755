import { describe, expect, it } from 'vitest';
import type { PlanDocumentView, QuotaDocumentView } from '@/api/types';
import { nameInHead } from '@/api/basics';
import { attachmentKinds } from '@/components/attachment';
import { documentActs } from './document-acts';
import * as plan from './plan/draft';
import * as quota from './quota-document/draft';

const t = (key: string, values?: Record<string, unknown>): string => (values ? `${key} ${values.field ?? ''}` : key);

const stored = {
    region_code: '950102000',
    id: 7,
    fiscal_year: 2026,
    number: '',
    title: '标题',
    reason: '原因',
    status: 'returned' as const,
    amount_fen: 1_000,
    attachment_ids: [3, 4],
    missing_attachments: [],
    warnings: [],
    created_by_name: 'budget',
    created_at: '2026-09-16T01:00:00Z',
    revision: 5,
};
const planView: PlanDocumentView = {
    ...stored,
    kind: 'shift',
    unit_code: '205017',
    unit_name: '第一中学',
    lines: [{ quota_id: 9, month: 10, to_month: 12, contract_id: 31, amount_fen: 1_000 }],
};
const quotaView: QuotaDocumentView = {
    ...stored,
    kind: 'issue',
    source: 'upper_transfer',
    upper_number: '省财〔2026〕8 号',
    lines: [
        {
            amount_fen: 1_000,
            quota: {
                unit_code: '205017',
                fund_code: '11',
                function_code: '2050204',
                economic_code: '30201',
                government_economic_code: '50201',
                project_code: 'P1',
                project_name: '实验楼',
                project_class: 'operating',
                protected_class: true,
                direct_funds: true,
                summary: '摘要',
                account: 'executable',
            },
        },
    ],
};

describe('the acts on a document', () => {
    const person = { prepares: true, isHolder: false, names: ['budget'] };
    it('let the preparer change and drop what is with him, and nobody else', () => {
        for (const status of ['draft', 'returned']) {
            expect(documentActs({ status, created_by_name: 'other' }, person)).toEqual(['submit', 'edit', 'void']);
            expect(documentActs({ status, created_by_name: 'budget' }, { ...person, prepares: false })).toEqual([]);
        }
    });
    it('end with the booking or the voiding', () => {
        for (const status of ['effective', 'voided'])
            expect(documentActs({ status, created_by_name: 'budget' }, { ...person, isHolder: true })).toEqual([]);
        expect(documentActs({ status: 'submitted', created_by_name: 'budget' }, { ...person, isHolder: true })).toEqual([
            'approve',
            'return',
            'withdraw',
        ]);
    });
});

describe('a stored plan document', () => {
    it('fills the form and goes back unchanged, with what the form does not ask', () => {
        const draft = plan.draftOf(planView, new Map([[9, '205017 实验楼']]));
        expect(draft.lines[0]).toMatchObject({ quota: '9', quotaText: '205017 实验楼', month: '10', to: '12' });
        expect(draft.unitText).toBe('205017 第一中学');
        expect(plan.problemsOf(draft, t)).toEqual([]);
        expect(plan.editOf(draft, 5)).toEqual({
            revision: 5,
            title: '标题',
            reason: '原因',
            lines: planView.lines,
            attachment_ids: [3, 4],
        });
    });
    it('gives the form papers of its own', () => {
        const draft = plan.draftOf(planView, new Map());
        draft.attachment_ids.pop();
        expect(planView.attachment_ids).toEqual([3, 4]);
    });
    it('sends the second month of a shift only', () => {
        const draft = { ...plan.draftOf(planView, new Map()), kind: 'plan' as const };
        expect(plan.bodyOf(draft, '950102000', 2026, true).lines[0]).not.toHaveProperty('to_month');
        expect([plan.flowKindOf('plan'), plan.flowKindOf('shift')]).toEqual(['cash_plan', 'plan_shift']);
    });
    it('says everything that is missing', () => {
        const draft = { ...plan.draftOf(planView, new Map()), title: ' ', lines: [plan.emptyLine(12)] };
        expect(plan.problemsOf(draft, t).map((problem) => problem.field)).toEqual([
            'title',
            'lines.0.quota_id',
            'lines.0.amount_fen',
        ]);
        expect(draft.lines[0]!.to).toBe('12');
    });
});

describe('a stored quota document', () => {
    it('fills the form and goes back unchanged, with what the form does not ask', () => {
        const draft = quota.draftOf(quotaView, new Map());
        expect(quota.problemsOf(draft, t)).toEqual([]);
        expect(quota.editOf(draft, 5)).toEqual({
            revision: 5,
            title: '标题',
            source: 'upper_transfer',
            upper_number: '省财〔2026〕8 号',
            reason: '原因',
            lines: quotaView.lines,
            attachment_ids: [3, 4],
        });
    });
    it('decides anew whether a line is protected when its class changes', () => {
        const draft = quota.draftOf(quotaView, new Map());
        draft.lines[0]!.project_class = 'project';
        expect(quota.editOf(draft, 5).lines[0]!.quota!.protected_class).toBe(false);
        draft.lines[0]!.project_class = 'personnel';
        expect(quota.editOf(draft, 5).lines[0]!.quota!.protected_class).toBe(true);
    });
    it('keeps both quotas of a transfer and the receiver of a distribution', () => {
        const moved = { from_quota_id: 1, to_quota_id: 2, amount_fen: 5 };
        const transfer = quota.draftOf({ ...quotaView, kind: 'transfer', lines: [moved] }, new Map([[1, 'a'], [2, 'b']]));
        expect(transfer.lines[0]).toMatchObject({ fromText: 'a', toText: 'b' });
        expect(quota.editOf(transfer, 5).lines).toEqual([moved]);
        const down = { from_quota_id: 1, receiver_region_code: '950103000', amount_fen: 5 };
        const distribute = quota.draftOf({ ...quotaView, kind: 'distribute', lines: [down] }, new Map());
        expect(quota.editOf(distribute, 5).lines).toEqual([down]);
    });
});

describe('papers', () => {
    it('are offered by the kind of document, the usual one first', () => {
        expect(attachmentKinds('payment')[0]).toBe('invoice');
        expect(attachmentKinds('unfreeze')[0]).toBe('correction_plan');
        expect(attachmentKinds('plan_shift')[0]).toBe('explanation');
        expect(attachmentKinds('quota_decrease')[0]).toBe('decision');
    });
    it('go by the name in the head of the file', () => {
        expect(nameInHead("attachment; filename*=UTF-8''%E8%AF%B4%E6%98%8E.pdf")).toBe('说明.pdf');
        expect(nameInHead("attachment; filename*=UTF-8''%E8%")).toBe('');
        expect(nameInHead('')).toBe('');
    });
});
