import { reactive } from 'vue';

export type ToastTone = 'success' | 'info' | 'warning' | 'danger';
export type Toast = { id: number; tone: ToastTone; text: string; link?: string; linkText?: string };

const kShownMs = 6000;
const state = reactive<{ items: Toast[] }>({ items: [] });
let nextId = 1;

function dismiss(id: number): void {
    state.items = state.items.filter((toast) => toast.id !== id);
}

// Short news of what the person just did or of what concerns him; never over what he types.
export function useToast() {
    function show(tone: ToastTone, text: string, link?: string, linkText?: string): void {
        const id = nextId++;
        state.items = [...state.items.slice(-2), { id, tone, text, link, linkText }];
        window.setTimeout(() => dismiss(id), kShownMs);
    }
    return { state, show, dismiss };
}
