import type { FilterKind } from '@/utils/list-query';

export type ColumnKind = 'text' | 'code' | 'number' | 'money' | 'date' | 'day' | 'instant' | 'state' | 'light' | 'bp' | 'person';

export type Column = {
    key: string;
    label: string;
    kind: ColumnKind;
    sortable?: boolean;
    /** The row's page opens from this cell. */
    opens?: boolean;
    /** Cut off at the width of a short name, or of a sentence. */
    clip?: boolean | 'wide';
    /** Long text in several lines; everything else stays on one. */
    wrap?: boolean;
    /** Of kind `state`: whose vocabulary. */
    states?: string;
    /** The server's sum of this column over the whole filter. */
    total?: boolean;
};

export type FilterDef = {
    key: string;
    label: string;
    kind: FilterKind | 'unit' | 'region';
    options?: readonly { value: string; label: string }[];
    /** The control stands wide, for free text. */
    wide?: boolean;
};

export type ListRequest = Record<string, string | number>;
export type ListAnswer<Row> = {
    items: Row[];
    total: number;
    totals?: Record<string, number> | null;
};
