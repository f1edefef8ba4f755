// What is being written on the page of a new payment, and how it is checked before it is sent. The
// program checks again; here only what can be seen at once.
import type { FormProblem } from '@/components/form/src/form-errors';
import type { NewPayment } from '@/api/types';

export type PayeeDraft = { name: string; account: string; bank: string; amount_fen: number | null };
export type PaymentDraft = {
    quota_id: string;
    amount_fen: number | null;
    purpose: string;
    payees: PayeeDraft[];
    attachment_ids: number[];
};

export function emptyPayee(): PayeeDraft {
    return { name: '', account: '', bank: '', amount_fen: null };
}

export function emptyDraft(): PaymentDraft {
    return { quota_id: '', amount_fen: null, purpose: '', payees: [emptyPayee()], attachment_ids: [] };
}

// With one payee his amount is the amount of the application and is not asked twice.
export function bodyOf(draft: PaymentDraft, submit: boolean): NewPayment {
    const single = draft.payees.length === 1;
    return {
        quota_id: Number(draft.quota_id),
        amount_fen: draft.amount_fen ?? 0,
        purpose: draft.purpose.trim(),
        payees: draft.payees.map((payee) => ({
            name: payee.name.trim(),
            account: payee.account.replace(/\s/g, ''),
            bank: payee.bank.trim(),
            amount_fen: (single ? draft.amount_fen : payee.amount_fen) ?? 0,
        })),
        attachment_ids: draft.attachment_ids,
        submit,
    };
}

type Translate = (key: string, values?: Record<string, unknown>) => string;

export function problemsOf(draft: PaymentDraft, t: Translate): FormProblem[] {
    const found: FormProblem[] = [];
    const need = (field: string, ok: boolean, label: string): void => {
        if (!ok) found.push({ field, text: t('common.form.missing', { field: label }) });
    };
    need('quota_id', draft.quota_id !== '', t('execution.quota.one'));
    need('amount_fen', draft.amount_fen !== null, t('execution.payment.amount'));
    need('purpose', draft.purpose.trim() !== '', t('execution.payment.purpose'));
    draft.payees.forEach((payee, index) => {
        const row = (label: string): string =>
            draft.payees.length === 1 ? label : t('execution.payment.payee_row', { row: index + 1, field: label });
        need(`payees.${index}.name`, payee.name.trim() !== '', row(t('execution.payment.payee_name')));
        need(`payees.${index}.account`, payee.account.trim() !== '', row(t('execution.payment.account')));
        need(`payees.${index}.bank`, payee.bank.trim() !== '', row(t('execution.payment.bank')));
        if (draft.payees.length > 1)
            need(`payees.${index}.amount_fen`, payee.amount_fen !== null, row(t('execution.payment.amount')));
    });
    return found;
}
