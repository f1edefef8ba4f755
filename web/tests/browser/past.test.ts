import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, personAt, settled } from './browser';

let browser: Browser;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

describe('the past', () => {
    it('a budget officer sees the book of a past day, and that it balances', async () => {
        const seat = await personAt(browser, 'budget', '/exec/as-of');
        const { page } = seat;
        await settled(page);
        await page.getByTestId('as-of-day').fill('2026-02-10');
        await page.getByTestId('as-of-show').click();
        await page.locator('[data-row-id="2010"]').waitFor();
        expect(await page.locator('[data-row-id="1001"]').count()).toBe(1);
        expect(await page.locator('.past-hash').textContent()).toMatch(/^[0-9a-f]{64}$/);
        expect(seat.complaints).toEqual([]);
        await seat.context.close();
    });

    it('one overspent month instead of two turns more scopes red; a wrong value is explained', async () => {
        const seat = await personAt(browser, 'auditor', '/exec/what-if');
        const { page } = seat;
        await settled(page);
        await page.locator('input[type=checkbox]').first().check();
        await page.getByTestId('what-if-red').fill('1');
        await page.getByTestId('what-if-play').click();
        const side = async (key: string) => Number(await page.locator(`[data-row-id="${key}"] td`).nth(1).textContent());
        await page.locator('[data-row-id="supposed"]').waitFor();
        expect(await side('supposed')).toBeGreaterThan(await side('actual'));
        await page.getByTestId('what-if-red').fill('13');
        await page.getByTestId('what-if-play').click();
        await page.getByTestId('state-failed').waitFor();
        expect(await page.getByTestId('state-failed').textContent()).toContain('13');
        await seat.context.close();
    });
});
