// The route of a document and what happened to it. A draft has none yet, and some people may not read it.
import { computed } from 'vue';
import type { DocumentFlow } from '@/api/types';
import { readFlow } from '@/api/workflow';
import { useSession } from '@/stores/session';
import { useLoad } from './use-load';

export type FlowKey = { kind: string; id: number; region: string; version: string };

export function useFlow(key: () => FlowKey | null) {
    const sign = useSession();
    const { data, error, reload } = useLoad<DocumentFlow | null>(async () => {
        const wanted = key();
        if (!wanted || !sign.may('workflow.read')) return null;
        return readFlow(wanted.kind, wanted.id, wanted.region);
    }, key);
    const mine = computed(() => data.value?.steps.some((step) => step.state === 'open' && step.mine) ?? false);
    return { flow: data, flowError: error, reloadFlow: reload, mine };
}
