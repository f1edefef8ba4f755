// What is being written of a plan document: the months of a plan, or a shift between months.
import type { FormProblem } from '@/components/form/src/form-errors';
import type {
    NewPlanDocument,
    PlanDocumentEdit,
    PlanDocumentKind,
    PlanDocumentLine,
    PlanDocumentView,
} from '@/api/types';

export type PlanLineDraft = {
    quota: string;
    quotaText: string;
    month: string;
    to: string;
    contract: number | null;
    amount_fen: number | null;
};
export type PlanDraft = {
    kind: PlanDocumentKind;
    unit_code: string;
    unitText: string;
    title: string;
    reason: string;
    lines: PlanLineDraft[];
    attachment_ids: number[];
};

/** The kind of the document in flows and in the rules for papers. */
export const flowKindOf = (kind: PlanDocumentKind): string => (kind === 'shift' ? 'plan_shift' : 'cash_plan');

export function emptyLine(month: number): PlanLineDraft {
    return {
        quota: '',
        quotaText: '',
        month: String(month),
        to: String(Math.min(12, month + 1)),
        contract: null,
        amount_fen: null,
    };
}

export function draftOf(view: PlanDocumentView, texts: ReadonlyMap<number, string>): PlanDraft {
    return {
        kind: view.kind,
        unit_code: view.unit_code,
        unitText: `${view.unit_code} ${view.unit_name}`,
        title: view.title,
        reason: view.reason,
        lines: view.lines.map((line) => ({
            quota: String(line.quota_id),
            quotaText: texts.get(line.quota_id) ?? '',
            month: String(line.month),
            to: String(line.to_month ?? line.month),
            contract: line.contract_id ?? null,
            amount_fen: line.amount_fen,
        })),
        attachment_ids: [...view.attachment_ids],
    };
}

function lineOf(kind: PlanDocumentKind, line: PlanLineDraft): PlanDocumentLine {
    return {
        quota_id: Number(line.quota),
        month: Number(line.month),
        ...(kind === 'shift' ? { to_month: Number(line.to) } : {}),
        ...(line.contract === null ? {} : { contract_id: line.contract }),
        amount_fen: line.amount_fen ?? 0,
    };
}

type Content = Omit<PlanDocumentEdit, 'revision'>;

function contentOf(draft: PlanDraft): Content {
    return {
        title: draft.title.trim(),
        reason: draft.reason.trim(),
        lines: draft.lines.map((line) => lineOf(draft.kind, line)),
        attachment_ids: draft.attachment_ids,
    };
}

export function bodyOf(draft: PlanDraft, regionCode: string, fiscalYear: number, submit: boolean): NewPlanDocument {
    const { kind, unit_code } = draft;
    return { region_code: regionCode, fiscal_year: fiscalYear, kind, unit_code, ...contentOf(draft), submit };
}

export function editOf(draft: PlanDraft, revision: number): PlanDocumentEdit {
    return { revision, ...contentOf(draft) };
}

type Translate = (key: string, values?: Record<string, unknown>) => string;

export function problemsOf(draft: PlanDraft, t: Translate): FormProblem[] {
    const found: FormProblem[] = [];
    const need = (field: string, ok: boolean, label: string): void => {
        if (!ok) found.push({ field, text: t('common.form.missing', { field: label }) });
    };
    need('unit_code', draft.unit_code !== '', t('execution.unit'));
    need('title', draft.title.trim() !== '', t('execution.plan_document.title'));
    need('reason', draft.reason.trim() !== '', t('execution.reason'));
    draft.lines.forEach((line, index) => {
        const row = t('execution.quota_document.line_no', { row: index + 1 });
        need(`lines.${index}.quota_id`, line.quota !== '', `${row} ${t('execution.quota.one')}`);
        need(`lines.${index}.amount_fen`, line.amount_fen !== null, `${row} ${t('execution.payment.amount')}`);
    });
    return found;
}
