// Documents and logs keep the account that acted; pages show the person. Names that a page needs are
// asked for together, a moment after the first of them was wanted, and once.
import { defineStore } from 'pinia';
import { reactive } from 'vue';
import { readNames } from '@/api/identity';

const kGatherMs = 30;
const kAtOnce = 100;

export const usePeople = defineStore('people', () => {
    const names = reactive<Record<string, string>>({});
    const asked = new Set<string>();
    let waiting: string[] = [];
    let timer = 0;

    async function fetchWaiting(): Promise<void> {
        const wanted = waiting.slice(0, kAtOnce);
        waiting = waiting.slice(kAtOnce);
        timer = waiting.length > 0 ? window.setTimeout(() => void fetchWaiting()) : 0;
        // Without an answer the account's name stands for the person.
        Object.assign(names, await readNames(wanted).catch(() => ({})));
    }

    function nameOf(userName: string): string {
        if (userName !== '' && !asked.has(userName)) {
            asked.add(userName);
            waiting.push(userName);
            timer ||= window.setTimeout(() => void fetchWaiting(), kGatherMs);
        }
        return names[userName] ?? userName;
    }

    return { nameOf };
});
