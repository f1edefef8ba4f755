// A payroll or benefit list as a CSV file: read in the browser, so that every mistake of form is
// named before anything is sent. The program checks again.
import type { NewListLine } from '@/api/types';
import { parseYuan } from '@/utils/money';

export type FileProblem = { row: number; key: 'columns_missing' | 'amount_wrong'; values: Record<string, string> };
export type ListFile = { lines: NewListLine[]; problems: FileProblem[] };

const kNeeded = ['payee_name', 'payee_account', 'payee_bank', 'amount'] as const;

/** Rows of cells; quotes as in RFC 4180, rows without any text are left out. */
export function rowsOf(text: string): string[][] {
    const rows: string[][] = [];
    let row: string[] = [];
    let cell = '';
    let quoted = false;
    const endRow = (): void => {
        row.push(cell);
        if (row.some((one) => one.trim() !== '')) rows.push(row);
        row = [];
        cell = '';
    };
    const body = text.replace(/^\uFEFF/, '');
    for (let at = 0; at < body.length; ++at) {
        const c = body[at];
        if (quoted) {
            if (c !== '"') cell += c;
            else if (body[at + 1] === '"') {
                cell += '"';
                ++at;
            } else quoted = false;
        } else if (c === '"' && cell === '') quoted = true;
        else if (c === ',') {
            row.push(cell);
            cell = '';
        } else if (c === '\n') endRow();
        else if (c !== '\r') cell += c;
    }
    endRow();
    return rows;
}

export function readListFile(text: string, quotaId: number): ListFile {
    const [head = [], ...rows] = rowsOf(text);
    const place = new Map(head.map((name, at) => [name.trim().toLowerCase(), at]));
    const missing = kNeeded.filter((name) => !place.has(name));
    if (missing.length > 0)
        return { lines: [], problems: [{ row: 1, key: 'columns_missing', values: { columns: missing.join(', ') } }] };
    const found: ListFile = { lines: [], problems: [] };
    rows.forEach((row, index) => {
        const cell = (name: string): string => row[place.get(name) ?? -1]?.trim() ?? '';
        const amount = parseYuan(cell('amount'));
        if (!('fen' in amount) || amount.fen <= 0) {
            found.problems.push({ row: index + 2, key: 'amount_wrong', values: { text: cell('amount') } });
            return;
        }
        found.lines.push({
            quota_id: Number(cell('quota_id')) || quotaId,
            amount_fen: amount.fen,
            payee_name: cell('payee_name'),
            payee_account: cell('payee_account').replace(/\s/g, ''),
            payee_bank: cell('payee_bank'),
            purpose: cell('purpose') || null,
        });
    });
    return found;
}
