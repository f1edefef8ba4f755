import { describe, expect, it } from 'vitest';
import { departmentsOption } from './departments';
import { keySpendingOption } from './key-spending';
import { paceOption } from './pace';
import { kDarkColors, kLightColors, percent, type ChartOption } from './theme';

type Series = { name: string; type: string; data: unknown[]; itemStyle: { color: string } };
const seriesOf = (option: ChartOption): Series[] => option.series as unknown as Series[];

const pace = Array.from({ length: 12 }, (_, index) => ({
    month: index + 1,
    actual_bp: index < 3 ? 700 * (index + 1) : null,
    elapsed_bp: Math.round(((index + 1) * 10_000) / 12),
    last_year_bp: 800 * (index + 1),
}));
const paceWords = { months: pace.map((point) => `${point.month}月`), actual: '实际', elapsed: '序时', lastYear: '上年' };
const shareWords = { budget: '预算', actual: '实际', lastYear: '上年', other: '其他' };
const share = (name: string, bp: number) => ({ name, budget_bp: bp, actual_bp: bp + 1, last_year_bp: bp + 2 });
const departments = [
    { name: '水利厅', rate_bp: 1420 },
    { name: '教育厅', rate_bp: 3120 },
];

const all: [string, ChartOption][] = [
    ['pace', paceOption(pace, paceWords, kLightColors)],
    ['departments', departmentsOption(departments, 3041, { rate: '执行率', pace: '序时进度' }, kDarkColors)],
    ['key spending', keySpendingOption([share('教育支出', 2000)], shareWords, kLightColors)],
];

describe('the charts', () => {
    it.each(all)('%s: the option is plain JSON, so that the server can draw it', (_, option) => {
        expect(JSON.parse(JSON.stringify(option))).toEqual(option);
    });
    it.each(all)('%s: no pie, no gauge', (_, option) => {
        for (const series of seriesOf(option)) expect(['bar', 'line']).toContain(series.type);
    });
    it('leave out months that have not happened, rather than draw zero', () => {
        const actual = seriesOf(paceOption(pace, paceWords, kLightColors)).find((one) => one.name === '实际')!;
        expect(actual.data.slice(0, 4)).toEqual([7, 14, 21, null]);
    });
    it('draw the pace as a line across the departments', () => {
        const option = departmentsOption(departments, 3041, { rate: '执行率', pace: '序时进度' }, kLightColors);
        const [bars] = option.series as { markLine: { data: { xAxis: number }[] } }[];
        expect(bars!.markLine.data).toEqual([{ xAxis: 30.4 }]);
    });
    it('gather what is beyond five functions into one part, so that nothing is lost', () => {
        const shares = [1, 2, 3, 4, 5, 6, 7].map((index) => share(`f${index}`, index * 100));
        const series = seriesOf(keySpendingOption(shares, shareWords, kLightColors));
        expect(series.map((one) => one.name)).toEqual(['f1', 'f2', 'f3', 'f4', 'f5', '其他']);
        expect(series.at(-1)!.data.map((one) => (one as { value: number }).value)).toEqual([13, 13, 13]);
        expect(series.at(-1)!.itemStyle.color).toBe(kLightColors.other);
    });
    it('print a share in its part where there is room', () => {
        const [wide, narrow] = seriesOf(
            keySpendingOption([share('教育支出', 4000), share('科技支出', 100)], shareWords, kLightColors),
        );
        expect(wide!.data[0]).toEqual({ value: 40, label: { show: true, formatter: '40.0%' } });
        expect(narrow!.data[0]).toEqual({ value: 1, label: { show: false, formatter: '1.0%' } });
    });
    it('say the amount beside the rate of a department', () => {
        const option = departmentsOption(
            [{ name: '水利厅', rate_bp: 1420, amount: '1.20 / 8.45' }],
            3041,
            { rate: '执行率', pace: '序时进度' },
            kLightColors,
        );
        expect((option.yAxis as { data: string[] }[])[1]!.data).toEqual(['14.2%   1.20 / 8.45']);
    });
    it('show a share with one decimal', () => {
        expect(percent(3622)).toBe(36.2);
        expect(percent(3625)).toBe(36.3);
        expect(percent(null)).toBeNull();
    });
});
