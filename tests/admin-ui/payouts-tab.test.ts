import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  chromiumIsHere,
  narrow,
  picture,
  seriousFaults,
  sidewaysOverflow,
  wide,
} from '../support/browser.ts';
import { startAdminPage, type AdminPage } from './support/admin-page.ts';
import { john, mia, payingShop, payout } from './support/canned-payouts.ts';
import { busyShop, newShop } from './support/canned-shop.ts';

jest.setTimeout(300_000);

(chromiumIsHere ? describe : describe.skip)('the Payouts tab', () => {
  let admin: AdminPage;
  beforeAll(async () => {
    admin = await startAdminPage();
  });
  afterAll(() => admin?.stop());

  const open = (address = '', shop = payingShop(), size = wide) =>
    admin.open(shop, `&tab=payouts${address}`, size);

  test('opens with what is to be sent: to whom, how much, where to, and made of how much', async () => {
    const { page, crashes } = await open();
    await page.getByText('To send (4)').waitFor();
    const row = (await rowOf(page, '€27.00').innerText()).replace(/\s+/g, ' ');
    expect(row).toContain('John Miller');
    expect(row).toContain('PayPal: john@example.org');
    expect(row).toContain('3 items');
    expect(row).toContain('20 Nov 2026');
    expect(await page.getByText('€120.00').count()).toBe(0);
    expect(await rowOf(page, 'US$12.00').innerText()).toContain('Outdated: less is payable now');
    expect(await rowOf(page, '€9.50').innerText()).toContain('No account known');
    await picture(page, 'admin/payouts to send-wide');
    expect(await seriousFaults(page, '#finders-fee-admin')).toEqual([]);
    expect(await sidewaysOverflow(page)).toBe(0);
    expect(crashes).toEqual([]);
    await page.context().close();
  });

  test('stacks its rows on a phone, with amount, state and account, and opens one', async () => {
    const { page } = await open('', payingShop(), narrow);
    await page.getByText('PayPal: john@example.org').waitFor();
    await page.getByText('Outdated: less is payable now').waitFor();
    await picture(page, 'admin/payouts to send-narrow');
    expect(await seriousFaults(page, '#finders-fee-admin')).toEqual([]);
    expect(await sidewaysOverflow(page)).toBe(0);
    await page.getByRole('button', { name: 'John Miller' }).first().click();
    await page.getByRole('dialog', { name: '€27.00 to John Miller' }).waitFor();
    await picture(page, 'admin/a payout to send-narrow');
    expect(await sidewaysOverflow(page)).toBe(0);
    await page.context().close();
  });

  test('goes through its kinds with the state in the address, and back undoes it', async () => {
    const { page } = await open();
    await page.getByRole('link', { name: 'Sent', exact: true }).click();
    await page.getByText('€120.00').waitFor();
    expect(new URL(page.url()).searchParams.get('status')).toBe('paid');
    expect(await page.getByText('€27.00').count()).toBe(0);
    await picture(page, 'admin/payouts sent-wide');
    await page.getByRole('link', { name: 'All', exact: true }).click();
    await page.getByText('€27.00').waitFor();
    await page.getByText('€120.00').waitFor();
    await picture(page, 'admin/payouts all-wide');
    await page.reload();
    await page.getByText('€120.00').waitFor();
    await page.goBack();
    await page.getByText('€27.00').waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('searches, sorts and filters on the server', async () => {
    const { page } = await open('&currency=USD&orderby=amount&order=asc');
    await page.getByText('US$12.00').waitFor();
    expect(await amounts(page)).toEqual(['US$12.00', 'US$30.00']);
    await page.getByRole('searchbox').fill('Mia');
    await page.waitForURL(/search=Mia/);
    await page.getByText('US$12.00').waitFor({ state: 'detached' });
    expect(await amounts(page)).toEqual(['US$30.00']);
    await page.context().close();
  });

  test('records many as sent after asking once with their sums, each currency by itself', async () => {
    const { page, server } = await open();
    await selectAll(page);
    await page.getByRole('button', { name: 'I have sent it: record', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Record 3 payouts as sent?' });
    await dialog.getByText('€36.50 and US$30.00 in total.').waitFor();
    await picture(page, 'admin/payouts recorded-wide');
    expect(await seriousFaults(page, '.finders-fee-modal')).toEqual([]);
    expect(server.writes).toEqual([]);
    await dialog.getByRole('button', { name: 'I have sent them: record' }).click();
    await page.getByText('3 recorded.').first().waitFor();
    expect(server.writes).toEqual(['pay_5', 'pay_4', 'pay_2'].map((id) => `POST payouts/${id}/pay`));
    await page.getByText('To send (1)').waitFor();
    await rowOf(page, 'US$30.00').waitFor({ state: 'detached' });
    expect(await amounts(page)).toEqual(['US$12.00']);
    await focusIsIn(page, '.finders-fee-whole');
    await page.context().close();
  });

  test('says which of many could not be recorded, and why, and leaves it where it is', async () => {
    const shop = payingShop();
    const { page, server } = await open('', shop);
    await selectAll(page);
    await page.getByRole('button', { name: 'I have sent it: record', exact: true }).click();
    Object.assign(shop.payouts[1]!, { is_outdated: true, payable: '1.00' });
    server.failNext('payouts/pay_4/pay', 409, 'conflict', 'Payout pay_4 proposes 30.00 USD, but …');
    await page.getByRole('button', { name: 'I have sent them: record' }).click();
    const sentence = '2 recorded. 1 could not: US$30.00 to Mia Wong is more than is payable now.';
    await page.locator('.finders-fee-problem').getByText(sentence).waitFor();
    await picture(page, 'admin/payouts partly recorded-wide');
    await page.getByText('To send (2)').waitFor();
    await rowOf(page, 'US$30.00').getByText('Outdated').waitFor();
    await page.locator('.finders-fee-problem').getByRole('button', { name: 'Dismiss' }).click();
    expect(await page.locator('.finders-fee-problem').count()).toBe(0);
    await page.context().close();
  });

  test('stops where nobody answers any more, and says how many are left as they were', async () => {
    const { page, server } = await open();
    await selectAll(page);
    await page.getByRole('button', { name: 'I have sent it: record', exact: true }).click();
    server.failNext('payouts/pay_4/pay', 503, 'sidecar_unreachable', 'Away');
    await page.getByRole('button', { name: 'I have sent them: record' }).click();
    await page
      .getByText(/1 recorded\. 2 are left as they were\. The sidecar does not answer/)
      .first()
      .waitFor();
    expect(server.writes).toEqual(['POST payouts/pay_5/pay', 'POST payouts/pay_4/pay']);
    await page.context().close();
  });

  test('says both who could not be recorded and that nobody answers, where nothing was recorded before', async () => {
    const shop = payingShop();
    const { page, server } = await open('', shop);
    await selectAll(page);
    await page.getByRole('button', { name: 'I have sent it: record', exact: true }).click();
    Object.assign(shop.payouts[0]!, { is_outdated: true, payable: '1.00' });
    server.failNext('payouts/pay_5/pay', 409, 'conflict', 'Payout pay_5 proposes 27.00 EUR, but …');
    server.failNext('payouts/pay_4/pay', 503, 'sidecar_unreachable', 'Away');
    await page.getByRole('button', { name: 'I have sent them: record' }).click();
    const refused = '0 recorded. 1 could not: €27.00 to John Miller is more than is payable now.';
    await page
      .locator('.finders-fee-problem')
      .getByText(`${refused} 2 are left as they were. The sidecar does not answer`)
      .waitFor();
    await page.context().close();
  });

  test('can be stopped on the way: what is under way ends, and the rest is left as it was', async () => {
    const { page, server } = await open();
    const letGo = await stopAtFirst(page);
    letGo();
    await page.getByText('1 recorded. 2 are left as they were.').first().waitFor();
    expect(server.writes).toEqual(['POST payouts/pay_5/pay']);
    await page.context().close();
  });

  test('can be tried again where it was stopped and the one under way failed', async () => {
    const { page, server } = await open();
    server.failNext('payouts/pay_5/pay', 503, 'sidecar_unreachable', 'Away');
    const letGo = await stopAtFirst(page);
    letGo();
    const dialog = page.getByRole('dialog', { name: 'Record 3 payouts as sent?' });
    await dialog.getByText('The sidecar does not answer').waitFor();
    await dialog.getByRole('button', { name: 'I have sent them: record' }).click();
    await page.getByText('3 recorded.').first().waitFor();
    await page.context().close();
  });

  test('records one from its row, and keeps the dialog with the reason when it cannot', async () => {
    const shop = payingShop();
    const { page, server } = await open('', shop);
    await page.getByRole('button', { name: 'I have sent it (€27.00 to John Miller)' }).click();
    const dialog = page.getByRole('dialog', { name: 'Record €27.00 to John Miller as sent?' });
    server.failNext('payouts/pay_5/pay', 409, 'conflict', 'Payout pay_5 proposes 27.00 EUR, but …');
    Object.assign(shop.payouts[0]!, { is_outdated: true, payable: '1.00' });
    await dialog.getByRole('button', { name: 'I have sent it: record' }).click();
    await dialog.getByText('€27.00 to John Miller is more than is payable now.').waitFor();
    await dialog.getByRole('button', { name: 'Not now' }).click();
    await rowOf(page, '€27.00').getByText('Outdated').waitFor();
    await page.context().close();
  });

  test('cancels proposals, but never what somebody has recorded as sent meanwhile', async () => {
    const shop = payingShop();
    const { page, server } = await open('', shop);
    await selectAll(page);
    await page.getByRole('button', { name: 'Cancel the proposal', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel 4 proposals?' });
    await dialog.getByText('Nothing is lost').waitFor();
    shop.payouts[1]!.status = 'paid';
    await dialog.getByRole('button', { name: 'Cancel the proposals' }).click();
    await page
      .locator('.finders-fee-problem')
      .getByText('3 cancelled. 1 could not: US$30.00 to Mia Wong was recorded as sent meanwhile.')
      .waitFor();
    expect(server.writes).toEqual(
      ['pay_5', 'pay_4', 'pay_3', 'pay_2'].map((id) => `POST payouts/${id}/cancel`),
    );
    expect(server.bodies).toEqual(Array(4).fill({ status: 'proposed' }));
    expect(shop.payouts[1]!.status).toBe('paid');
    await page.getByRole('heading', { name: 'Nothing to send' }).waitFor();
    await page.context().close();
  });

  test('opens an outdated proposal with what can be done about it, and leaves it out of what is recorded at once', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'Record or cancel it… (US$12.00 to John Miller)' }).click();
    const dialog = page.getByRole('dialog', { name: 'Pay John Miller' });
    await dialog.getByText('less is payable now').waitFor();
    await dialog.getByRole('button', { name: 'Propose what is payable now' }).waitFor();
    await dialog.getByRole('button', { name: 'Not now' }).click();
    await dialog.waitFor({ state: 'detached' });
    await rowOf(page, 'US$12.00').getByText('John Miller').click();
    await dialog.waitFor();
    await page.context().close();
  });

  test('shows by the keyboard what a payout is made of and where to send it, records it there, and gives the focus back', async () => {
    const { page, server } = await open();
    await rowOf(page, 'US$30.00').getByRole('button', { name: 'Mia Wong', exact: true }).press('Enter');
    const panel = page.getByRole('dialog', { name: 'US$30.00 to Mia Wong' });
    await panel.getByText('Bank transfer: DE89 3704 0044 0532 0130 00, Mia Wong').waitFor();
    expect(new URL(page.url()).searchParams.get('id')).toBe('pay_4');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('US$30.00 to Mia Wong');
    const text = (await panel.innerText()).replace(/\s+/g, ' ');
    expect(text).toContain(
      'Order #1001 US$30.00 Order #998 US$4.50 Carried over and written off −US$4.50 Payout US$30.00',
    );
    await picture(page, 'admin/a payout to send-wide');
    expect(await seriousFaults(page, '.finders-fee-panel')).toEqual([]);
    await panel.getByRole('button', { name: 'I have sent it: record' }).click();
    await page
      .getByRole('dialog', { name: /^Record/ })
      .getByRole('button', { name: 'I have sent it' })
      .click();
    await panel.getByText('Paid', { exact: true }).waitFor();
    await focusIsIn(page, '.finders-fee-panel');
    expect(server.writes).toEqual(['POST payouts/pay_4/pay']);
    await panel.getByRole('button', { name: 'It was not paid…' }).click();
    const asked = page.getByRole('dialog', { name: 'Take back that this was paid?' });
    await asked.getByText('US$30.00 becomes payable again').waitFor();
    await asked.getByRole('button', { name: 'Take it back' }).click();
    await panel.getByText('Cancelled').waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('proposes to everybody to whom something is due, after saying what that comes to and for whom not', async () => {
    const shop = busyShop();
    shop.payouts.unshift(payout({ id: 'pay_5' }));
    shop.balances.push(
      { affiliate_id: mia, currency: 'EUR', pending: '0.00', approved: '812.40', paid: '0.00' },
      { affiliate_id: 'aff_3', currency: 'EUR', pending: '0.00', approved: '0.10', paid: '0.00' },
      { affiliate_id: mia, currency: 'USD', pending: '0.00', approved: '30.00', paid: '0.00' },
    );
    const { page, server } = await open('&status=paid', shop);
    await page.getByRole('button', { name: 'Propose what is due…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Propose what is due' });
    await dialog.getByText('2 affiliates, in EUR').waitFor();
    const text = (await dialog.innerText()).replace(/\s+/g, ' ');
    expect(text).toContain('2 affiliates, in EUR €812.50 1 affiliate, in USD US$30.00');
    expect(text).toContain('1 proposal is open already and stays as it is.');
    expect(text).toContain('1 account is below zero after a refund, and gets none');
    await picture(page, 'admin/payouts proposed-wide');
    expect(await seriousFaults(page, '.finders-fee-modal')).toEqual([]);
    server.failNext('payouts', 504, 'unavailable', 'Too slow');
    await dialog.getByRole('button', { name: 'Propose it' }).click();
    await dialog.getByText('What was proposed until then stays, and stands in the list.').waitFor();
    await dialog.getByRole('button', { name: 'Propose it' }).click();
    await page.getByText('3 payouts proposed, €812.50 and US$30.00 in total.').waitFor();
    expect([server.writes, server.bodies]).toEqual([
      ['POST payouts', 'POST payouts'],
      [{}, {}],
    ]);
    await rowOf(page, '€812.40').waitFor();
    await page.getByText('To send (4)').waitFor();
    expect(new URL(page.url()).searchParams.get('status')).toBeNull();
    await page.getByRole('button', { name: 'Propose what is due…' }).click();
    await dialog.getByText('Nothing is due that is not proposed already.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Propose it' }).count()).toBe(0);
    await dialog.locator('.finders-fee-actions').getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('says what will appear while nothing was ever proposed, and that nothing is left to send afterwards', async () => {
    const first = await open('', { ...newShop(), connected: true });
    await first.page.getByRole('heading', { name: 'No payout yet' }).waitFor();
    await first.page.getByRole('button', { name: 'Propose what is due…' }).waitFor();
    await picture(first.page, 'admin/no payout yet-wide');
    await first.page.context().close();
    const { page } = await open('', busyShop());
    await page.getByRole('heading', { name: 'Nothing to send' }).waitFor();
    await page.getByRole('link', { name: 'See what was sent' }).click();
    await page.getByText('€120.00').waitFor();
    await page.context().close();
  });

  test('never takes a count that could not be had for a shop in which nothing was ever proposed', async () => {
    const { page } = await admin.open(busyShop());
    await page.route(/\/payouts\?per_page=1(&|$)/, (route) => route.abort());
    await page.getByRole('link', { name: 'Payouts', exact: true }).click();
    await page.getByRole('heading', { name: 'Nothing to send' }).waitFor();
    await page.context().close();
  });

  test('can be had as CSV, as it is narrowed', async () => {
    const { page } = await open(`&affiliate_name=${john}`);
    const asked = page.waitForRequest(/format=csv/);
    await page.getByRole('button', { name: 'Download CSV' }).click();
    const query = new URL((await asked).url()).searchParams;
    expect([query.get('status'), query.get('affiliate_id')]).toEqual(['proposed', john]);
    await page.context().close();
  });

  test('is counted on the overview among what waits for the owner', async () => {
    const { page } = await admin.open(payingShop());
    await page.getByRole('link', { name: '4 payouts to send' }).click();
    await rowOf(page, '€27.00').waitFor();
    expect(new URL(page.url()).searchParams.get('tab')).toBe('payouts');
    await page.context().close();
  });
});

function rowOf(page: Page, amount: string) {
  return page.getByRole('row').filter({ hasText: amount });
}

function amounts(page: Page): Promise<string[]> {
  return page.locator('td .finders-fee-money').allInnerTexts();
}

async function selectAll(page: Page): Promise<void> {
  await rowOf(page, '€27.00').waitFor();
  await page.getByRole('checkbox', { name: 'Select all' }).first().check();
}

/** Records all and stops while the first is under way; the answer lets the first go on. */
async function stopAtFirst(page: Page): Promise<() => void> {
  let letGo = () => undefined as void;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(/payouts\/pay_5\/pay/, async (route) => {
    await held;
    await route.continue();
  });
  await selectAll(page);
  await page.getByRole('button', { name: 'I have sent it: record', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Record 3 payouts as sent?' });
  await dialog.getByRole('button', { name: 'I have sent them: record' }).click();
  await dialog.getByText('0 of 3 done').waitFor();
  await dialog.getByRole('button', { name: 'Stop here' }).click();
  return letGo;
}

async function focusIsIn(page: Page, selector: string): Promise<void> {
  await page.waitForFunction((within) => document.activeElement?.closest(within) !== null, selector);
}
