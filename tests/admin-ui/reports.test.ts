import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chromiumIsHere, narrow, picture, seriousFaults, sidewaysOverflow } from '../support/browser.ts';
import { bucketsOf } from '../../admin-ui/src/admin/components/chart-buckets.ts';
import { startOfDay } from '../../admin-ui/src/format/period.ts';
import { addAmounts } from '../../admin-ui/src/format/amount.ts';
import { parametersOf, questionOf, reportPath } from '../../admin-ui/src/admin/pages/reports/report-query.ts';
import { spanOfPeriod } from '../../admin-ui/src/admin/pages/reports/report-period.ts';
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

  test('from one day to another stands in its address, and days that the calendar does not have do not', () => {
    const asked = { period: 'custom', from: '2026-03-01', to: '2026-03-31', group_by: 'program' };
    expect(parametersOf(questionOf(asked))).toEqual(asked);
    expect(questionOf(asked).period).toEqual({ from: '2026-03-01', to: '2026-03-31' });
    for (const days of [{}, { from: '2026-02-30', to: '2026-03-31' }, { from: '2026-03-01', to: 'soon' }])
      expect(questionOf({ period: 'custom', ...days }).period).toBe('last-30-days');
  });

  test('from one day to another counts both, from midnight to midnight of the store', () => {
    // The clocks go forward on 29 March and back on 25 October.
    expect(startOfDay('2026-03-29', 0, 'Europe/Berlin')).toBe('2026-03-28T23:00:00Z');
    expect(startOfDay('2026-03-29', 1, 'Europe/Berlin')).toBe('2026-03-29T22:00:00Z');
    expect(startOfDay('2026-10-25', 1, 'Europe/Berlin')).toBe('2026-10-25T23:00:00Z');
    expect(spanOfPeriod({ from: '2026-03-02', to: '2026-03-01' })).toBeUndefined();
  });

  test('of years is drawn whole', () => {
    const period = { after: '2020-01-01T00:00:00Z', before: '2026-01-01T00:00:00Z' };
    const day = (name: string) => ({ day: name, currency: 'EUR', sales: '10.00', commission: '1.00' });
    const buckets = bucketsOf([day('2020-01-01'), day('2025-12-31')], 'EUR', period, 'UTC');
    expect(buckets.length).toBeLessThanOrEqual(62);
    expect(buckets[0]).toMatchObject({ from: '2020-01-01', sales: 10 });
    expect(buckets.at(-1)).toMatchObject({ to: '2025-12-31', sales: 10 });
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

  test('is of any days by keyboard alone, the same ones in table, chart and CSV, also after a reload', async () => {
    const { page } = await admin.open(busyShop(), '&tab=reports&group_by=affiliate');
    await page.getByLabel('Period').selectOption('From … to …');
    await page.waitForURL(/period=custom&from=\d{4}-\d\d-\d\d&to=/);
    await page.getByLabel('From', { exact: true }).fill('2026-10-25');
    await page.getByLabel('To', { exact: true }).fill('2026-10-31');
    const span = /after=2026-10-24T22%3A00%3A00Z&before=2026-10-31T23%3A00%3A00Z/;
    const asked = ['day', 'affiliate'].map((group) =>
      page.waitForRequest(
        (request) => span.test(request.url()) && request.url().includes(`group_by=${group}`),
      ),
    );
    await page.getByLabel('To', { exact: true }).press('Enter');
    await Promise.all(asked);
    await page.waitForURL(/period=custom&from=2026-10-25&to=2026-10-31&group_by=affiliate/);
    await page.reload();
    await page.getByRole('row', { name: /In all, EUR/ }).waitFor();
    expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe('2026-10-25');
    const [csv] = await Promise.all([
      page.waitForRequest(/format=csv/),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    expect(csv.url()).toMatch(span);
    await picture(page, 'admin/a report of some days-wide');
    await page.goBack();
    await page.waitForURL(/period=custom&from=2026-(?!10-25)/);
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.finders-fee-range input')?.value !== '2026-10-25',
    );
    await page.context().close();
  });

  test('refuses a last day before the first with a sentence, also in a link, on a telephone too', async () => {
    const { page } = await admin.open(
      busyShop(),
      '&tab=reports&period=custom&from=2026-10-31&to=2026-10-25',
      narrow,
    );
    await page.getByText('The last day comes before the first one.').waitFor();
    expect(await page.getByRole('button', { name: 'Download CSV' }).count()).toBe(0);
    expect(await sidewaysOverflow(page)).toBe(0);
    expect(await seriousFaults(page, '#finders-fee-admin')).toEqual([]);
    await picture(page, 'admin/a report of no days-narrow');
    const to = page.getByLabel('To', { exact: true });
    expect(await to.getAttribute('aria-invalid')).toBe('true');
    await to.fill('2026-10-31');
    const asked = page.waitForRequest(/after=2026-10-30T23%3A00%3A00Z&before=2026-10-31T23%3A00%3A00Z/);
    await page.getByRole('button', { name: 'Show' }).press('Enter');
    await asked;
    await to.fill('2026-10-30');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('The last day comes before the first one.').waitFor();
    await page.waitForURL(/from=2026-10-31&to=2026-10-31/);
    await page.context().close();
  });

  test('is narrowed by typing, by keyboard alone, and widened again', async () => {
    const { page } = await admin.open(busyShop(), '&tab=reports');
    const asked = page.waitForRequest(/reports\/summary.*affiliate_id=aff_/);
    await page.getByLabel('Only').focus();
    await page.getByRole('option', { name: 'John Miller Affiliate' }).waitFor();
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
