// Which departments run behind or ahead? One bar each, sorted by the distance to the pace, which is
// drawn as a line across all of them.
import { base, percent, tooltip, type ChartColors, type ChartOption } from './theme';

export type DepartmentInput = {
    name: string;
    rate_bp: number;
    /** Spent and budget, in words. */
    amount?: string;
};
export type DepartmentWords = { rate: string; pace: string };

export function departmentsOption(
    departments: readonly DepartmentInput[],
    paceBp: number,
    words: DepartmentWords,
    colors: ChartColors,
): ChartOption {
    const names = departments.map((one) => one.name);
    const rates = departments.map((one) =>
        [`${percent(one.rate_bp)?.toFixed(1)}%`, one.amount].filter((part) => part !== undefined).join('   '),
    );
    const highest = Math.max(paceBp, ...departments.map((one) => one.rate_bp)) / 100;
    return {
        ...base(colors),
        grid: { left: 4, right: 8, top: 22, bottom: 4, containLabel: true },
        tooltip: tooltip(colors),
        xAxis: {
            type: 'value',
            min: 0,
            max: Math.ceil(highest / 20) * 20,
            interval: 20,
            axisLabel: { color: colors.text2, formatter: '{value}%' },
            splitLine: { lineStyle: { color: colors.line, type: 'dashed' } },
        },
        // The figures stand in a column at the right, so that no bar or line runs through them.
        yAxis: [
            {
                type: 'category',
                inverse: true,
                data: names,
                axisTick: { show: false },
                axisLine: { lineStyle: { color: colors.line } },
                axisLabel: { color: colors.text, width: 196, overflow: 'truncate' },
            },
            {
                type: 'category',
                inverse: true,
                position: 'right',
                data: rates,
                axisTick: { show: false },
                axisLine: { show: false },
                axisLabel: { color: colors.text },
            },
        ],
        series: [
            {
                name: words.rate,
                type: 'bar',
                barWidth: 10,
                data: departments.map((one) => percent(one.rate_bp)),
                itemStyle: { color: colors.series[0]!, borderRadius: [0, 2, 2, 0] },
                markLine: {
                    symbol: 'none',
                    silent: true,
                    lineStyle: { color: colors.text, width: 2, type: 'solid' },
                    label: { formatter: words.pace, position: 'start', color: colors.text, distance: [0, 0] },
                    data: [{ xAxis: percent(paceBp) }],
                },
            },
        ],
    };
}
