// One money unit per page. It lives in the address, so that a link shows what its sender saw. Lists
// begin with what the person prefers; documents with 元 and the leader's cockpit with 亿元.
import { computed, inject, provide, ref, type ComputedRef, type InjectionKey, type WritableComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRoute, useRouter } from 'vue-router';
import { usePreferences } from '@/stores/preferences';
import { isMoneyUnit, shownUnit, type MoneyUnit, type ShownUnit } from '@/utils/money';

const kPageUnit: InjectionKey<WritableComputedRef<MoneyUnit>> = Symbol('page unit');

export function providePageUnit(fallback: MoneyUnit): WritableComputedRef<MoneyUnit> {
    const route = useRoute();
    const router = useRouter();
    const preferences = usePreferences();
    const initial = fallback === 'wan' ? preferences.unit : fallback;
    const unit = computed<MoneyUnit>({
        get: () => (isMoneyUnit(route.query.unit) ? route.query.unit : initial),
        set: (value) => void router.replace({ query: { ...route.query, unit: value } }),
    });
    provide(kPageUnit, unit);
    return unit;
}

export function usePageUnit(): WritableComputedRef<MoneyUnit> {
    const own = ref<MoneyUnit>('yuan');
    return inject(
        kPageUnit,
        () => computed<MoneyUnit>({ get: () => own.value, set: (value) => (own.value = value) }),
        true,
    );
}

// The unit as it is counted and named in the language of the page.
export function useShownUnit(unit: () => MoneyUnit): ComputedRef<ShownUnit> {
    const { locale } = useI18n();
    return computed(() => shownUnit(unit(), locale.value));
}
