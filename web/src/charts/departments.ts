// Which departments run behind or ahead? One bar each, sorted by the distance to the pace, which is
// drawn as a line across all of them.
import { base, percent, tooltip, type ChartColors, type ChartOption } from './theme';

export type DepartmentInput = { name: string; rate_bp: number };
export type DepartmentWords = { rate: string; pace: string };

export function departmentsOption(
    departments: readonly DepartmentInput[],
    paceBp: number,
    words: DepartmentWords,
    colors: ChartColors,
): ChartOption {
    return {
        ...base(colors),
        grid: { left: 4, right: 44, top: 22, bottom: 4, containLabel: true },
        tooltip: tooltip(colors),
        xAxis: {
            type: 'value',
            min: 0,
            max: 100,
            interval: 25,
            axisLabel: { color: colors.text2, formatter: '{value}%' },
            splitLine: { lineStyle: { color: colors.line, type: 'dashed' } },
        },
        yAxis: {
            type: 'category',
            inverse: true,
            data: departments.map((one) => one.name),
            axisTick: { show: false },
            axisLine: { lineStyle: { color: colors.line } },
            axisLabel: { color: colors.text, width: 112, overflow: 'truncate' },
        },
        series: [
            {
                name: words.rate,
                type: 'bar',
                barWidth: 10,
                data: departments.map((one) => percent(one.rate_bp)),
                itemStyle: { color: colors.series[0]!, borderRadius: [0, 2, 2, 0] },
                label: { show: true, position: 'right', formatter: '{c}%', color: colors.text },
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
