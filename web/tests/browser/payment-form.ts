// What a person does on the page of a new payment.
import type { Page } from 'playwright-core';

export async function pickQuota(page: Page, text: string): Promise<void> {
    const box = page.getByTestId('quota-picker');
    await box.fill(text);
    const option = page.locator('[role=option][data-value]', { hasText: text }).first();
    await option.waitFor();
    await option.click();
}

export async function fillPayment(page: Page, quota: string, amount: string, purpose: string): Promise<void> {
    await pickQuota(page, quota);
    await page.getByTestId('payment-amount').fill(amount);
    await page.getByTestId('payment-purpose').fill(purpose);
    await page.locator('#field-payees-0-name').fill('岚川晨光办公用品有限公司');
    await page.locator('#field-payees-0-account').fill('6222020200998877665');
    await page.locator('#field-payees-0-bank').fill('岚川农村商业银行云浦支行');
}

/** Fills, checks and submits; the number of the payment. */
export async function submitPayment(page: Page, quota: string, amount: string, purpose: string): Promise<string> {
    await page.goto('/exec/payments/new');
    await fillPayment(page, quota, amount, purpose);
    await page.getByTestId('payment-check').click();
    await page.getByTestId('check-confirm').click();
    await page.getByTestId('receipt').waitFor();
    return idOf(page);
}

export const idOf = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1)!;
