// One browser for a test file; each person gets a context of his own, as on a machine of his own.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page, type Request } from 'playwright-core';
import { inject } from 'vitest';
import type { Account } from './program';

const kFlags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
];
const kShots = path.resolve(import.meta.dirname, '../../test-results');

export type Look = { theme?: 'light' | 'dark'; language?: 'zh-CN' | 'en' };

export function launch(): Promise<Browser> {
    return chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: kFlags,
    });
}

export function accountOf(userName: string): Account {
    const found = inject('accounts').find((account) => account.user_name === userName);
    if (!found) throw new Error(`the demonstration has no account ${userName}`);
    return found;
}

export type Seat = {
    context: BrowserContext;
    page: Page;
    /** What the console and the page complained of: policy violations, errors of scripts. */
    complaints: string[];
};

export async function sit(browser: Browser, look: Look = {}): Promise<Seat> {
    const context = await browser.newContext({
        baseURL: inject('address'),
        viewport: { width: 1366, height: 768 },
        timezoneId: 'Asia/Shanghai',
        locale: 'zh-CN',
    });
    countRequests(context);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
        if (message.type() === 'error' && !/status of (401|403|404|409|422)/.test(message.text()))
            complaints.push(message.text());
    });
    const stored = { theme: look.theme ?? 'light', language: look.language ?? 'zh-CN', density: 'compact' };
    await page.addInitScript((text) => {
        if (!localStorage.getItem('jincai.look')) localStorage.setItem('jincai.look', text);
    }, JSON.stringify(stored));
    return { context, page, complaints };
}

// Signs in and waits for the page of the role.
export async function signIn(seat: Seat, userName: string, goal = '/'): Promise<void> {
    const { page } = seat;
    await page.goto(goal);
    await page.getByTestId('login-user').fill(userName);
    await page.getByTestId('login-password').fill(accountOf(userName).password);
    await page.getByTestId('login-submit').click();
    const refused = page.getByTestId('form-summary');
    await page.getByTestId('menu').or(refused).first().waitFor();
    if (await refused.count()) throw new Error(`${userName} cannot sign in: ${await refused.textContent()}`);
}

export async function personAt(browser: Browser, userName: string, goal = '/', look: Look = {}): Promise<Seat> {
    const seat = await sit(browser, look);
    await signIn(seat, userName, goal);
    return seat;
}

// Keeps the look of a person on the server, as the menu does.
export async function prefer(seat: Seat, look: Required<Look>): Promise<void> {
    const answer = await seat.context.request.put('/api/identity/preferences', {
        headers: { 'X-Requested-With': 'jincai', Origin: inject('address') },
        data: {
            theme: look.theme,
            language: look.language === 'en' ? 'en' : 'zh',
            density: 'compact',
            unit: 'wan',
        },
    });
    if (!answer.ok()) throw new Error(`preferences: ${answer.status()} ${await answer.text()}`);
    await seat.page.evaluate(
        (text) => localStorage.setItem('jincai.look', text),
        JSON.stringify({ ...look, density: 'compact' }),
    );
}

export async function shoot(page: Page, name: string): Promise<void> {
    mkdirSync(kShots, { recursive: true });
    await page.screenshot({ path: path.join(kShots, `${name}.png`) });
}

// A picture of the guide: with PICTURES set to a folder it is renewed there.
export async function picture(page: Page, name: string): Promise<void> {
    await settled(page);
    await page.waitForTimeout(400); // Charts have drawn and lists have closed by then.
    await shoot(page, `story-${name}`);
    const folder = process.env.PICTURES;
    if (folder) await page.screenshot({ path: path.resolve(folder, `${name}.png`) });
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type AxeResult = { violations: { id: string; nodes: { html: string }[] }[] };
type WithAxe = { axe: { run: (root: Document, options: object) => Promise<AxeResult> } };

export async function axeFindings(page: Page): Promise<string[]> {
    await page.evaluate(axeSource);
    const result = await page.evaluate(() =>
        (window as unknown as WithAxe).axe.run(document, {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        }),
    );
    return result.violations.map((one) => `${one.id} (${one.nodes.length}): ${one.nodes[0]?.html.slice(0, 160)}`);
}

// A page has settled when nothing is on its way any more - the stream of news never ends and does
// not count - and nothing says that it is still loading. A list that has not asked yet would look
// finished, so there has to be a quiet moment.
export async function settled(page: Page): Promise<void> {
    const patience = AbortSignal.timeout(15_000);
    let quiet = 0;
    while (quiet < kQuietRounds) {
        patience.throwIfAborted();
        await page.waitForTimeout(kRoundMs);
        const busy = (underWay.get(page)?.size ?? 0) > 0 || (await isLoading(page));
        quiet = busy ? 0 : quiet + 1;
    }
}

const kRoundMs = 40;
const kQuietRounds = 3;

function isLoading(page: Page): Promise<boolean> {
    return page
        .evaluate(
            () =>
                document.readyState !== 'complete' ||
                document.querySelector('h1') === null ||
                document.querySelector('[data-testid=state-loading], [aria-busy=true]') !== null,
        )
        .catch(() => true);
}

const underWay = new WeakMap<Page, Set<Request>>();

function countRequests(context: BrowserContext): void {
    const setOf = (request: Request): Set<Request> | null => {
        if (request.resourceType() === 'eventsource') return null;
        try {
            const page = request.frame().page();
            if (!underWay.has(page)) underWay.set(page, new Set());
            return underWay.get(page)!;
        } catch {
            return null; // The very first request of a window is older than its frame.
        }
    };
    context.on('request', (request) => setOf(request)?.add(request));
    context.on('requestfinished', (request) => setOf(request)?.delete(request));
    context.on('requestfailed', (request) => setOf(request)?.delete(request));
}
