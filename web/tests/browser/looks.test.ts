import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, launch, personAt, prefer, settled, shoot } from './browser';

let browser: Browser;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

// Every page, each by a person who may open it. `*` opens the first row of the list before it.
const pages: [user: string, paths: string[]][] = [
    [
        'treasury',
        [
            '/todo',
            '/jobs',
            '/me',
            '/exec/indicators',
            '*',
            '/exec/plans',
            '/exec/plan-documents',
            '*',
            '/exec/plan-documents/new',
            '/exec/payments',
            '*',
            '/exec/lights',
            '/exec/freezes',
            '/basics/regions',
            '/basics/units',
            '/basics/codes',
            '/basics/parameters',
            '/basics/calendar',
        ],
    ],
    ['budget', ['/exec/quota-documents', '*', '/exec/quota-documents/new']],
    ['handler', ['/exec/payments/new', '/nowhere']],
    ['bureau', ['/cockpit/leader']],
    ['auditor', ['/aud/logs']],
    ['sysadmin', ['/sec/users', '/exec/payments']],
];
// Both themes and both languages on every page, in two rounds.
const looks = [
    { theme: 'light', language: 'zh-CN' },
    { theme: 'dark', language: 'en' },
] as const;

describe('every page', () => {
    for (const look of looks)
        for (const [user, paths] of pages)
            it(`of ${user} in ${look.theme} ${look.language}: accessible, no complaint, no sideways scroll`, async () => {
                const seat = await personAt(browser, user);
                const { page } = seat;
                await prefer(seat, look);
                const found: string[] = [];
                for (const path of paths) {
                    if (path === '*') await page.locator('tbody a').first().click();
                    else await page.goto(path);
                    await settled(page);
                    await page.waitForTimeout(200);
                    const name = new URL(page.url()).pathname.slice(1).replaceAll('/', '-');
                    await shoot(page, `${look.theme}-${look.language}-${user}-${name}`);
                    for (const finding of await axeFindings(page)) found.push(`${name}: ${finding}`);
                    const sideways = await page.evaluate(
                        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
                    );
                    if (sideways > 0) found.push(`${name}: ${sideways} px wider than the window`);
                    if (await page.getByTestId('state-failed').count()) found.push(`${name}: could not be read`);
                }
                found.push(...seat.complaints);
                await prefer(seat, { theme: 'light', language: 'zh-CN' });
                await seat.context.close();
                expect(found).toEqual([]);
            });
});
