import { flushPromises } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { errorFromAnswer } from '@/api/errors';
import { useDocumentForm } from './use-document-form';

const { route, push } = vi.hoisted(() => ({ route: { query: {} as Record<string, string> }, push: vi.fn() }));
vi.mock('vue-router', () => ({ useRoute: () => route, useRouter: () => ({ push }) }));
vi.mock('vue-i18n', () => ({ useI18n: () => ({ t: (key: string) => key }) }));

type Stored = { id: number; revision: number; missing_attachments: string[]; warnings: string[] };
const at = (revision: number): Stored => ({ id: 7, revision, missing_attachments: [], warnings: ['合同'] });
const refusal = (code: string) => errorFromAnswer(409, { code, detail: '单据已被他人修改' });

function formOf(query: Record<string, string>, read: () => Promise<Stored> = async () => at(3)) {
    route.query = query;
    const calls = {
        read: vi.fn(read),
        fill: vi.fn(async () => undefined),
        problems: vi.fn(() => [] as { field: string; text: string }[]),
        create: vi.fn(async (_submit: boolean, _key: string) => at(1)),
        edit: vi.fn(async (_id: number, _revision: number, _key: string) => at(4)),
        submit: vi.fn(async (_id: number, _revision: number) => at(5)),
        pathOf: (id: number) => `/documents/${id}`,
    };
    return { calls, form: useDocumentForm<Stored>(calls) };
}
beforeEach(() => push.mockReset());

describe('the form of a document', () => {
    it('creates and submits in one call', async () => {
        const { calls, form } = formOf({});
        expect(form.ready.value).toBe(true);
        form.check();
        expect(form.checking.value).toBe(true);
        await form.send(true);
        expect(calls.create).toHaveBeenCalledWith(true, expect.stringMatching(/^[0-9a-f]{32}$/));
        expect(calls.edit).not.toHaveBeenCalled();
        expect(push).toHaveBeenCalledWith('/documents/7');
    });
    it('stays on the form while something is missing', () => {
        const { calls, form } = formOf({});
        calls.problems.mockReturnValue([{ field: 'title', text: 'x' }]);
        form.check();
        expect(form.checking.value).toBe(false);
        expect(form.errors.textOf('title')).toBe('x');
    });
    it('opens a stored document and saves it with the revision that was read, then submits the one saved', async () => {
        const { calls, form } = formOf({ edit: '7' });
        expect(form.ready.value).toBe(false);
        await flushPromises();
        expect(form.ready.value).toBe(true);
        expect(form.edited.value?.warnings).toEqual(['合同']);
        await form.send(true);
        expect(calls.edit).toHaveBeenCalledWith(7, 3, expect.any(String));
        expect(calls.submit).toHaveBeenCalledWith(7, 4);
        expect(calls.create).not.toHaveBeenCalled();
    });
    it('goes on from what was saved when only the submission was refused', async () => {
        const { calls, form } = formOf({ edit: '7' });
        await flushPromises();
        calls.submit.mockRejectedValueOnce(refusal('attachment_missing'));
        await form.send(true);
        expect([form.stale.value, form.checking.value]).toEqual([false, false]);
        await form.send(true);
        expect(calls.edit.mock.calls.map(([, revision]) => revision)).toEqual([3, 4]);
        expect(calls.edit.mock.calls[0]![2]).not.toBe(calls.edit.mock.calls[1]![2]);
    });
    it('keeps the input when somebody was faster, and reads anew only when asked to', async () => {
        const { calls, form } = formOf({ edit: '7' });
        await flushPromises();
        calls.edit.mockRejectedValueOnce(refusal('revision_stale'));
        await form.send(false);
        expect(form.stale.value).toBe(true);
        expect(form.errors.problems.value).toEqual([{ field: '', text: '单据已被他人修改' }]);
        expect(calls.fill).toHaveBeenCalledTimes(1);
        calls.read.mockResolvedValueOnce(at(9));
        await form.open();
        expect(calls.fill).toHaveBeenCalledTimes(2);
        expect(form.stale.value).toBe(false);
        await form.send(false);
        expect(calls.edit).toHaveBeenLastCalledWith(7, 9, expect.any(String));
    });
    it('shows no empty form for a document that cannot be read, and opens it on the next try', async () => {
        const { calls, form } = formOf({ edit: '7' }, () => Promise.reject(errorFromAnswer(404, {})));
        await flushPromises();
        expect([form.ready.value, form.loadError.value?.kind]).toEqual([false, 'missing']);
        calls.read.mockResolvedValueOnce(at(3));
        await form.open();
        expect([form.ready.value, form.loadError.value]).toEqual([true, null]);
    });
});
