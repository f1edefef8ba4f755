// Opens and closes a menu that hangs below a button: a press outside or Esc closes it, and the focus
// goes back to the button.
import { nextTick, onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

export function usePopup(anchor: Readonly<Ref<HTMLElement | null>>) {
    const open = ref(false);

    function close(): void {
        open.value = false;
    }
    function outside(event: Event): void {
        if (open.value && !anchor.value?.contains(event.target as Node)) close();
    }
    function escape(event: KeyboardEvent): void {
        if (event.key !== 'Escape' || !open.value) return;
        close();
        void nextTick(() => anchor.value?.querySelector('button')?.focus());
    }

    onMounted(() => {
        document.addEventListener('pointerdown', outside);
        document.addEventListener('focusin', outside);
        document.addEventListener('keydown', escape);
    });
    onBeforeUnmount(() => {
        document.removeEventListener('pointerdown', outside);
        document.removeEventListener('focusin', outside);
        document.removeEventListener('keydown', escape);
    });

    return { open, close };
}
