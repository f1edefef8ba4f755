// The names of stored files, each asked for once; a file whose name cannot be read goes by its number.
import { reactive, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { attachmentName } from '@/api/basics';

export function useFileNames(ids: () => readonly number[]) {
    const { t } = useI18n();
    const names = reactive(new Map<number, string>());

    async function ask(id: number): Promise<void> {
        names.set(id, '');
        names.set(id, await attachmentName(id).catch(() => ''));
    }
    watch(ids, (now) => void now.filter((id) => !names.has(id)).forEach(ask), { immediate: true });

    const nameOf = (id: number): string => names.get(id) || t('execution.payment.attachment_no', { id });
    const known = (id: number, name: string): void => void names.set(id, name);
    return { nameOf, known };
}
