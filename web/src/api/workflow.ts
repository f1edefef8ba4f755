import { client, unwrap } from './client';
import type { DocumentFlow, Notice, TodoFilter, TodoList } from './types';

export function listTodo(query: TodoFilter): Promise<TodoList> {
    return unwrap(client.GET('/api/workflow/todo', { params: { query } }));
}

export async function listNotices(): Promise<Notice[]> {
    return (await unwrap(client.GET('/api/workflow/notices'))).items;
}

export function readNotice(noticeId: number): Promise<unknown> {
    return unwrap(
        client.POST('/api/workflow/notices/{notice_id}/read', {
            params: { path: { notice_id: noticeId } },
        }),
    );
}

export function readFlow(kind: string, documentId: number, regionCode: string): Promise<DocumentFlow> {
    return unwrap(
        client.GET('/api/workflow/documents/{kind}/{document_id}', {
            params: { path: { kind, document_id: documentId }, query: { region_code: regionCode } },
        }),
    );
}
