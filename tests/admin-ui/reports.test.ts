import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chromiumIsHere } from '../support/browser.ts';
import { addAmounts } from '../../admin-ui/src/format/amount.ts';
import { parametersOf, questionOf, reportPath } from '../../admin-ui/src/admin/pages/reports/report-query.ts';
import { sumsOf } from '../../admin-ui/src/admin/pages/reports/sums.ts';
import { startAdminPage, type AdminPage } from './support/admin-page.ts';
import { busyShop } from './support/canned-shop.ts';

jest.setTimeout(300_000);

describe('a report', () => {
  test('stands in its address, and an address that makes no sense is the last 30 days by day', () => {
    const asked = { period: 'last-month', group_by: 'coupon', affiliate_id: 'aff_1' };
    expect(parametersOf(questionOf(asked))).toEqual(asked);
    expect(questionOf({ period: 'never', group_by: 'moon' })).toEqual({
      period: 'last-30-days',
      grouping: 'day',
      only: undefined,
    });
    const span = { after: '2026-10-01T00:00:00Z', before: '2026-11-01T00:00:00Z' };
    expect(reportPath(questionOf(asked), span)).toBe(
      'reports/summary?after=2026-10-01T00%3A00%3A00Z&before=2026-11-01T00%3A00%3A00Z&group_by=coupon&affiliate_id=aff_1',
    );
  });

  test('adds amounts digit by digit, never across currencies', () => {
    const row = (currency: string, sales: string, commission: string) => ({
      key: 'x',
      label: 'x',
      currency,
      orders: 1,
      sales,
      discount: '0.10',
      commission,
    });
    const sums = sumsOf([
      row('EUR', '9007199254740993.01', '0.10'),
      row('EUR', '0.02', '-0.30'),
      row('JPY', '100', '10'),
    ]);
    expect(sums).toEqual([
      { currency: 'EUR', orders: 2, sales: '9007199254740993.03', discount: '0.20', commission: '-0.20' },
      { currency: 'JPY', orders: 1, sales: '100', discount: '0.10', commission: '10' },
    ]);
    expect(addAmounts('-1.50', '1.50')).toBe('0.00');
  });
});

(chromiumIsHere ? describe : describe.skip)('the Reports tab', () => {
  let admin: AdminPage;
  beforeAll(async () => {
    admin = await startAdminPage();
  });
  afterAll(() => admin?.stop());

  test('keeps currencies apart in tiles and sums, and says why rows may have more orders than there were', async () => {
    const { page } = await admin.open(busyShop(), '&tab=reports&group_by=affiliate');
    const text = (await page.locator('#finders-fee-admin').innerText()).replace(/\s+/g, ' ');
    expect(text).toContain('Orders, EUR 60');
    expect(text).toContain('Orders, USD 1');
    expect(text).toContain('In all, EUR 60 €3,001.46 €200.00');
    expect(text).toContain('In all, USD 1 US$120.00');
    expect(text).toContain('The rows’ orders add up to 2 more than there were');
    await page.context().close();
  });

  test('carries period, grouping and narrowing in the address: back, reload and a link show the same', async () => {
    const { page } = await admin.open(busyShop(), '&tab=reports');
    await page.getByLabel('Period').selectOption('Last month');
    await page.getByLabel('By', { exact: true }).selectOption('Channel');
    await page.getByRole('link', { name: 'Offline sale', exact: true }).click();
    await page.waitForURL(/period=last-month&channel=offline/);
    await page.reload();
    await page.getByRole('button', { name: 'No longer only Offline sale' }).waitFor();
    expect(await page.getByLabel('Period').inputValue()).toBe('last-month');
    await page.goBack();
    await page.getByRole('row', { name: /Offline sale 10/ }).waitFor();
    expect(await page.getByLabel('By', { exact: true }).inputValue()).toBe('channel');
    await page.context().close();
  });

  test('is narrowed by typing, by keyboard alone, and widened again', async () => {
    const { page } = await admin.open(busyShop(), '&tab=reports');
    const asked = page.waitForRequest(/reports\/summary.*affiliate_id=aff_/);
    await page.getByLabel('Only').fill('mia');
    await page.getByRole('option', { name: 'John Miller Affiliate' }).waitFor({ state: 'detached' });
    await page.getByRole('option', { name: 'Mia Wong Affiliate' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await asked;
    await page.getByText('Mia Wong').waitFor();
    await page.getByRole('button', { name: 'No longer only Mia Wong' }).press('Enter');
    await page.waitForURL((url) => !url.search.includes('affiliate_id'));
    await page.context().close();
  });

  test('downloads the same rows as CSV, and says what to do where nothing sold', async () => {
    const { page } = await admin.open(busyShop(), '&tab=reports&group_by=affiliate&channel=offline');
    const asked = page.waitForRequest(/format=csv/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    expect(Object.fromEntries(new URL((await asked).url()).searchParams)).toMatchObject({
      group_by: 'affiliate',
      channel: 'offline',
    });
    expect(download.suggestedFilename()).toMatch(/^reports-summary-/);
    await page.goto(`${page.url().split('&tab')[0]}&tab=reports&coupon_code=unsold`);
    await page.getByText('Nothing of what the report is narrowed to sold in this period.').waitFor();
    await page.context().close();
  });
});
