import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountOf, launch, personAt, prefer, settled, sit } from './browser';

let browser: Browser;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

// Where each role lands, how many groups its menu has, and a page that is not for it.
const roles: [user: string, landing: string, forbidden: string, permission: string][] = [
    ['handler', '/todo', '/cockpit/leader', 'cockpit.leader.read'],
    ['reviewer', '/todo', '/aud/logs', 'audit.read'],
    ['leader', '/todo', '/sec/users', 'identity.user.read'],
    ['business', '/todo', '/exec/payments/new', 'execution.payment.prepare'],
    ['budget', '/exec/indicators', '/cockpit/leader', 'cockpit.leader.read'],
    ['treasury', '/exec/payments', '/exec/quota-documents/new', 'execution.quota.prepare'],
    ['performance', '/exec/lights', '/aud/logs', 'audit.read'],
    ['bureau', '/cockpit/leader', '/exec/payments/new', 'execution.payment.prepare'],
    ['county', '/exec/lights', '/cockpit/leader', 'cockpit.leader.read'],
    ['auditor', '/aud/logs', '/exec/payments/new', 'execution.payment.prepare'],
    ['sysadmin', '/sec/users', '/exec/payments', 'execution.payment.read'],
    ['secadmin', '/sec/users', '/exec/indicators', 'execution.quota.read'],
    ['audadmin', '/aud/logs', '/cockpit/leader', 'cockpit.leader.read'],
];

describe('the roles', () => {
    it.each(roles)('%s lands on %s and is kept from %s', async (user, landing, forbidden, permission) => {
        const seat = await personAt(browser, user);
        const { page } = seat;
        await page.waitForURL(`**${landing}`);
        await settled(page);
        expect(await page.getByTestId('menu-group').count()).toBeLessThanOrEqual(7);
        const offered = await page.locator('.jc-menu a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
        expect(offered).toContain(landing);
        expect(offered).not.toContain(forbidden);

        await page.goto(forbidden);
        await page.getByTestId('page-403').waitFor();
        expect(await page.getByTestId('page-403').textContent()).toContain(permission);
        expect(seat.complaints).toEqual([]);
        await seat.context.close();
    });

    it('the program refuses what the page hides', async () => {
        const seat = await personAt(browser, 'sysadmin');
        const answer = await seat.context.request.get('/api/execution/payments');
        expect(answer.status()).toBe(403);
        expect(((await answer.json()) as { detail: string }).detail).not.toBe('');
        await seat.context.close();
    });

    it('an auditor finds no button that writes', async () => {
        const seat = await personAt(browser, 'auditor', '/exec/payments');
        await settled(seat.page);
        expect(await seat.page.getByTestId('payment-new').count()).toBe(0);
        expect(await seat.page.locator('tbody input[type=checkbox]').count()).toBe(0);
        await seat.page.locator('tbody a').first().click();
        await seat.page.getByTestId('document-head').waitFor();
        expect(await seat.page.locator('[data-testid^=act-]').count()).toBe(0);
        await seat.context.close();
    });

    it('what an administrator does is in the log, with address, old and new value', async () => {
        const guard = await personAt(browser, 'secadmin');
        await prefer(guard, { theme: 'light', language: 'zh-CN' });
        await prefer(guard, { theme: 'dark', language: 'zh-CN' });
        await guard.context.close();
        const log = await personAt(browser, 'audadmin', '/aud/logs?action=preferences_saved&user_name=secadmin');
        await settled(log.page);
        const newest = (await log.page.locator('tbody tr').first().textContent())!.replace(/\s+/g, ' ');
        for (const part of ['安全管理员', '127.0.0.1', '保存个人设置', '外观', '浅色 → 深色', '成功']) expect(newest).toContain(part);
        await log.context.close();
    });

    it('nobody is led to a foreign site after signing in', async () => {
        const seat = await sit(browser);
        await seat.page.goto('/login?return=//example.org/');
        await seat.page.getByTestId('login-user').fill('handler');
        await seat.page.getByTestId('login-password').fill(accountOf('handler').password);
        await seat.page.getByTestId('login-submit').click();
        await seat.page.getByTestId('menu').waitFor();
        expect(new URL(seat.page.url()).pathname).toBe('/todo');
        await seat.context.close();
    });
});
