// Every failure of a call becomes an ApiError: what the program said (RFC 9457), or what the line did.
import type { FieldProblem, Problem } from './types';

export type ApiErrorKind = 'refused' | 'forbidden' | 'missing' | 'expired' | 'failed' | 'unreachable';

export class ApiError extends Error {
    constructor(
        readonly kind: ApiErrorKind,
        readonly problem: Partial<Problem> & { status: number },
    ) {
        super(problem.detail ?? problem.title ?? kind);
        this.name = 'ApiError';
    }

    get status(): number {
        return this.problem.status;
    }
    get code(): string {
        return this.problem.code ?? '';
    }
    get traceId(): string | null {
        return this.problem.trace_id || null;
    }
    get fields(): FieldProblem[] {
        const { errors, path, code, detail } = this.problem;
        if (errors?.length) return errors;
        return path ? [{ path, code: code ?? '', detail: detail ?? '' }] : [];
    }
}

function kindOf(status: number): ApiErrorKind {
    if (status === 401) return 'expired';
    if (status === 403) return 'forbidden';
    if (status === 404) return 'missing';
    return status >= 500 ? 'failed' : 'refused';
}

export function errorFromAnswer(status: number, body: unknown): ApiError {
    const problem = typeof body === 'object' && body !== null ? (body as Partial<Problem>) : {};
    return new ApiError(kindOf(status), { ...problem, status });
}

export function unreachable(): ApiError {
    return new ApiError('unreachable', { status: 0 });
}

export function asApiError(reason: unknown): ApiError {
    if (reason instanceof ApiError) return reason;
    const detail = reason instanceof Error ? reason.message : String(reason);
    return new ApiError('failed', { status: 0, code: 'page_error', detail });
}

// Without an answer nobody knows whether the act was done: the same key finds it again, another one
// would do it twice.
export function keepsKey(error: ApiError): boolean {
    return error.kind === 'unreachable' || error.kind === 'failed' || error.kind === 'expired';
}

// Somebody changed the document since it was read; the program's words say who and what.
export function isStale(error: ApiError): boolean {
    return error.code === 'revision_stale';
}

type Translate = (key: string, values?: Record<string, unknown>) => string;

// The program's own words come first: they carry the figures and are in the reader's language.
export function errorText(error: ApiError, t: Translate): string {
    if (error.kind === 'unreachable') return t('common.error.unreachable');
    if (error.problem.detail) return error.problem.detail;
    if (error.problem.title) return error.problem.title;
    return t(`common.error.${error.kind}`);
}

// '/payees/0/amount_fen' names the same field as the form's 'payees.0.amount_fen'.
export function fieldKey(path: string): string {
    return path
        .replace(/^[#/]+/, '')
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
        .join('.');
}
