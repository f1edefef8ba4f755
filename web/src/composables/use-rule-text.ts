// The set of rules that decided, in words: `execution#16` is its sixteenth version.
import { useI18n } from 'vue-i18n';

export function useRuleText() {
    const { t, te } = useI18n();

    function ruleText(version: string | null | undefined): string {
        if (!version) return '—';
        const [name = '', number = ''] = version.split('#');
        return te(`execution.rules.${name}`) && number ? t(`execution.rules.${name}`, { number }) : version;
    }

    return { ruleText };
}
