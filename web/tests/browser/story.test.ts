// The story of the guide: a payment that crosses the warning line, a unit that is frozen, two people
// who lift the freeze, and a leader who sees it all while it happens.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, personAt, picture, settled, shoot, signIn, sit } from './browser';
import { fillPayment, idOf } from './payment-form';

let browser: Browser;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

async function decide(user: string, paymentId: string): Promise<void> {
    const seat = await personAt(browser, user, `/exec/payments/${paymentId}`);
    await seat.page.getByTestId('act-approve').click();
    await seat.page.getByTestId('opinion').fill('经审核，要件齐全，同意。');
    await seat.page.getByTestId('opinion-confirm').click();
    await seat.page.getByTestId('opinion-dialog').waitFor({ state: 'hidden' });
    await settled(seat.page);
    expect(seat.complaints).toEqual([]);
    await seat.context.close();
}

describe('the story of a month', () => {
    let paymentId = '';

    it('the school sees before it submits that the payment crosses 80 %', async () => {
        const seat = await sit(browser);
        const { page } = seat;
        await page.goto('/login');
        await settled(page);
        await shoot(page, 'story-sign-in');
        await signIn(seat, 'handler', '/exec/payments/new');
        await fillPayment(page, '30201', '4000', '办公用品采购');
        await page.getByTestId('preview-allowed').waitFor();
        const before = page.getByTestId('preview-light-before').locator('[data-light]');
        const after = page.getByTestId('preview-light-after').locator('[data-light]');
        expect(await before.getAttribute('data-light')).toBe('green');
        expect(await after.getAttribute('data-light')).toBe('yellow');
        expect(await page.getByTestId('preview-sentence').textContent()).toBe('支付后：本月 82.0% → 预警');
        await picture(page, 'payment-preview');

        await page.getByTestId('payment-check').click();
        await page.getByTestId('check-page').waitFor();
        const [sheet, section] = await Promise.all([
            page.getByTestId('check-page').boundingBox(),
            page.getByTestId('check-page').locator('.panel').first().boundingBox(),
        ]);
        expect(section!.width).toBe(sheet!.width);
        expect(sheet!.width).toBeGreaterThan(500);
        await shoot(page, 'story-payment-check');
        expect(await page.getByTestId('check-confirm').textContent()).toContain('提交 1 笔支付申请，合计 4,000.00 元');
        await page.getByTestId('check-confirm').click();
        await page.getByTestId('receipt').waitFor();
        paymentId = idOf(page);
        expect(await page.getByTestId('document-amount').getAttribute('data-fen')).toBe('400000');
        expect(await page.getByTestId('document-capital').textContent()).toBe('人民币肆仟元整');
        expect(await page.getByTestId('document-state').getAttribute('data-state')).toBe('submitted');
        await page.locator('[data-testid=timeline] [data-action=submitted]').waitFor();
        await shoot(page, 'story-payment-receipt');
        expect(seat.complaints).toEqual([]);
        await seat.context.close();
    });

    it('a return without an opinion is refused by the page', async () => {
        const seat = await personAt(browser, 'reviewer', `/exec/payments/${paymentId}`);
        await seat.page.getByTestId('act-return').click();
        await seat.page.getByTestId('opinion-confirm').click();
        await seat.page.getByTestId('opinion-dialog').getByTestId('form-summary').waitFor();
        expect(await seat.page.getByTestId('opinion-dialog').isVisible()).toBe(true);
        await seat.context.close();
    });

    it('review and approval by two people, seal by a third', async () => {
        await decide('reviewer', paymentId);
        const desk = await personAt(browser, 'treasury', '/todo');
        await desk.page.locator('tbody tr', { hasText: '办公用品采购' }).first().waitFor();
        await picture(desk.page, 'todo');
        await desk.context.close();
        await decide('treasury', paymentId);
        const seat = await personAt(browser, 'treasury2', `/exec/payments/${paymentId}`);
        await seat.page.getByTestId('act-seal').click();
        await seat.page.locator('[data-testid=document-state][data-state=sent]').waitFor();
        await seat.context.close();
    });

    it("the leader's cockpit moves within two seconds of the clearing", async () => {
        const leader = await personAt(browser, 'bureau', '/cockpit/leader');
        const paid = leader.page.locator('[data-part=paid_fen] [data-fen]').first();
        await leader.page.locator('.live--on').waitFor();
        const before = Number(await paid.getAttribute('data-fen'));

        const bank = await personAt(browser, 'treasury2', `/exec/payments/${paymentId}`);
        await bank.page.getByTestId('act-clear').click();
        await bank.page.getByTestId('settle-reference').fill('YH20260916000417');
        await bank.page.getByTestId('settle-confirm').click();
        await bank.page.locator('[data-testid=document-state][data-state=cleared]').waitFor();
        await leader.page
            .locator(`[data-testid=tile-execution_rate] [data-fen="${before + 400_000}"]`)
            .waitFor({ timeout: 2_000 });
        await picture(leader.page, 'cockpit-leader');
        await bank.page.setViewportSize({ width: 1366, height: 1060 });
        await bank.page.reload();
        await picture(bank.page, 'payment-timeline');
        await bank.context.close();
        await leader.context.close();
    });

    it('a frozen school cannot pay for its running, but can pay wages', async () => {
        const seat = await personAt(browser, 'handler3', '/exec/payments/new');
        const { page } = seat;
        await fillPayment(page, '30201', '100', '办公用品采购');
        const blocked = page.getByTestId('preview-blocked');
        await blocked.waitFor();
        expect(await page.getByTestId('preview-light-before').locator('[data-light]').getAttribute('data-light')).toBe('frozen');
        expect(await page.getByTestId('preview-ask-release').count()).toBe(1);
        await picture(page, 'payment-frozen');
        await page.getByTestId('payment-check').click();
        await page.getByTestId('check-page').waitFor();
        expect(await page.getByTestId('check-confirm').isDisabled()).toBe(true);

        await page.goto('/exec/payments/new');
        await fillPayment(page, '30101', '100', '补发工资');
        await page.getByTestId('preview-allowed').waitFor();
        await seat.context.close();
    });

    it('two people who did not ask for it lift the freeze', async () => {
        const head = await personAt(browser, 'leader3', '/exec/freezes?status=frozen');
        await head.page.getByTestId('freeze-request').first().click();
        await head.page.getByTestId('unfreeze-reason').fill('八月集中支付暑期维修尾款，超出当月计划。');
        await head.page.getByTestId('unfreeze-correction').fill('调整四季度计划，按月均衡支付。');
        await head.page.getByTestId('unfreeze-send').click();
        await head.page.getByTestId('request-dialog').waitFor({ state: 'hidden' });
        await head.context.close();

        for (const user of ['business', 'treasury', 'bureau']) {
            const seat = await personAt(browser, user, '/exec/freezes?unit_code=205019');
            await seat.page.getByTestId('freeze-detail').first().click();
            await seat.page.getByTestId('opinion').fill('同意。');
            await seat.page.getByTestId('freeze-approve').click();
            await seat.page.getByTestId('freeze-dialog').waitFor({ state: 'hidden' });
            await seat.context.close();
        }
        const lifted = await personAt(browser, 'bureau', '/exec/freezes?unit_code=205019');
        await lifted.page.getByTestId('freeze-detail').first().click();
        await lifted.page.locator('[data-testid=timeline] [data-action=approved]').nth(1).waitFor();
        await picture(lifted.page, 'freeze-lifted');
        await lifted.context.close();
        const school = await personAt(browser, 'handler3', '/exec/payments/new');
        await fillPayment(school.page, '30201', '100', '办公用品采购');
        await school.page.getByTestId('preview-allowed').waitFor();
        await school.context.close();
    });
});
