import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { chromiumIsHere, picture } from '../support/browser.ts';
import { startAdminPage, type AdminPage } from './support/admin-page.ts';
import { newShop } from './support/canned-shop.ts';

jest.setTimeout(300_000);

const code = 'ff1.aHR0cDovLzEyNy4wLjAuMTo4Nzg3.ABCDEFGHIJKLMNOPQRST';

(chromiumIsHere ? describe : describe.skip)('the first run', () => {
  let admin: AdminPage;
  beforeAll(async () => {
    admin = await startAdminPage();
  });
  afterAll(() => admin?.stop());

  test('goes by keyboard alone from the connection code to the first affiliate, in two screens', async () => {
    const { page, server } = await admin.open(newShop());
    await connectByKeyboard(page);
    await tabTo(page, 'Coupon');
    await page.getByRole('option', { name: /welcome10/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Affiliate');
    await page.keyboard.type('Anna');
    await page.getByRole('option', { name: /Anna Berg/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const pastOrders = page.getByLabel('60 orders already used welcome10 (€1,234.50). Count them too?');
    await pastOrders.waitFor();
    await tabTo(page, 'Commission rate');
    expect(await page.getByLabel('Commission rate').inputValue()).toBe('10');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await pastOrders.isChecked()).toBe(true);
    await picture(page, 'admin/first-affiliate');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Anna Berg now earns with every order that uses welcome10.').waitFor();
    expect(server.writes).toEqual(['POST connection', 'POST programs', 'POST affiliates', 'PUT coupons/11']);
    expect(server.shop.programs[0]?.rate.value).toBe('10');
    expect(server.shop.affiliates[0]?.wordpress_user_id).toBe(7);
    await page.getByText('All set.').waitFor();
    await page.context().close();
  });

  test('says at the field what is wrong with a code, and keeps what was typed', async () => {
    const { page, server } = await admin.open(newShop());
    const field = page.getByLabel('Connection code');
    await field.fill('ck_123');
    await page.keyboard.press('Enter');
    await page.getByText('That is not a connection code').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    server.failNext('connection', 403, 'pairing_code_invalid', 'No such code');
    await field.fill(code);
    await page.keyboard.press('Enter');
    await page.getByText('older than 15 minutes').waitFor();
    expect(await field.inputValue()).toBe(code);
    await page.context().close();
  });

  test('never takes a rate of 0, and asks for what is missing at its field', async () => {
    const { page, server } = await admin.open({ ...newShop(), connected: true });
    await page.getByLabel('Commission rate').fill('0');
    await page.getByRole('button', { name: 'Start earning' }).click();
    await page.getByText('Type a percentage above 0').waitFor();
    await page.getByText('Choose one of your shop’s coupons.').waitFor();
    await page.getByText('Type the affiliate’s name').waitFor();
    expect(server.writes).toEqual([]);
    await page.context().close();
  });

  test('goes on where it stopped after a failure, without a second program or affiliate', async () => {
    const { page, server } = await admin.open({ ...newShop(), connected: true });
    await page.getByLabel('Coupon', { exact: true }).fill('welcome10');
    await page.getByRole('option', { name: /welcome10/ }).click();
    await page.getByLabel('Affiliate', { exact: true }).fill('Bea');
    server.failNext('coupons', 502, 'store_unreachable', 'no answer');
    await page.getByRole('button', { name: 'Start earning' }).click();
    await page.getByText('Bea is there already').waitFor();
    expect(await page.getByLabel('Affiliate', { exact: true }).inputValue()).toBe('Bea');
    await page.getByRole('button', { name: 'Start earning' }).click();
    await page.getByText('Bea now earns').waitFor();
    expect(server.writes).toEqual(['POST programs', 'POST affiliates', 'PUT coupons/11', 'PUT coupons/11']);
    await page.context().close();
  });
});

async function connectByKeyboard(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Who earns with which coupon?' }).waitFor();
}

/** Presses Tab until the field of that label has the focus. */
async function tabTo(page: Page, label: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  for (let presses = 0; presses < 6; presses += 1) {
    await page.keyboard.press('Tab');
    if (await field.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Six presses of Tab do not lead to "${label}"`);
}
