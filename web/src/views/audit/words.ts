// The log keeps codes, so that it reads the same in ten years; people read words.
import { useI18n } from 'vue-i18n';

const kStatesOf: Record<string, string> = {
    payment: 'payment',
    payment_list: 'payment_list',
    cash_plan: 'document',
    plan_shift: 'document',
    freeze: 'freeze',
    unfreeze: 'freeze',
    user: 'user',
    month: 'month',
};
const kSettings: Record<string, string> = { theme: 'shell.themes', density: 'shell.densities', language: 'shell.languages', unit: 'common.money' };

export function useAuditWords() {
    const { t, te, tm } = useI18n();

    function word(group: string, key: string): string {
        return key !== '' && te(`${group}.${key}`) ? t(`${group}.${key}`) : key;
    }
    function choices(group: string): { value: string; label: string }[] {
        return Object.keys(tm(group) as Record<string, unknown>).map((value) => ({ value, label: t(`${group}.${value}`) }));
    }
    function fieldText(field: string): string {
        return word('audit.fields', field);
    }
    function valueText(objectKind: string, field: string, value: string): string {
        if (value === '') return '—';
        const states = kStatesOf[objectKind] ?? (objectKind.startsWith('quota_') ? 'document' : '');
        if (field === 'status' && states) return word(`states.${states}`, value);
        const group = kSettings[field];
        return group ? word(group, value) : value;
    }

    return { word, choices, fieldText, valueText };
}
