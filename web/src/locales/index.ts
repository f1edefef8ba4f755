// Messages by key, one language loaded at a time. Names and documents stay in Chinese.
import { createI18n } from 'vue-i18n';
import { speak } from '@/api/client';

export type LanguageCode = 'zh-CN' | 'en';
export const kLanguages: readonly LanguageCode[] = ['zh-CN', 'en'];

export const i18n = createI18n({
    legacy: false,
    locale: 'zh-CN',
    fallbackLocale: 'zh-CN',
    missingWarn: import.meta.env.DEV,
    fallbackWarn: false,
    messages: {},
});

const loaders = { 'zh-CN': () => import('./zh-CN'), en: () => import('./en') };

export function isLanguage(text: unknown): text is LanguageCode {
    return text === 'zh-CN' || text === 'en';
}

export async function useLanguage(code: LanguageCode): Promise<void> {
    if (!i18n.global.availableLocales.includes(code))
        i18n.global.setLocaleMessage(code, (await loaders[code]()).default);
    i18n.global.locale.value = code;
    document.documentElement.lang = code;
    speak(code);
}
