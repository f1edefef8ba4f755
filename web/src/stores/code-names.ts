// Names of the codes of short sets, read once for a fiscal year when a page first wants one.
import { defineStore } from 'pinia';
import { reactive } from 'vue';
import { listCodes } from '@/api/basics';
import { useScope } from './scope';

const kShortSet = 100;

export const useCodeNames = defineStore('code-names', () => {
    const scope = useScope();
    const names = reactive<Record<string, string>>({});
    const asked = new Set<number>();

    async function read(year: number): Promise<void> {
        const found = await listCodes({ set: 'fund', fiscal_year: year, size: kShortSet }).catch(() => null);
        for (const entry of found?.items ?? []) names[`${year}-${entry.code}`] = entry.name;
    }

    /** The name of a kind of funds; nothing until it is known. */
    function fund(code: string): string {
        const { year } = scope;
        if (year > 0 && !asked.has(year)) {
            asked.add(year);
            void read(year);
        }
        return names[`${year}-${code}`] ?? '';
    }

    return { fund };
});
