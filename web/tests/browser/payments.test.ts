// Payments beside the story: what a form says, what comes back, and what happens once only.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, personAt, settled } from './browser';
import { fillPayment, submitPayment } from './payment-form';

// A project of the school: its light is not the one the story looks at.
const kQuota = '30901';

let browser: Browser;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

const sidewaysOf = (page: Page): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('the form of a payment', () => {
    it('says what is missing on top and at the field in the same words, and keeps the rest', async () => {
        const { page, context } = await personAt(browser, 'handler', '/exec/payments/new');
        await fillPayment(page, kQuota, '120', '实验台安装费');
        for (const field of ['name', 'account', 'bank']) await page.locator(`#field-payees-0-${field}`).fill('');
        await page.getByTestId('payment-check').click();
        const summary = page.getByTestId('form-summary');
        await summary.waitFor();
        expect(await summary.evaluate((box) => document.activeElement === box)).toBe(true);
        expect(await summary.textContent()).toContain('错误：有 3 处需要修改');
        expect(await page.title()).toMatch(/^错误：/);
        const words = await summary.locator('a').allTextContents();
        expect(words).toEqual(['请填写收款人全称', '请填写收款账号', '请填写开户银行']);
        for (const text of words) expect(await page.getByText(text, { exact: true }).count()).toBe(2);
        await summary.locator('a').nth(1).click();
        expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-payees-0-account');
        expect(await page.getByTestId('payment-amount').inputValue()).toBe('120.00');
        await context.close();
    });

    it('sends an application once, however often the button is pressed on a slow line', async () => {
        const { page, context } = await personAt(browser, 'handler', '/exec/payments/new');
        let sent = 0;
        await page.route('**/api/execution/payments', async (route) => {
            sent += 1;
            await new Promise((resolve) => setTimeout(resolve, 700));
            await route.continue();
        });
        await fillPayment(page, kQuota, '110', '通风系统检测费');
        await page.getByTestId('payment-check').click();
        await page.getByTestId('check-confirm').dblclick();
        await page.getByTestId('receipt').waitFor();
        expect(sent).toBe(1);
        await context.close();
    });
});

describe('a payment that comes back', () => {
    it('says why on top of the page, after a reviewer returned it with a telephone in his hand', async () => {
        const handler = await personAt(browser, 'handler');
        const id = await submitPayment(handler.page, kQuota, '130', '实验楼标识牌');

        const reviewer = await personAt(browser, 'reviewer', `/exec/payments/${id}`);
        await reviewer.page.setViewportSize({ width: 390, height: 844 });
        await settled(reviewer.page);
        expect(await sidewaysOf(reviewer.page)).toBe(0);
        await reviewer.page.getByTestId('act-return').click();
        await reviewer.page.getByTestId('opinion').fill('缺少合同复印件，请补充后重新提交');
        await reviewer.page.getByTestId('opinion-confirm').click();
        await reviewer.page.locator('[data-testid=document-state][data-state=returned]').waitFor();
        await reviewer.context.close();

        await handler.page.goto(`/exec/payments/${id}`);
        const reason = handler.page.getByTestId('returned-because');
        await reason.waitFor();
        await settled(handler.page);
        expect(await reason.textContent()).toContain('缺少合同复印件');
        expect(await reason.textContent()).toContain('第一中学审核');
        const trail = handler.page.locator('[data-testid=timeline] [data-action=returned]');
        expect(await trail.textContent()).toContain('缺少合同复印件');
        await handler.context.close();
    });

    it('can be taken back until the next person has acted', async () => {
        const handler = await personAt(browser, 'handler');
        const id = await submitPayment(handler.page, kQuota, '140', '实验楼保洁费');
        await handler.page.getByTestId('act-withdraw').waitFor();

        const reviewer = await personAt(browser, 'reviewer', `/exec/payments/${id}`);
        await reviewer.page.getByTestId('act-approve').click();
        await reviewer.page.getByTestId('opinion-confirm').click();
        await reviewer.page.getByTestId('opinion-dialog').waitFor({ state: 'hidden' });
        await reviewer.context.close();
        await handler.page.reload();
        await settled(handler.page);
        expect(await handler.page.getByTestId('act-withdraw').count()).toBe(0);

        const other = await submitPayment(handler.page, kQuota, '150', '实验楼绿化费');
        await handler.page.getByTestId('act-withdraw').click();
        await handler.page.getByTestId('opinion-confirm').click();
        await handler.page.locator('[data-testid=document-state][data-state=draft]').waitFor();
        expect(handler.page.url()).toContain(other);
        await handler.context.close();
    });
});

describe('many payments at once', () => {
    it('end in one result a row, with the reason where nothing was done', async () => {
        const handler = await personAt(browser, 'handler');
        const id = await submitPayment(handler.page, kQuota, '160', '实验楼灭火器');
        await handler.context.close();

        // The treasury holds the one that was reviewed; the new one waits for its reviewer.
        const { page, context } = await personAt(browser, 'treasury', '/exec/payments?status=submitted&unit_code=205017');
        await settled(page);
        const held = page.locator('tbody tr', { hasText: '实验楼保洁费' });
        const heldId = (await held.getAttribute('data-row-id'))!;
        await page.locator(`tbody tr[data-row-id="${id}"] input[type=checkbox]`).check();
        await held.locator('input[type=checkbox]').check();
        await page.getByTestId('bulk-approve').click();
        expect(await page.getByTestId('opinion-dialog').textContent()).toContain('共 2 笔，合计 300.00 元');
        await page.getByTestId('opinion-confirm').click();
        const results = page.getByTestId('bulk-results');
        await results.waitFor();
        expect(await results.textContent()).toContain('成功 1 笔，未办理 1 笔');
        expect(await results.locator(`tr[data-row-id="${heldId}"]`).textContent()).toContain('已同意');
        const refused = results.locator(`tr[data-row-id="${id}"] td`).nth(1);
        expect((await refused.textContent())!.length).toBeGreaterThan(4);
        await context.close();
    });
});

describe('the pages on a telephone', () => {
    it('do not scroll sideways', async () => {
        const { page, context } = await personAt(browser, 'bureau');
        await page.setViewportSize({ width: 390, height: 844 });
        const wide: string[] = [];
        for (const path of ['/todo', '/exec/payments', '/exec/lights', '/exec/freezes', '/cockpit/leader']) {
            await page.goto(path);
            await settled(page);
            if ((await sidewaysOf(page)) > 0) wide.push(path);
        }
        expect(wide).toEqual([]);
        await context.close();
    });
});

describe('a tile of the cockpit', () => {
    it('opens rows that add up to its figure', async () => {
        const { page, context } = await personAt(browser, 'bureau', '/cockpit/leader');
        const tile = page.getByTestId('tile-execution_rate');
        await tile.waitFor();
        const fenOf = (part: string) => tile.locator(`[data-part=${part}] [data-fen]`).getAttribute('data-fen');
        const [paid, budget] = await Promise.all([fenOf('paid_fen'), fenOf('budget_fen')]);
        await tile.click();
        const totals = page.getByTestId('totals-all');
        await totals.waitFor();
        const sums = await totals.locator('[data-fen]').evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset.fen));
        expect(sums).toContain(paid);
        expect(sums).toContain(budget);
        await context.close();
    });
});
