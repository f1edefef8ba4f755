import { client, sendRaw, unwrap } from './client';
import type {
    Attachment,
    CalendarView,
    CodeEntry,
    CodeFilter,
    CodeSet,
    MonthStatus,
    Page,
    ParameterList,
    ParameterWish,
    Proposal,
    Region,
    Unit,
    UnitFilter,
} from './types';

const kPickerSize = 30;

export async function searchRegions(query: string): Promise<Region[]> {
    const found = await unwrap(
        client.GET('/api/basics/regions', { params: { query: { query, size: kPickerSize } } }),
    );
    return found.items;
}

export async function childRegions(parent: string): Promise<Region[]> {
    return (await unwrap(client.GET('/api/basics/regions', { params: { query: { parent, size: 500 } } }))).items;
}

export async function searchUnits(regionCode: string, query: string): Promise<Unit[]> {
    const found = await unwrap(
        client.GET('/api/basics/units', {
            params: { query: { region_code: regionCode, query, size: kPickerSize } },
        }),
    );
    return found.items;
}

export function listUnits(query: UnitFilter): Promise<Page<Unit>> {
    return unwrap(client.GET('/api/basics/units', { params: { query } }));
}

export async function searchCodes(set: CodeSet, fiscalYear: number, query: string): Promise<CodeEntry[]> {
    return (await listCodes({ set, fiscal_year: fiscalYear, query, size: kPickerSize })).items;
}

export function listCodes(
    query: CodeFilter,
): Promise<Page<CodeEntry>> {
    return unwrap(client.GET('/api/basics/codes', { params: { query } }));
}

export function readParameters(regionCode: string): Promise<ParameterList> {
    return unwrap(client.GET('/api/basics/parameters', { params: { query: { region_code: regionCode } } }));
}

export function proposeParameter(body: ParameterWish): Promise<Proposal> {
    return unwrap(client.POST('/api/basics/parameters', { body }));
}

export function approveParameter(proposalId: number): Promise<Proposal> {
    return unwrap(
        client.POST('/api/basics/parameters/{proposal_id}/approve', {
            params: { path: { proposal_id: proposalId } },
        }),
    );
}

export function refuseParameter(proposalId: number, reason: string): Promise<Proposal> {
    const params = { path: { proposal_id: proposalId } };
    return unwrap(client.POST('/api/basics/parameters/{proposal_id}/refuse', { params, body: { reason } }));
}

export function readCalendar(regionCode: string, fiscalYear: number): Promise<CalendarView> {
    return unwrap(
        client.GET('/api/basics/calendar', {
            params: { query: { region_code: regionCode, fiscal_year: fiscalYear } },
        }),
    );
}

export type MonthAct = { region_code: string; fiscal_year: number; reason: string };

export function closeMonth(month: number, body: MonthAct): Promise<MonthStatus> {
    return unwrap(client.POST('/api/basics/months/{month}/close', { params: { path: { month } }, body }));
}

export function openMonth(month: number, body: MonthAct): Promise<MonthStatus> {
    return unwrap(client.POST('/api/basics/months/{month}/open', { params: { path: { month } }, body }));
}

export async function uploadAttachment(file: File, kind: string): Promise<Attachment> {
    const place = new URLSearchParams({ name: file.name, kind });
    const answer = await sendRaw(`/api/basics/attachments?${place}`, {
        method: 'POST',
        body: file,
        headers: { 'Content-Type': 'application/octet-stream' },
    });
    return (await answer.json()) as Attachment;
}

export const attachmentPath = (attachmentId: number): string => `/api/basics/attachments/${attachmentId}`;

/** The name a file was uploaded under; its head says it, the content stays where it is. */
export async function attachmentName(attachmentId: number): Promise<string> {
    const answer = await sendRaw(attachmentPath(attachmentId), { method: 'HEAD' });
    return nameInHead(answer.headers.get('Content-Disposition') ?? '');
}

/** The name in a `Content-Disposition`; nothing when there is none or it cannot be read. */
export function nameInHead(disposition: string): string {
    const coded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1] ?? '';
    try {
        return decodeURIComponent(coded);
    } catch {
        return '';
    }
}
