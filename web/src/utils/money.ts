// The one place that formats and reads amounts. An amount is a whole number of fen; nothing here
// divides with fractions, so that 9,007,199,254,740,991 fen print exactly.

export type Fen = number & { readonly unit: 'fen' };
export type MoneyUnit = 'yuan' | 'wan' | 'yi';

export const kMoneyUnits: readonly MoneyUnit[] = ['yuan', 'wan', 'yi'];
export const kMissing = '—';

// 万 and 亿 are units of Chinese; English counts in thousands and millions.
export type ShownUnit = MoneyUnit | 'thousand' | 'million';

const kFenPerUnit: Record<ShownUnit, number> = {
    yuan: 1e2,
    thousand: 1e5,
    wan: 1e6,
    million: 1e8,
    yi: 1e10,
};

export function shownUnit(unit: MoneyUnit, language: string): ShownUnit {
    if (language !== 'en' || unit === 'yuan') return unit;
    return unit === 'wan' ? 'thousand' : 'million';
}

export function isMoneyUnit(text: unknown): text is MoneyUnit {
    return text === 'yuan' || text === 'wan' || text === 'yi';
}

// Two decimals of the unit, rounded half up (away from zero) for show only.
export function formatFen(fen: number | null | undefined, unit: ShownUnit = 'yuan'): string {
    if (fen === null || fen === undefined) return kMissing;
    const hundredth = kFenPerUnit[unit] / 100;
    const magnitude = Math.abs(fen);
    const rest = magnitude % hundredth;
    const whole = (magnitude - rest) / hundredth + (rest * 2 >= hundredth ? 1 : 0);
    const sign = fen < 0 && whole > 0 ? '-' : '';
    return sign + withTwoDecimals(whole);
}

// The exact amount in yuan, as it is copied: no separators, always two decimals.
export function exactYuan(fen: number): string {
    return (fen < 0 ? '-' : '') + withTwoDecimals(Math.abs(fen)).replaceAll(',', '');
}

function withTwoDecimals(hundredths: number): string {
    const cents = hundredths % 100;
    const units = (hundredths - cents) / 100;
    return `${grouped(units)}.${String(cents).padStart(2, '0')}`;
}

function grouped(units: number): string {
    return String(units).replace(/\B(?=(\d{3})+$)/g, ',');
}

export type MoneyProblem = 'empty' | 'not_a_number' | 'too_many_decimals' | 'too_large';
export type MoneyReading = { fen: Fen } | { problem: MoneyProblem };

const kSuffixFen: Record<string, bigint> = { '': 100n, 元: 100n, 万: 1_000_000n, 亿: 10_000_000_000n };

// Reads what people type or paste: 1,234.5 · ￥1234.50 · １２万 · (300) · 1.2万元. More decimals than a
// fen can hold are a problem, never rounded in silence.
export function parseYuan(input: string): MoneyReading {
    let text = input.normalize('NFKC').replace(/[\s,，¥]/g, '');
    if (text === '') return { problem: 'empty' };
    const brackets = /^\((.*)\)$/.exec(text);
    if (brackets) text = `-${brackets[1]}`;
    const parts = /^([+-]?)(\d*)(?:\.(\d*))?(元|万元?|亿元?)?$/.exec(text);
    if (!parts || (!parts[2] && !parts[3])) return { problem: 'not_a_number' };
    const fenPerUnit = kSuffixFen[(parts[4] ?? '').replace(/(.)元$/, '$1')] ?? 100n;
    const decimals = (parts[3] ?? '').replace(/0+$/, '');
    const scale = 10n ** BigInt(decimals.length);
    const scaled = BigInt((parts[2] ?? '') + decimals || '0') * fenPerUnit;
    if (scaled % scale !== 0n) return { problem: 'too_many_decimals' };
    const fen = (scaled / scale) * (parts[1] === '-' ? -1n : 1n);
    if (fen > BigInt(Number.MAX_SAFE_INTEGER) || fen < -BigInt(Number.MAX_SAFE_INTEGER))
        return { problem: 'too_large' };
    return { fen: Number(fen) as Fen };
}

// Shares arrive as basis points: 8530 is 85.30 %.
export function formatBasisPoints(bp: number | null | undefined, digits: 1 | 2 = 1): string {
    if (bp === null || bp === undefined) return kMissing;
    const step = digits === 1 ? 10 : 1;
    const magnitude = Math.abs(bp);
    const rest = magnitude % step;
    const whole = (magnitude - rest) / step + (rest * 2 >= step ? 1 : 0);
    const scale = digits === 1 ? 10 : 100;
    const decimals = whole % scale;
    const sign = bp < 0 && whole > 0 ? '-' : '';
    return `${sign}${grouped((whole - decimals) / scale)}.${String(decimals).padStart(digits, '0')}%`;
}

// Whole fen add exactly; what would leave the exact range is a mistake of the caller.
export function addFen(amounts: readonly number[]): Fen {
    const sum = amounts.reduce((total, fen) => total + fen, 0);
    if (!Number.isSafeInteger(sum)) throw new RangeError('sum of fen out of range');
    return sum as Fen;
}
