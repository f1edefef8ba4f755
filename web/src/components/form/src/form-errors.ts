// What is wrong in a form, field by field, in the order of the fields. The same words stand in the
// summary and at the field.
import { computed, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { asApiError, errorText, fieldKey, type ApiError } from '@/api/errors';

export type FormProblem = { field: string; text: string };

export function useFormErrors() {
    const { t } = useI18n();
    const problems = ref<FormProblem[]>([]);
    const traceId = ref<string | null>(null);
    const shown = ref(0);

    const byField = computed(() => {
        const map = new Map<string, string>();
        for (const { field, text } of problems.value) if (!map.has(field)) map.set(field, text);
        return map;
    });

    function clear(): void {
        problems.value = [];
        traceId.value = null;
    }

    function set(found: FormProblem[]): boolean {
        problems.value = found;
        traceId.value = null;
        if (found.length > 0) ++shown.value;
        return found.length === 0;
    }

    function refuse(reason: unknown): ApiError {
        const error = asApiError(reason);
        const fields = error.fields.map(({ path, detail }) => ({ field: fieldKey(path), text: detail }));
        problems.value = fields.length > 0 ? fields : [{ field: '', text: errorText(error, t) }];
        traceId.value = error.traceId;
        ++shown.value;
        return error;
    }

    const textOf = (field: string): string => byField.value.get(field) ?? '';

    return { problems, traceId, shown, set, refuse, clear, textOf };
}

export function fieldElementId(field: string): string {
    return `field-${field.replaceAll('.', '-')}`;
}
