// Dates stay the text the server sent; only instants are turned into the reader's clock.

export function formatInstant(instant: string | null | undefined, seconds = false): string {
    if (!instant) return '—';
    const at = new Date(instant);
    if (Number.isNaN(at.getTime())) return instant;
    const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
    const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
    return `${day} ${time}${seconds ? `:${two(at.getSeconds())}` : ''}`;
}

export function formatClock(at: Date): string {
    return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

export function isBusinessDate(text: string): boolean {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
    const at = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Whole days from one day to another, both `YYYY-MM-DD`; never negative. */
export function daysBetween(from: string, until: string): number {
    const kDayMs = 86_400_000;
    const days = (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / kDayMs;
    return Number.isFinite(days) ? Math.max(0, Math.round(days)) : 0;
}

function two(value: number): string {
    return String(value).padStart(2, '0');
}
