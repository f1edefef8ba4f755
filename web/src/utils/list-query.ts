// A list's whole view lives in the address: filters, sort, page and page size. What equals the
// default is left out, so that two addresses of the same view are the same text.

export type FilterKind = 'text' | 'choice' | 'choices' | 'date' | 'money' | 'month';
export type FilterSpec = { readonly key: string; readonly kind: FilterKind };
export type FilterValues = Record<string, string>;
export type ListQuery = { filters: FilterValues; sort: string; page: number; size: number };
export type RawQuery = Record<string, string | null | (string | null)[] | undefined>;

export const kPageSizes = [20, 50, 100] as const;

export type ListQueryDefaults = { filters?: FilterValues; sort: string; size?: number };

export function decodeListQuery(
    raw: RawQuery,
    specs: readonly FilterSpec[],
    defaults: ListQueryDefaults,
): ListQuery {
    const filters: FilterValues = {};
    for (const { key } of specs) {
        const value = single(raw[key]) ?? defaults.filters?.[key] ?? '';
        if (value !== '') filters[key] = value;
    }
    const page = Number(single(raw.page) ?? 1);
    const size = Number(single(raw.size) ?? defaults.size ?? kPageSizes[0]);
    return {
        filters,
        sort: single(raw.sort) ?? defaults.sort,
        page: Number.isSafeInteger(page) && page >= 1 ? page : 1,
        size: (kPageSizes as readonly number[]).includes(size) ? size : kPageSizes[0],
    };
}

// Keys that are not the list's own (the money unit, the region) are carried along unchanged. A
// default filter that was emptied stays in the address as an empty value: nothing is filtered unseen.
export function encodeListQuery(
    query: ListQuery,
    specs: readonly FilterSpec[],
    defaults: ListQueryDefaults,
    carried: RawQuery = {},
): Record<string, string> {
    const own = new Set([...specs.map((spec) => spec.key), 'sort', 'page', 'size']);
    const result: Record<string, string> = {};
    for (const [key, value] of Object.entries(carried)) {
        const text = single(value);
        if (!own.has(key) && text) result[key] = text;
    }
    for (const { key } of specs) {
        const value = query.filters[key] ?? '';
        if (value !== (defaults.filters?.[key] ?? '')) result[key] = value;
    }
    if (query.sort !== defaults.sort) result.sort = query.sort;
    if (query.page > 1) result.page = String(query.page);
    if (query.size !== (defaults.size ?? kPageSizes[0])) result.size = String(query.size);
    return result;
}

// One press sorts downwards first, as amounts and dates are read; the next turns it round; the third
// goes back to the default.
export function nextSort(current: string, key: string, fallback: string): string {
    if (current === `-${key}`) return key;
    if (current === key && fallback !== key) return fallback;
    return `-${key}`;
}

function single(value: RawQuery[string]): string | undefined {
    const first = Array.isArray(value) ? value[0] : value;
    return first ?? undefined;
}
