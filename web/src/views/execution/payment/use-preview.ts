// Asks the program, a moment after the last key, what the payment would do.
import { onBeforeUnmount, ref, shallowRef, watch } from 'vue';
import { isAbort } from '@/api/client';
import { previewPayment } from '@/api/execution';
import type { PaymentPreview } from '@/api/types';
import type { PaymentDraft } from './draft';

const kWaitMs = 250;

export function usePreview(draft: PaymentDraft) {
    const preview = shallowRef<PaymentPreview | null>(null);
    const stale = ref(false);
    let timer = 0;
    let under: AbortController | null = null;

    async function ask(): Promise<void> {
        if (draft.quota_id === '' || draft.amount_fen === null || draft.amount_fen <= 0) {
            preview.value = null;
            stale.value = false;
            return;
        }
        under?.abort();
        const mine = (under = new AbortController());
        try {
            const account = draft.payees[0]?.account.replace(/\s/g, '');
            preview.value = await previewPayment(
                {
                    quota_id: Number(draft.quota_id),
                    amount_fen: draft.amount_fen,
                    payee_account: account || null,
                },
                mine.signal,
            );
            stale.value = false;
        } catch (reason) {
            if (isAbort(reason)) return;
            preview.value = null;
            stale.value = false;
        }
    }

    watch(
        () => [draft.quota_id, draft.amount_fen, draft.payees[0]?.account],
        () => {
            stale.value = true;
            window.clearTimeout(timer);
            timer = window.setTimeout(() => void ask(), kWaitMs);
        },
        { immediate: true },
    );
    onBeforeUnmount(() => {
        window.clearTimeout(timer);
        under?.abort();
    });

    return { preview, stale, ask };
}
