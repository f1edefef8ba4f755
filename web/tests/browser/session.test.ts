import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, inject } from 'vitest';
import { accountOf, launch, personAt, sit } from './browser';

let browser: Browser;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

describe('signing in', () => {
    it('says what is missing, then what was wrong, and keeps the name', async () => {
        const { page, context } = await sit(browser);
        await page.goto('/login');
        await page.getByTestId('login-submit').click();
        await page.getByTestId('form-summary').waitFor();
        expect(await page.getByTestId('form-summary').textContent()).toContain('错误');
        expect(await page.getByTestId('form-summary').locator('a').count()).toBe(2);
        await page.getByTestId('login-user').fill('handler');
        await page.getByTestId('login-password').fill('wrong password');
        await page.getByTestId('login-submit').click();
        await page.getByText('用户名或密码不正确').waitFor();
        expect(await page.getByTestId('login-user').inputValue()).toBe('handler');
        await context.close();
    });

    it('is renewed over the page when it ended meanwhile: nothing typed is lost', async () => {
        const { page, context } = await personAt(browser, 'handler2', '/exec/payments/new');
        await page.getByTestId('payment-purpose').fill('秋季教材采购');
        await context.request.post('/api/identity/logout', {
            headers: { 'X-Requested-With': 'jincai', Origin: inject('address') },
            data: {},
        });
        await page.getByTestId('quota-picker').click();
        await page.getByTestId('renew-dialog').waitFor();
        await page.getByTestId('renew-password').fill(accountOf('handler2').password);
        await page.getByTestId('renew-confirm').click();
        await page.getByTestId('renew-dialog').waitFor({ state: 'hidden' });
        expect(await page.getByTestId('payment-purpose').inputValue()).toBe('秋季教材采购');
        expect(new URL(page.url()).pathname).toBe('/exec/payments/new');
        await context.close();
    });

    it('leaves nothing of the business behind after signing out', async () => {
        const { page, context } = await personAt(browser, 'treasury', '/exec/payments');
        await page.locator('tbody tr').first().waitFor();
        await page.getByTestId('user-menu').click();
        await page.getByTestId('sign-out').click();
        await page.getByTestId('page-login').waitFor();
        const kept = await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)]);
        expect(kept).toEqual([['jincai.look'], []]);
        await page.goto('/exec/payments');
        await page.getByTestId('page-login').waitFor();
        await context.close();
    });

    it('keeps theme and language on the server, for another machine', async () => {
        const first = await personAt(browser, 'performance');
        await first.page.getByTestId('user-menu').click();
        const saved = first.page.waitForResponse('**/api/identity/preferences');
        await first.page.getByTestId('theme-dark').click();
        await saved;
        const savedAgain = first.page.waitForResponse('**/api/identity/preferences');
        await first.page.getByTestId('language-en').click();
        await savedAgain;
        await first.context.close();

        const second = await personAt(browser, 'performance');
        await second.page.locator('html[data-theme=dark][lang=en]').waitFor();
        await second.context.close();
    });
});
