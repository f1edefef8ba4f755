import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { i18n } from '@/locales';
import zh from '@/locales/zh-CN';
import { kLights } from '@/utils/lights';
import { LightLamp } from '..';

i18n.global.setLocaleMessage('zh-CN', zh);

describe('a lamp', () => {
    it.each(kLights)('%s: has its mark for tests, a word and a drawn shape', (light) => {
        const lamp = mount(LightLamp, { props: { light }, global: { plugins: [i18n] } });
        expect(lamp.attributes('data-light')).toBe(light);
        expect(lamp.text()).not.toBe('');
        expect(lamp.find('svg').attributes('aria-hidden')).toBe('true');
    });
    it('keeps its word for readers when only the shape is shown', () => {
        const lamp = mount(LightLamp, { props: { light: 'frozen', compact: true }, global: { plugins: [i18n] } });
        expect(lamp.find('.visually-hidden').text()).toBe('已冻结');
        expect(lamp.attributes('title')).toBe('已冻结');
    });
    it('draws five different pictures', () => {
        const pictures = kLights.map((light) =>
            mount(LightLamp, { props: { light }, global: { plugins: [i18n] } }).find('svg').html(),
        );
        expect(new Set(pictures).size).toBe(kLights.length);
    });
});
