// One answer of the program for a page: asked for again when what it depends on changes; an older
// answer never overwrites a newer one. With `asked: true` it waits to be asked by `reload`.
import { ref, shallowRef, watch } from 'vue';
import { isAbort } from '@/api/client';
import { asApiError, type ApiError } from '@/api/errors';

export function useLoad<T>(source: () => Promise<T>, depends: () => unknown = () => 0, { asked = false } = {}) {
    const data = shallowRef<T | null>(null);
    const error = shallowRef<ApiError | null>(null);
    const loading = ref(false);
    let round = 0;

    async function reload(): Promise<void> {
        const mine = ++round;
        loading.value = true;
        try {
            const found = await source();
            if (mine !== round) return;
            data.value = found;
            error.value = null;
        } catch (reason) {
            if (mine === round && !isAbort(reason)) error.value = asApiError(reason);
        } finally {
            if (mine === round) loading.value = false;
        }
    }

    if (!asked) watch(() => JSON.stringify(depends()), () => void reload(), { immediate: true });

    return { data, error, loading, reload };
}
