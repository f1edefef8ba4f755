// News from the program. One connection serves the whole page; after a break it goes on behind the
// last event that arrived, and `missed` tells a listener to read everything again.
import { onBeforeUnmount, ref } from 'vue';

export type Topic =
    | 'payment_submitted'
    | 'payment_returned'
    | 'payment_cleared'
    | 'payment_refunded'
    | 'light_changed'
    | 'unit_frozen'
    | 'unit_unfrozen'
    | 'task_changed'
    | 'job_changed';
export type News = { topic: Topic | 'missed'; data: Record<string, unknown> };
type Listener = (news: News) => void;

const kTopics: readonly (Topic | 'missed')[] = [
    'payment_submitted',
    'payment_returned',
    'payment_cleared',
    'payment_refunded',
    'light_changed',
    'unit_frozen',
    'unit_unfrozen',
    'task_changed',
    'job_changed',
    'missed',
];
const kRetryMs = [1000, 2000, 5000, 15_000, 30_000];

const listeners = new Set<Listener>();
export const eventsAlive = ref(false);
let source: EventSource | null = null;
let failures = 0;
let timer = 0;

function tell(topic: Topic | 'missed', text: string): void {
    let data: Record<string, unknown> = {};
    try {
        data = JSON.parse(text) as Record<string, unknown>;
    } catch {
        data = {};
    }
    for (const listener of [...listeners]) listener({ topic, data });
}

function connect(): void {
    source = new EventSource('/api/events');
    source.onopen = () => {
        eventsAlive.value = true;
        if (failures > 0) tell('missed', '{}');
        failures = 0;
    };
    // After a cut the browser comes back by itself, with the number of the last event. A connection
    // that was refused it gives up for good: the next one begins afresh, so listeners read again.
    source.onerror = () => {
        eventsAlive.value = false;
        if (source?.readyState !== EventSource.CLOSED) return;
        source = null;
        timer = window.setTimeout(() => {
            if (listeners.size > 0) connect();
        }, kRetryMs[Math.min(failures++, kRetryMs.length - 1)]);
    };
    for (const topic of kTopics)
        source.addEventListener(topic, (event: MessageEvent<string>) => {
            tell(topic, event.data);
        });
}

function release(listener: Listener): void {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearTimeout(timer);
    source?.close();
    source = null;
    eventsAlive.value = false;
}

export function useEvents(topics: readonly Topic[], listener: Listener): void {
    const wanted = new Set<string>([...topics, 'missed']);
    const mine: Listener = (news) => {
        if (wanted.has(news.topic)) listener(news);
    };
    listeners.add(mine);
    if (!source) connect();
    onBeforeUnmount(() => release(mine));
}
