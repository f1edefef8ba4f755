// Is key spending protected? Budget, actual and last year as bars of one hundred per cent, divided by
// function; what is beyond the first five is one part.
import { base, percent, tooltip, type ChartColors, type ChartOption } from './theme';

export type ShareInput = { name: string; budget_bp: number; actual_bp: number; last_year_bp: number };
export type ShareWords = { budget: string; actual: string; lastYear: string; other: string };

const kLabelled = 9;

function withOther(shares: readonly ShareInput[], shown: number, name: string): ShareInput[] {
    const rest = shares.slice(shown);
    if (rest.length < 2) return [...shares];
    const other: ShareInput = { name, budget_bp: 0, actual_bp: 0, last_year_bp: 0 };
    for (const share of rest) {
        other.budget_bp += share.budget_bp;
        other.actual_bp += share.actual_bp;
        other.last_year_bp += share.last_year_bp;
    }
    return [...shares.slice(0, shown), other];
}

export function keySpendingOption(
    shares: readonly ShareInput[],
    words: ShareWords,
    colors: ChartColors,
): ChartOption {
    return {
        ...base(colors),
        grid: { left: 4, right: 12, top: 34, bottom: 0, containLabel: true },
        legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, textStyle: { color: colors.text2 } },
        tooltip: tooltip(colors),
        xAxis: {
            type: 'value',
            min: 0,
            max: 100,
            axisLabel: { show: false },
            splitLine: { show: false },
        },
        yAxis: {
            type: 'category',
            inverse: true,
            data: [words.budget, words.actual, words.lastYear],
            axisTick: { show: false },
            axisLine: { show: false },
            axisLabel: { color: colors.text },
        },
        series: withOther(shares, colors.series.length, words.other).map((share, index) => {
            const isOther = index >= colors.series.length;
            const values = [share.budget_bp, share.actual_bp, share.last_year_bp].map((bp) => percent(bp) ?? 0);
            return {
                name: share.name,
                type: 'bar',
                stack: 'share',
                barWidth: 26,
                // The share stands in its part where there is room for it.
                data: values.map((value) => ({
                    value,
                    label: { show: value >= kLabelled, formatter: `${value.toFixed(1)}%` },
                })),
                label: {
                    color: isOther ? colors.text : colors.onSeries[index]!,
                    fontSize: 11,
                },
                itemStyle: {
                    color: isOther ? colors.other : colors.series[index]!,
                    borderColor: isOther ? colors.otherLine : colors.surface,
                    borderWidth: 1,
                },
            };
        }),
    };
}
