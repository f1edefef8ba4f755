import { describe, expect, it } from 'vitest';
import { ApiError, errorFromAnswer, errorText, fieldKey, keepsKey, unreachable } from './errors';

const t = (key: string): string => key;

describe('errorFromAnswer', () => {
    it('keeps what the program said, with its figures and trace number', () => {
        const error = errorFromAnswer(422, {
            type: 'about:blank',
            title: '不能支付',
            status: 422,
            code: 'above_plan',
            detail: '支付金额超出本月计划 12,300.00 元，请调减或先申请调剂',
            path: '/amount_fen',
            figures: { over_fen: 1230000 },
            trace_id: 'req-17',
        });
        expect(error.kind).toBe('refused');
        expect(error.code).toBe('above_plan');
        expect(error.traceId).toBe('req-17');
        expect(errorText(error, t)).toBe('支付金额超出本月计划 12,300.00 元，请调减或先申请调剂');
        expect(error.fields).toEqual([
            { path: '/amount_fen', code: 'above_plan', detail: error.problem.detail },
        ]);
    });
    it('lists every field when the program found several', () => {
        const errors = [
            { path: '/payees/0/name', code: 'missing', detail: '缺少收款人' },
            { path: '/purpose', code: 'too_long', detail: '用途过长' },
        ];
        expect(errorFromAnswer(422, { code: 'invalid', errors }).fields).toEqual(errors);
    });
    it.each([
        [401, 'expired'],
        [403, 'forbidden'],
        [404, 'missing'],
        [409, 'refused'],
        [429, 'refused'],
        [500, 'failed'],
        [503, 'failed'],
    ])('tells %i as %s', (status, kind) => {
        expect(errorFromAnswer(status, null).kind).toBe(kind);
    });
    it('has words for an answer without a body and for no answer', () => {
        expect(errorText(errorFromAnswer(502, '<html>'), t)).toBe('common.error.failed');
        expect(errorText(unreachable(), t)).toBe('common.error.unreachable');
        expect(unreachable()).toBeInstanceOf(ApiError);
    });
});

describe('the key of an act', () => {
    it('stays when nobody knows whether the act was done, and changes after a refusal', () => {
        expect(keepsKey(unreachable())).toBe(true);
        expect(keepsKey(errorFromAnswer(502, null))).toBe(true);
        expect(keepsKey(errorFromAnswer(409, null))).toBe(false);
        expect(keepsKey(errorFromAnswer(422, null))).toBe(false);
    });
});

describe('fieldKey', () => {
    it('turns a JSON pointer into the name of a form field', () => {
        expect(fieldKey('/payees/0/amount_fen')).toBe('payees.0.amount_fen');
        expect(fieldKey('#/purpose')).toBe('purpose');
        expect(fieldKey('/a~1b/c~0d')).toBe('a/b.c~d');
        expect(fieldKey('')).toBe('');
    });
});
