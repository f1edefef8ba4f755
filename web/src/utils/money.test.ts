import { describe, expect, it } from 'vitest';
import { addFen, exactYuan, formatBasisPoints, formatFen, parseYuan, shownUnit } from './money';

describe('formatFen', () => {
    it('groups thousands and always shows two decimals', () => {
        expect(formatFen(0)).toBe('0.00');
        expect(formatFen(5)).toBe('0.05');
        expect(formatFen(123456789)).toBe('1,234,567.89');
        expect(formatFen(99_999_999_999_999_9)).toBe('9,999,999,999,999.99');
    });
    it('prints the largest amount exactly', () => {
        expect(formatFen(Number.MAX_SAFE_INTEGER)).toBe('90,071,992,547,409.91');
        expect(formatFen(-Number.MAX_SAFE_INTEGER)).toBe('-90,071,992,547,409.91');
    });
    it('rounds half up for show, on both sides of the half', () => {
        expect(formatFen(1_234_499, 'wan')).toBe('1.23');
        expect(formatFen(1_235_000, 'wan')).toBe('1.24');
        expect(formatFen(1_234_999, 'wan')).toBe('1.23');
        expect(formatFen(-1_235_000, 'wan')).toBe('-1.24');
        expect(formatFen(49_999_999, 'yi')).toBe('0.00');
        expect(formatFen(50_000_000, 'yi')).toBe('0.01');
    });
    it('never shows a negative zero, and a missing amount is a dash', () => {
        expect(formatFen(-1, 'yi')).toBe('0.00');
        expect(formatFen(null)).toBe('—');
        expect(formatFen(undefined, 'wan')).toBe('—');
    });
    it('copies the exact yuan without separators', () => {
        expect(exactYuan(123456789)).toBe('1234567.89');
        expect(exactYuan(-5)).toBe('-0.05');
    });
});

describe('parseYuan', () => {
    const cases: [string, number][] = [
        ['1,234.5', 123450],
        ['￥1234.50', 123450],
        ['１２３．４', 12340],
        ['1.2万', 1_200_000],
        ['1.2万元', 1_200_000],
        ['0.000001万', 1],
        ['3亿', 30_000_000_000],
        ['(300)', -30000],
        ['（300）', -30000],
        ['-0.01', -1],
        ['.5', 50],
        ['7元', 700],
        ['90071992547409.91', Number.MAX_SAFE_INTEGER],
    ];
    it.each(cases)('reads %s', (text, fen) => {
        expect(parseYuan(text)).toEqual({ fen });
    });
    it('refuses what it would have to round or guess', () => {
        expect(parseYuan('1.234')).toEqual({ problem: 'too_many_decimals' });
        expect(parseYuan('1.2345678万')).toEqual({ problem: 'too_many_decimals' });
        expect(parseYuan('12abc')).toEqual({ problem: 'not_a_number' });
        expect(parseYuan('1e5')).toEqual({ problem: 'not_a_number' });
        expect(parseYuan('.')).toEqual({ problem: 'not_a_number' });
        expect(parseYuan('  ')).toEqual({ problem: 'empty' });
        expect(parseYuan('90071992547409.92')).toEqual({ problem: 'too_large' });
    });
    it('reads back every amount it formats', () => {
        let fen = 7;
        for (let round = 0; round < 500; ++round) {
            fen = (fen * 48271 + round) % Number.MAX_SAFE_INTEGER;
            expect(parseYuan(formatFen(fen))).toEqual({ fen });
            expect(parseYuan(exactYuan(-fen))).toEqual({ fen: fen === 0 ? 0 : -fen });
        }
    });
});

describe('formatBasisPoints', () => {
    it('shows one decimal by default, rounded half up', () => {
        expect(formatBasisPoints(8000)).toBe('80.0%');
        expect(formatBasisPoints(8004)).toBe('80.0%');
        expect(formatBasisPoints(8005)).toBe('80.1%');
        expect(formatBasisPoints(-320)).toBe('-3.2%');
        expect(formatBasisPoints(8003, 2)).toBe('80.03%');
        expect(formatBasisPoints(null)).toBe('—');
    });
});

describe('the units of a language', () => {
    it('are 万 and 亿 in Chinese, thousand and million in English', () => {
        expect(shownUnit('wan', 'zh-CN')).toBe('wan');
        expect(shownUnit('yi', 'zh-CN')).toBe('yi');
        expect(shownUnit('wan', 'en')).toBe('thousand');
        expect(shownUnit('yi', 'en')).toBe('million');
        expect(shownUnit('yuan', 'en')).toBe('yuan');
        expect(formatFen(123_456_789, 'thousand')).toBe('1,234.57');
        expect(formatFen(123_456_789, 'million')).toBe('1.23');
    });
});

describe('addFen', () => {
    it('adds whole fen exactly and refuses to leave the exact range', () => {
        expect(addFen([10, 20, -5])).toBe(25);
        expect(addFen([])).toBe(0);
        expect(() => addFen([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
    });
});
