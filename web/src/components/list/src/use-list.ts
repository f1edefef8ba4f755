// Follows the address: whatever changes in it, the rows are asked for again, and an older answer
// never overwrites a newer one.
import { computed, ref, shallowRef, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { isAbort } from '@/api/client';
import { asApiError, type ApiError } from '@/api/errors';
import {
    decodeListQuery,
    encodeListQuery,
    type FilterSpec,
    type ListQuery,
    type ListQueryDefaults,
} from '@/utils/list-query';
import type { FilterDef, ListAnswer, ListRequest } from './schema';

export type ListSource<Row> = (request: ListRequest) => Promise<ListAnswer<Row>>;

export function useList<Row>(
    filters: () => readonly FilterDef[],
    defaults: ListQueryDefaults,
    source: () => ListSource<Row>,
    also: () => unknown,
) {
    const route = useRoute();
    const router = useRouter();
    const path = route.path;
    const answer = shallowRef<ListAnswer<Row> | null>(null);
    const error = shallowRef<ApiError | null>(null);
    const loading = ref(false);
    let round = 0;

    const specs = computed<FilterSpec[]>(() =>
        filters().map(({ key, kind }) => ({ key, kind: kind === 'unit' || kind === 'region' ? 'text' : kind })),
    );
    const query = computed(() => decodeListQuery(route.query, specs.value, defaults));

    function go(patch: Partial<ListQuery>): void {
        const next = { ...query.value, page: 1, ...patch };
        void router.push({ query: encodeListQuery(next, specs.value, defaults, route.query) });
    }

    async function reload(): Promise<void> {
        const mine = ++round;
        loading.value = true;
        try {
            const { filters: values, sort, page, size } = query.value;
            const found = await source()({ ...values, ...(sort ? { sort } : {}), page, size });
            if (mine !== round) return;
            answer.value = found;
            error.value = null;
        } catch (reason) {
            if (mine !== round || isAbort(reason)) return;
            error.value = asApiError(reason);
        } finally {
            if (mine === round) loading.value = false;
        }
    }

    // A page that is being left must not ask once more with the next page's address.
    watch(
        () => (route.path === path ? JSON.stringify([query.value, also()]) : null),
        (key) => {
            if (key !== null) void reload();
        },
        { immediate: true },
    );

    return { query, answer, error, loading, go, reload };
}
