// The way of a document from an empty or a stored draft to the program: check, save, submit. The page
// brings the draft and the calls.
import { ref, shallowRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { newActKey } from '@/api/client';
import { asApiError, isStale, keepsKey, type ApiError } from '@/api/errors';
import { useFormErrors } from '@/components/form';
import type { FormProblem } from '@/components/form/src/form-errors';

type Stored = { id: number; revision: number; missing_attachments: string[]; warnings: string[] };
export type FormCalls<View extends Stored> = {
    read: (id: number) => Promise<View>;
    /** Puts a stored document into the draft. */
    fill: (view: View) => Promise<void>;
    problems: () => FormProblem[];
    create: (submit: boolean, key: string) => Promise<View>;
    edit: (id: number, revision: number, key: string) => Promise<View>;
    submit: (id: number, revision: number) => Promise<View>;
    pathOf: (id: number) => string;
};

export function useDocumentForm<View extends Stored>(calls: FormCalls<View>) {
    const route = useRoute();
    const router = useRouter();
    const errors = useFormErrors();
    const checking = ref(false);
    const busy = ref(false);
    const stale = ref(false);
    const ready = ref(!route.query.edit);
    const loadError = shallowRef<ApiError | null>(null);
    /** The stored document that is being changed, as it was read or last saved. */
    const edited = shallowRef<Stored | null>(null);
    // The key belongs to what is written, not to the press of the button.
    let key = newActKey();

    // Also after somebody else changed the document: the draft is then what is stored now.
    async function open(): Promise<void> {
        busy.value = true;
        try {
            const view = await calls.read(Number(route.query.edit));
            await calls.fill(view);
            edited.value = view;
            ready.value = true;
            stale.value = false;
            loadError.value = null;
            errors.clear();
        } catch (reason) {
            if (ready.value) errors.refuse(reason);
            else loadError.value = asApiError(reason);
        } finally {
            busy.value = false;
        }
    }
    if (!ready.value) void open();

    function check(): void {
        if (errors.set(calls.problems())) checking.value = true;
    }
    // What was changed is kept even if the submission after it is refused.
    async function save(submit: boolean): Promise<View> {
        if (!edited.value) return calls.create(submit, key);
        const saved = await calls.edit(edited.value.id, edited.value.revision, key);
        edited.value = saved;
        key = newActKey();
        return submit ? calls.submit(saved.id, saved.revision) : saved;
    }
    async function send(submit: boolean): Promise<void> {
        busy.value = true;
        try {
            const saved = await save(submit);
            await router.push(calls.pathOf(saved.id));
        } catch (reason) {
            checking.value = false;
            const error = errors.refuse(reason);
            stale.value = isStale(error);
            if (!keepsKey(error)) key = newActKey();
        } finally {
            busy.value = false;
        }
    }

    return { errors, checking, busy, stale, ready, loadError, edited, open, check, send };
}
export type DocumentForm = ReturnType<typeof useDocumentForm>;
