// How the person likes to see things. Kept on the server; the browser keeps only what is needed to
// draw the sign-in page alike, and never business data.
import { defineStore } from 'pinia';
import { ref, watch } from 'vue';
import { isLanguage, useLanguage, type LanguageCode } from '@/locales';
import { readPreferences, savePreferences } from '@/api/identity';
import type { MoneyUnit } from '@/utils/money';

export type Theme = 'light' | 'dark' | 'system';
export type Density = 'compact' | 'standard';

const kKey = 'jincai.look';
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');

function remembered(): Record<string, unknown> {
    try {
        return JSON.parse(localStorage.getItem(kKey) ?? '{}') as Record<string, unknown>;
    } catch {
        return {};
    }
}

function asTheme(text: unknown): Theme {
    return text === 'light' || text === 'dark' ? text : 'system';
}

export const usePreferences = defineStore('preferences', () => {
    const before = remembered();
    const theme = ref<Theme>(asTheme(before.theme));
    const language = ref<LanguageCode>(isLanguage(before.language) ? before.language : 'zh-CN');
    const density = ref<Density>(before.density === 'standard' ? 'standard' : 'compact');
    const unit = ref<MoneyUnit>('wan');
    const dark = ref(false);

    function paint(): void {
        dark.value = theme.value === 'dark' || (theme.value === 'system' && systemDark.matches);
        document.documentElement.dataset.theme = dark.value ? 'dark' : 'light';
        document.documentElement.dataset.density = density.value;
    }

    function remember(): void {
        const look = { theme: theme.value, language: language.value, density: density.value };
        localStorage.setItem(kKey, JSON.stringify(look));
    }

    async function start(): Promise<void> {
        paint();
        systemDark.addEventListener('change', paint);
        await useLanguage(language.value);
    }

    async function load(): Promise<void> {
        const saved = await readPreferences();
        theme.value = asTheme(saved.theme);
        language.value = saved.language === 'en' ? 'en' : 'zh-CN';
        density.value = saved.density === 'standard' ? 'standard' : 'compact';
        unit.value = saved.unit;
        await useLanguage(language.value);
    }

    async function save(): Promise<void> {
        await savePreferences({
            theme: theme.value,
            language: language.value === 'en' ? 'en' : 'zh',
            unit: unit.value,
            density: density.value,
        });
    }

    watch([theme, density, language], () => {
        paint();
        remember();
    });
    watch(language, (code) => void useLanguage(code));

    return { theme, language, density, unit, dark, start, load, save };
});
