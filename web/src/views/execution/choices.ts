// Words and choices that the pages of execution share.
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';

type Choice = { value: string; label: string };

export const kProjectClasses = ['personnel', 'operating', 'project'] as const;
export const kPaymentStatuses = [
    'draft',
    'submitted',
    'approved',
    'sealed',
    'sent',
    'cleared',
    'returned',
    'bounced',
    'refunded',
    'voided',
] as const;
export const kDocumentStatuses = ['draft', 'submitted', 'effective', 'returned', 'voided'] as const;
export const kQuotaDocumentKinds = [
    'issue',
    'distribute',
    'increase',
    'decrease',
    'transfer',
    'freeze',
    'unfreeze',
] as const;
export const kMonths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

export function useChoices() {
    const { t } = useI18n();
    const of = (values: readonly string[], prefix: string): Choice[] =>
        values.map((value) => ({ value, label: t(`${prefix}.${value}`) }));

    return {
        projectClasses: computed(() => of(kProjectClasses, 'execution.project_class')),
        paymentStatuses: computed(() => of(kPaymentStatuses, 'states.payment')),
        documentStatuses: computed(() => of(kDocumentStatuses, 'states.document')),
        quotaDocumentKinds: computed(() => of(kQuotaDocumentKinds, 'execution.quota_document.kind')),
        months: computed<Choice[]>(() =>
            kMonths.map((month) => ({ value: String(month), label: t(`common.months.${month}`) })),
        ),
    };
}
