// What is being written of a quota document: which members a line needs depends on the kind.
import type { FormProblem } from '@/components/form/src/form-errors';
import type {
    NewQuota,
    NewQuotaDocument,
    ProjectClass,
    QuotaDocumentEdit,
    QuotaDocumentKind,
    QuotaDocumentLine,
    QuotaDocumentView,
} from '@/api/types';

export type LineDraft = {
    from: string;
    fromText: string;
    to: string;
    toText: string;
    target: 'quota' | 'region';
    receiver: string;
    unit_code: string;
    fund_code: string;
    function_code: string;
    economic_code: string;
    project_code: string;
    project_name: string;
    project_class: ProjectClass;
    account: NewQuota['account'];
    summary: string;
    amount_fen: number | null;
    /** The quota as it is stored: what the form does not ask stays. */
    stored: NewQuota | null;
};
export type QuotaDocumentDraft = {
    kind: QuotaDocumentKind;
    title: string;
    source: NonNullable<NewQuotaDocument['source']>;
    upper_number: string;
    reason: string;
    lines: LineDraft[];
    attachment_ids: number[];
};

const kOpening = new Set<QuotaDocumentKind>(['issue', 'increase', 'distribute']);

export const opensQuota = (kind: QuotaDocumentKind): boolean => kOpening.has(kind);
export const takesFrom = (kind: QuotaDocumentKind): boolean => kind !== 'issue' && kind !== 'increase';
export const hasSource = (kind: QuotaDocumentKind): boolean => kind === 'issue' || kind === 'increase';

export function emptyLine(): LineDraft {
    return {
        from: '',
        fromText: '',
        to: '',
        toText: '',
        target: 'quota',
        receiver: '',
        unit_code: '',
        fund_code: '11',
        function_code: '',
        economic_code: '',
        project_code: '',
        project_name: '',
        project_class: 'operating',
        account: 'executable',
        summary: '',
        amount_fen: null,
        stored: null,
    };
}

function draftLineOf(line: QuotaDocumentLine, texts: ReadonlyMap<number, string>): LineDraft {
    const textOf = (id?: number | null): string => (id == null ? '' : (texts.get(id) ?? ''));
    return {
        ...emptyLine(),
        ...(line.quota ? pickOf(line.quota) : {}),
        from: String(line.from_quota_id ?? ''),
        fromText: textOf(line.from_quota_id),
        to: String(line.to_quota_id ?? ''),
        toText: textOf(line.to_quota_id),
        target: line.receiver_region_code ? 'region' : 'quota',
        receiver: line.receiver_region_code ?? '',
        amount_fen: line.amount_fen,
        stored: line.quota ?? null,
    };
}

// The part of a stored quota that the form asks.
function pickOf(quota: NewQuota): Partial<LineDraft> {
    const { unit_code, fund_code, function_code, economic_code } = quota;
    const { project_code, project_name, project_class, account, summary } = quota;
    return {
        unit_code,
        fund_code,
        function_code,
        economic_code,
        project_code,
        project_name,
        project_class,
        account,
        summary,
    };
}

export function draftOf(view: QuotaDocumentView, texts: ReadonlyMap<number, string>): QuotaDocumentDraft {
    return {
        kind: view.kind,
        title: view.title,
        source: view.source,
        upper_number: view.upper_number,
        reason: view.reason,
        lines: view.lines.map((line) => draftLineOf(line, texts)),
        attachment_ids: [...view.attachment_ids],
    };
}

// Wages are protected; a class that was not changed keeps what is stored.
function isProtected(line: LineDraft): boolean {
    const { stored } = line;
    return stored?.project_class === line.project_class ? stored.protected_class : line.project_class === 'personnel';
}

function lineOf(kind: QuotaDocumentKind, line: LineDraft): QuotaDocumentLine {
    const result: QuotaDocumentLine = { amount_fen: line.amount_fen ?? 0 };
    if (takesFrom(kind)) result.from_quota_id = Number(line.from);
    if (kind === 'transfer') result.to_quota_id = Number(line.to);
    if (kind === 'distribute' && line.target === 'region') result.receiver_region_code = line.receiver;
    else if (opensQuota(kind))
        result.quota = {
            unit_code: line.unit_code,
            fund_code: line.fund_code,
            function_code: line.function_code,
            economic_code: line.economic_code,
            government_economic_code: line.stored?.government_economic_code ?? '',
            project_code: line.project_code.trim(),
            project_name: line.project_name.trim(),
            project_class: line.project_class,
            protected_class: isProtected(line),
            direct_funds: line.stored?.direct_funds ?? false,
            summary: line.summary.trim(),
            account: line.account,
        };
    return result;
}

function contentOf(draft: QuotaDocumentDraft): Omit<QuotaDocumentEdit, 'revision'> {
    return {
        title: draft.title.trim(),
        source: hasSource(draft.kind) ? draft.source : null,
        upper_number: draft.source === 'upper_transfer' ? draft.upper_number.trim() : null,
        reason: draft.reason.trim(),
        lines: draft.lines.map((line) => lineOf(draft.kind, line)),
        attachment_ids: draft.attachment_ids,
    };
}

export function editOf(draft: QuotaDocumentDraft, revision: number): QuotaDocumentEdit {
    return { revision, ...contentOf(draft) };
}

export function bodyOf(
    draft: QuotaDocumentDraft,
    regionCode: string,
    fiscalYear: number,
    submit: boolean,
): NewQuotaDocument {
    return {
        region_code: regionCode,
        fiscal_year: fiscalYear,
        kind: draft.kind,
        ...contentOf(draft),
        submit,
    };
}

type Translate = (key: string, values?: Record<string, unknown>) => string;

export function problemsOf(draft: QuotaDocumentDraft, t: Translate): FormProblem[] {
    const found: FormProblem[] = [];
    const need = (field: string, value: string | number | null, label: string): void => {
        if (value === null || String(value).trim() === '')
            found.push({ field, text: t('common.form.missing', { field: label }) });
    };
    need('title', draft.title, t('execution.quota_document.title'));
    need('reason', draft.reason, t('execution.reason'));
    draft.lines.forEach((line, index) => {
        const at = (name: string): string => `lines.${index}.${name}`;
        const row = (key: string): string => `${t('execution.quota_document.line_no', { row: index + 1 })} ${t(key)}`;
        if (takesFrom(draft.kind)) need(at('from_quota_id'), line.from, row('execution.quota_document.from'));
        if (draft.kind === 'transfer') need(at('to_quota_id'), line.to, row('execution.quota_document.to'));
        if (draft.kind === 'distribute' && line.target === 'region')
            need(at('receiver_region_code'), line.receiver, row('execution.quota_document.receiver'));
        else if (opensQuota(draft.kind)) {
            if (line.account === 'executable') need(at('quota.unit_code'), line.unit_code, row('execution.unit'));
            need(at('quota.function_code'), line.function_code, row('execution.function'));
            need(at('quota.economic_code'), line.economic_code, row('execution.economic'));
            need(at('quota.project_name'), line.project_name, row('execution.quota_document.project_name'));
        }
        need(at('amount_fen'), line.amount_fen, row('execution.payment.amount'));
    });
    return found;
}
