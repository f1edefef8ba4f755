// Colours and letters of the charts. Options are plain JSON: the server draws the same charts.
export type ChartColors = {
    text: string;
    text2: string;
    line: string;
    surface: string;
    series: readonly string[];
    /** Letters on the series' colours. */
    onSeries: readonly string[];
    other: string;
    otherLine: string;
};

export const kLightColors: ChartColors = {
    text: '#1B2430',
    text2: '#4A5565',
    line: '#D0D5DD',
    surface: '#FFFFFF',
    series: ['#1457B8', '#E06A12', '#301545', '#B5709A', '#6F6631'],
    onSeries: ['#FFFFFF', '#1B2430', '#FFFFFF', '#1B2430', '#FFFFFF'],
    other: '#B8C0CC',
    otherLine: '#808A99',
};

export const kDarkColors: ChartColors = {
    text: '#E6EAF0',
    text2: '#B4BDCA',
    line: '#30394A',
    surface: '#161B22',
    series: ['#7FB2FF', '#DF8020', '#FCE6CF', '#C78AA8', '#8A5BE8'],
    onSeries: ['#161B22', '#161B22', '#161B22', '#161B22', '#FFFFFF'],
    other: '#4A5568',
    otherLine: '#77849A',
};

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type ChartOption = { [key: string]: JsonValue };

export const kFont = 'PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif';

// Shares come as basis points; an axis of per cent wants the number, and one decimal is enough to see.
export function percent(bp: number | null | undefined): number | null {
    return bp === null || bp === undefined ? null : Math.round(bp / 10) / 10;
}

export function base(colors: ChartColors): ChartOption {
    return {
        animationDuration: 300,
        textStyle: { fontFamily: kFont, fontSize: 12, color: colors.text2 },
        aria: { enabled: false },
    };
}

export function tooltip(colors: ChartColors): ChartOption {
    return {
        trigger: 'axis',
        renderMode: 'richText',
        backgroundColor: colors.surface,
        borderColor: colors.line,
        textStyle: { color: colors.text, fontSize: 12 },
    };
}
