import { describe, expect, it } from 'vitest';
import { decodeListQuery, encodeListQuery, nextSort, type FilterSpec } from './list-query';

const specs: FilterSpec[] = [
    { key: 'status', kind: 'choice' },
    { key: 'unit_code', kind: 'text' },
    { key: 'month', kind: 'month' },
];
const defaults = { filters: { status: 'submitted' }, sort: '-created_at' };

describe('the address of a list', () => {
    it('is empty for the default view', () => {
        const query = decodeListQuery({}, specs, defaults);
        expect(query).toEqual({
            filters: { status: 'submitted' },
            sort: '-created_at',
            page: 1,
            size: 20,
        });
        expect(encodeListQuery(query, specs, defaults)).toEqual({});
    });
    it('comes back equal after a round trip', () => {
        const raw = { status: 'cleared', unit_code: '205017', sort: 'amount_fen', page: '3', size: '50' };
        const query = decodeListQuery(raw, specs, defaults);
        expect(encodeListQuery(query, specs, defaults)).toEqual(raw);
    });
    it('remembers that a default filter was emptied', () => {
        const query = decodeListQuery({ status: '' }, specs, defaults);
        expect(query.filters).toEqual({});
        expect(encodeListQuery(query, specs, defaults)).toEqual({ status: '' });
    });
    it('carries what belongs to the page and drops what is unknown to the list', () => {
        const query = decodeListQuery({ colour: 'blue', unit: 'wan' }, specs, defaults);
        expect(query.filters).not.toHaveProperty('colour');
        expect(encodeListQuery(query, specs, defaults, { unit: 'wan', page: '9' })).toEqual({
            unit: 'wan',
        });
    });
    it('falls back on nonsense in page and size', () => {
        const query = decodeListQuery({ page: '-1', size: '1000' }, specs, defaults);
        expect(query.page).toBe(1);
        expect(query.size).toBe(20);
    });
});

describe('nextSort', () => {
    it('goes down, up and back to the default', () => {
        expect(nextSort('-created_at', 'amount_fen', '-created_at')).toBe('-amount_fen');
        expect(nextSort('-amount_fen', 'amount_fen', '-created_at')).toBe('amount_fen');
        expect(nextSort('amount_fen', 'amount_fen', '-created_at')).toBe('-created_at');
    });
});
