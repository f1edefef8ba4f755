// Which region and fiscal year the pages speak of. What differs from the person's own stays in the
// address, so that a switch keeps the page and a link shows what its sender saw.
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { useSession } from './session';

export const useScope = defineStore('scope', () => {
    const sign = useSession();
    const chosenRegion = ref<{ code: string; name: string } | null>(null);
    const chosenYear = ref<number | null>(null);

    const regionCode = computed(() => chosenRegion.value?.code ?? sign.region.code);
    const regionName = computed(() => chosenRegion.value?.name ?? sign.region.name);
    const ownYear = computed(() => sign.session?.fiscal_year ?? 0);
    const year = computed(() => chosenYear.value ?? ownYear.value);
    const years = computed(() => [0, 1, 2, 3].map((back) => ownYear.value - back));
    // Lists show the whole territory of the person unless one region was chosen.
    const place = computed(() => ({
        ...(chosenRegion.value ? { region_code: chosenRegion.value.code } : {}),
        fiscal_year: year.value,
    }));
    const isOwnRegion = computed(() => regionCode.value === sign.region.code);

    function chooseRegion(region: { code: string; name: string } | null): void {
        chosenRegion.value = region && region.code !== sign.region.code ? region : null;
    }
    function chooseYear(value: number): void {
        chosenYear.value = value === ownYear.value ? null : value;
    }

    return {
        regionCode,
        regionName,
        year,
        years,
        isOwnRegion,
        place,
        chosenRegion,
        chosenYear,
        chooseRegion,
        chooseYear,
    };
});
