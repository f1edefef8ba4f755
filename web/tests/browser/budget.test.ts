import type { Browser, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, settled, signIn, sit } from './browser';

const kKilobyte = 1024;

let browser: Browser;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

type Load = { requests: number; js: number; css: number; all: number; names: string[] };

async function measure(path: string, user: string, shown: string): Promise<Load> {
    const fresh = await sit(browser);
    await signIn(fresh, user);
    const state = await fresh.context.storageState();
    await fresh.context.close();
    const cold = await sit(browser);
    await cold.context.addCookies(state.cookies);
    const answers: Response[] = [];
    cold.page.on('response', (answer) => answers.push(answer));
    await cold.page.goto(path);
    await cold.page.locator(shown).first().waitFor();
    await settled(cold.page);
    const load: Load = { requests: 0, js: 0, css: 0, all: 0, names: [] };
    for (const answer of answers) {
        const kind = answer.request().resourceType();
        if (kind === 'eventsource') continue;
        const sizes = await answer.request().sizes();
        const name = new URL(answer.url()).pathname;
        load.requests += 1;
        load.all += sizes.responseBodySize;
        if (name.endsWith('.js')) load.js += sizes.responseBodySize;
        if (name.endsWith('.css')) load.css += sizes.responseBodySize;
        load.names.push(`${name} ${sizes.responseBodySize}`);
        expect(new URL(answer.url()).hostname).toBe('127.0.0.1');
    }
    await cold.context.close();
    return load;
}

describe('the budgets', () => {
    it('first load of /todo: at most 200 KB of scripts, 35 KB of styles, 260 KB and 20 requests in all', async () => {
        const load = await measure('/todo', 'reviewer', 'tbody tr');
        console.log(`first load of /todo: ${load.requests} requests, ${load.js} B JS, ${load.css} B CSS, ${load.all} B`);
        expect(load.js).toBeGreaterThan(0);
        expect(load.js).toBeLessThanOrEqual(200 * kKilobyte);
        expect(load.css).toBeLessThanOrEqual(35 * kKilobyte);
        expect(load.all).toBeLessThanOrEqual(260 * kKilobyte);
        expect(load.requests, load.names.join('\n')).toBeLessThanOrEqual(20);
    });

    it('the cockpit brings its charts apart, at most 250 KB', async () => {
        const load = await measure('/cockpit/leader', 'bureau', 'canvas');
        const charts = load.names.filter((name) => name.includes('/charts-')).map((name) => Number(name.split(' ')[1]));
        expect(charts).toHaveLength(1);
        expect(charts[0]).toBeLessThanOrEqual(250 * kKilobyte);
    });
});
