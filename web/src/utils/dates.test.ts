import { describe, expect, it } from 'vitest';
import { daysBetween, isBusinessDate } from './dates';

describe('days', () => {
    it('count from one day to another, across months and leap days', () => {
        expect(daysBetween('2026-11-23', '2026-11-24')).toBe(1);
        expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
        expect(daysBetween('2026-11-24', '2026-11-24')).toBe(0);
    });
    it('are never negative, and nothing when one of them is no day', () => {
        expect(daysBetween('2026-11-25', '2026-11-24')).toBe(0);
        expect(daysBetween('—', '2026-11-24')).toBe(0);
    });
    it('exist in the calendar', () => {
        expect(isBusinessDate('2026-02-29')).toBe(false);
        expect(isBusinessDate('2028-02-29')).toBe(true);
    });
});
