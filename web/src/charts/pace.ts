// Are we on pace? The year's spending so far, in per cent of the budget, against the elapsed share of
// the year and against last year.
import { base, percent, tooltip, type ChartColors, type ChartOption, type JsonValue } from './theme';

export type PaceInput = {
    month: number;
    actual_bp?: number | null;
    elapsed_bp: number;
    last_year_bp?: number | null;
};
export type PaceWords = { months: string[]; actual: string; elapsed: string; lastYear: string };

export function paceOption(points: readonly PaceInput[], words: PaceWords, colors: ChartColors): ChartOption {
    const line = (
        name: string,
        values: (number | null | undefined)[],
        color: string,
        width: number,
        type: string,
        z: number,
    ): JsonValue => ({
        name,
        type: 'line',
        data: values.map(percent),
        z,
        symbol: 'circle',
        symbolSize: width > 2 ? 6 : 1,
        showSymbol: width > 2,
        lineStyle: { width, type, color },
        itemStyle: { color },
        endLabel: { show: true, formatter: '{a}', color: colors.text2, distance: 8, padding: [2, 0] },
        labelLayout: { moveOverlap: 'shiftY' },
    });
    return {
        ...base(colors),
        grid: { left: 8, right: 84, top: 28, bottom: 4, containLabel: true },
        tooltip: { ...tooltip(colors), valueFormatter: '{value}%' },
        xAxis: {
            type: 'category',
            boundaryGap: false,
            data: words.months,
            axisTick: { show: false },
            axisLine: { lineStyle: { color: colors.line } },
            axisLabel: { color: colors.text2 },
        },
        yAxis: {
            type: 'value',
            min: 0,
            max: 100,
            interval: 25,
            axisLabel: { color: colors.text2, formatter: '{value}%' },
            splitLine: { lineStyle: { color: colors.line, type: 'dashed' } },
        },
        series: [
            line(words.lastYear, points.map((point) => point.last_year_bp), colors.otherLine, 1.5, 'solid', 1),
            line(words.elapsed, points.map((point) => point.elapsed_bp), colors.series[1]!, 1.5, 'dashed', 2),
            line(words.actual, points.map((point) => point.actual_bp), colors.series[0]!, 3, 'solid', 3),
        ],
    };
}
