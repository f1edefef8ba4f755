import { describe, expect, it } from 'vitest';
import { asLight, kLights, lampShape } from './lights';

describe('lights', () => {
    it('each have a shape of their own', () => {
        expect(new Set(kLights.map(lampShape)).size).toBe(kLights.length);
    });
    it('treat a word they do not know as no plan, never as normal', () => {
        expect(asLight('purple')).toBe('none');
        expect(asLight(undefined)).toBe('none');
        expect(asLight('frozen')).toBe('frozen');
    });
});
