import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, personAt, settled, type Seat } from './browser';

let browser: Browser;
let seat: Seat;
let page: Page;
beforeAll(async () => {
    browser = await launch();
    seat = await personAt(browser, 'treasury', '/exec/payments');
    page = seat.page;
    await settled(page);
});
afterAll(() => browser.close());

const rowIds = () => page.locator('tbody tr').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.rowId));
const fenOf = (selector: string) =>
    page.locator(selector).evaluateAll((cells) => cells.map((cell) => Number((cell as HTMLElement).dataset.fen)));

describe('a list', () => {
    it('keeps its filters, sorting and page in the address; a second window shows the same rows', async () => {
        await page.goto('/exec/payments');
        await page.getByTestId('filter-status').selectOption('cleared');
        await page.getByTestId('sort-amount_fen').click();
        await page.waitForURL(/sort=-amount_fen/);
        await page.getByTestId('pager-next').click();
        await page.waitForURL(/page=2/);
        await settled(page);
        const ids = await rowIds();
        expect(ids.length).toBeGreaterThan(0);

        const second = await seat.context.newPage();
        await second.goto(page.url());
        await second.locator('tbody tr').first().waitFor();
        expect(
            await second.locator('tbody tr').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.rowId)),
        ).toEqual(ids);
        expect(await second.getByTestId('chips').textContent()).toContain('已支付');
        await second.close();

        await page.getByTestId('chips-clear').click();
        await page.waitForURL((url) => !url.search.includes('status'));
        expect(await page.getByTestId('chips').count()).toBe(0);
    });

    it('keeps the exact amounts whatever unit it shows, and adds up what it shows', async () => {
        await page.goto('/exec/payments?status=cleared');
        await settled(page);
        const cells = 'tbody td [data-fen]';
        const before = await fenOf(cells);
        const words = await page.locator(cells).first().textContent();
        await page.getByTestId('unit-wan').click();
        await page.waitForURL(/unit=wan/);
        expect(await fenOf(cells)).toEqual(before);
        expect(await page.locator(cells).first().textContent()).not.toBe(words);
        await page.getByTestId('unit-yi').click();
        await page.waitForURL(/unit=yi/);
        expect(await fenOf(cells)).toEqual(before);
        const [total] = await fenOf('[data-testid=totals-page] [data-fen]');
        expect(total).toBe(before.reduce((sum, fen) => sum + fen, 0));
    });

    it('copies exact yuan', async () => {
        await page.goto('/exec/payments?status=cleared&unit=wan');
        await settled(page);
        const [fen] = await fenOf('tbody tr:first-child [data-fen]');
        expect(fen).toBeGreaterThan(0);
        const copied = await page.evaluate(() => {
            const range = document.createRange();
            range.selectNodeContents(document.querySelector('tbody')!);
            const selection = document.getSelection()!;
            selection.removeAllRanges();
            selection.addRange(range);
            const data = new DataTransfer();
            const event = new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true });
            document.dispatchEvent(event);
            return data.getData('text/plain');
        });
        expect(copied.split('\n')[0]!.split('\t')).toContain((fen! / 100).toFixed(2));
    });

    it('offers a way back when nothing matches', async () => {
        await page.goto('/exec/payments?query=没有这样的用途');
        await page.getByTestId('state-no_match').waitFor();
        expect(await page.getByTestId('chips').textContent()).toContain('没有这样的用途');
    });

    it('finds a unit by code, by name and by the initials of its name', async () => {
        await page.goto('/exec/payments');
        await settled(page);
        for (const text of ['205017', '第一中学', 'dyzx']) {
            const box = page.getByTestId('filter-unit_code');
            await box.fill(text);
            await page.locator('[role=option][data-value="205017"]').waitFor();
            await box.fill('');
            await page.keyboard.press('Escape');
        }
    });

    it('counts in the menu what the list behind it holds', async () => {
        await page.goto('/todo');
        await settled(page);
        const inMenu = Number(await page.getByTestId('menu-todo-count').textContent());
        expect(Number(await page.getByTestId('tab-pending-count').textContent())).toBe(inMenu);
        expect(Number(await page.getByTestId('page-count').textContent())).toBe(inMenu);
        expect((await rowIds()).length).toBe(Math.min(20, inMenu));
    });

    it('shows the state that it could not be read, and tries again', async () => {
        await page.route('**/api/execution/payments?**', (route) => route.abort());
        await page.goto('/exec/payments');
        await page.getByTestId('state-failed').waitFor();
        await page.unroute('**/api/execution/payments?**');
        await page.getByTestId('state-failed').getByRole('button').click();
        await page.locator('tbody tr').first().waitFor();
    });
});
