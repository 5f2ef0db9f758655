import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { pageLink } from '../../admin-ui/src/account/page-link.ts';
import {
  chromiumIsHere,
  launchChromium,
  narrow,
  picture,
  seriousFaults,
  sidewaysOverflow,
  wide,
} from '../support/browser.ts';
import { john, sale } from './canned-affiliate.ts';
import { startCannedStore, type Canned, type CannedStore } from './canned-store.ts';

const link = 'https://shop.example/?ref=k7m2qd9x';

describe('a link to a page of the shop', () => {
  test.each([
    ['the front page', 'https://shop.example', 'https://shop.example/?ref=k7m2qd9x'],
    ['a product', ' https://shop.example/hoodie/ ', 'https://shop.example/hoodie/?ref=k7m2qd9x'],
    ['typed without https', 'shop.example/hoodie', 'https://shop.example/hoodie?ref=k7m2qd9x'],
    ['typed without the shop', '/hoodie', 'https://shop.example/hoodie?ref=k7m2qd9x'],
    ['the older http', 'http://shop.example/', 'https://shop.example/?ref=k7m2qd9x'],
    ['with www', 'https://www.shop.example/', 'https://shop.example/?ref=k7m2qd9x'],
    ['other parameters', 'https://shop.example/?p=7&b=2', 'https://shop.example/?p=7&b=2&ref=k7m2qd9x'],
    ['a fragment', 'https://shop.example/a#sizes', 'https://shop.example/a?ref=k7m2qd9x#sizes'],
    ['a ref already', 'https://shop.example/?ref=abcdefgh&a=1', 'https://shop.example/?ref=k7m2qd9x&a=1'],
  ])('keeps what was there and adds the affiliate: %s', (_, address, made) => {
    expect(pageLink(link, address)).toBe(made);
  });

  test.each([
    ['another site', 'https://elsewhere.example/hoodie'],
    ['a site that begins the same', 'https://shop.example.elsewhere.example/'],
    ['a site behind a name', 'https://shop.example@elsewhere.example/'],
    ['another port', 'https://shop.example:8443/'],
    ['a script', 'javascript:alert(1)'],
    ['a mailbox', 'mailto:someone@shop.example'],
    ['a word', 'hoodie'],
    ['two words', 'a hoodie'],
  ])('is not made of %s', (_, address) => {
    expect(pageLink(link, address)).toBeNull();
  });

  test('stays inside the folder that the shop lives in', () => {
    const inFolder = 'https://site.example/shop/?ref=k7m2qd9x';
    expect(pageLink(inFolder, 'https://site.example/shop')).toBe('https://site.example/shop?ref=k7m2qd9x');
    expect(pageLink(inFolder, 'https://site.example/shop/hat')).toContain('/shop/hat?ref=');
    expect(pageLink(inFolder, 'https://site.example/shopping')).toBeNull();
  });
});

(chromiumIsHere ? describe : describe.skip)('the link on the account page', () => {
  let browser: Browser;
  let store: CannedStore | undefined;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await store?.stop();
  });
  afterAll(() => browser.close());

  async function open(canned: Canned, viewport = narrow): Promise<Page> {
    store = await startCannedStore(canned);
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    await page.goto(store.url);
    await page.waitForSelector('.ff-sales, .ff-page section:last-child > p');
    return page;
  }

  const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
  const card = (page: Page) => page.getByRole('region', { name: 'Your link' });

  test('stands beside the codes, and one press copies it and says so to a screen reader', async () => {
    const page = await open(john());
    expect(await card(page).innerText()).toContain(`${link}\n`);
    await card(page).getByRole('button', { name: 'Copy your link' }).press('Enter');
    await card(page).getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    expect(await clipboard(page)).toBe(link);
  });

  test('is copied through a selection where the clipboard is closed, and the focus stays', async () => {
    const page = await open(john());
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
    });
    const copy = card(page).getByRole('button', { name: 'Copy your link' });
    await copy.press('Enter');
    await card(page).getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    expect(await clipboard(page)).toBe(link);
    expect(await copy.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  test('leads to any page of the shop whose address is pasted', async () => {
    const page = await open(john());
    const field = await openField(page);
    await paste(field, 'https://shop.example/hoodie/?colour=red#sizes');
    const made = 'https://shop.example/hoodie/?colour=red&ref=k7m2qd9x#sizes';
    await card(page).getByText(made).waitFor();
    await card(page).getByRole('button', { name: 'Copy the link to this page' }).click();
    await card(page).getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    expect(await clipboard(page)).toBe(made);
  });

  test('refuses the address of another site in one sentence, and not while it is being typed', async () => {
    const page = await open(john());
    const field = await openField(page);
    await field.pressSequentially('elsewhere.example');
    expect(await field.getAttribute('aria-invalid')).toBeNull();
    await field.press('Tab');
    await card(page)
      .getByText('That is no page of shop.example; your link works in this shop only.')
      .waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await card(page).getByRole('button', { name: 'Copy the link to this page' }).count()).toBe(0);
    await field.fill('');
    expect(await field.getAttribute('aria-invalid')).toBeNull();
  });

  test('is what an affiliate without a code shares', async () => {
    const page = await open(john({ coupons: [], sales: [] }));
    await page.getByText('Each order with your code or through your link').waitFor();
    expect(await page.getByText('Ask the shop for one').count()).toBe(0);
    expect(await card(page).innerText()).toContain(link);
    await picture(page, 'account/a link without a code-narrow');
  });

  test('is not there while the shop has links switched off', async () => {
    const page = await open(john({ me: { ...john().me, link: null } }));
    await page.locator('[data-finders-fee-figure=code]').waitFor();
    expect(await page.getByText('Your link').count()).toBe(0);
    expect(await page.getByText('Link to a page').count()).toBe(0);
  });

  test('a sale says whether it came through the link or from a customer who came back', async () => {
    const page = await open(
      john({
        sales: [
          sale(2, { channel: 'link', coupon_code: null }),
          sale(1, { channel: 'referral_code', coupon_code: 'sarah10' }),
          sale(0, {
            channel: 'link',
            coupon_code: null,
            status: 'none',
            amount: '0.00',
            summary: { code: 'link_expired', values: {}, text: '' },
          }),
        ],
      }),
    );
    const sales = await page.locator('.ff-sale').allInnerTexts();
    expect(sales[0]).toContain('Order #1042 · your link');
    expect(sales[1]).toContain('Order #1041 · returning customer, SARAH10');
    expect(sales[2]).toMatch(/your link[\s\S]*not counted\s+Nothing: the link was followed too long/);
  });

  test.each([
    ['wide', wide],
    ['narrow', narrow],
  ])('has no serious fault of accessibility and nothing overflows, %s', async (width, size) => {
    const long = `https://shop.example/${'a-very-long-name-of-a-product-'.repeat(5)}/?colour=red`;
    const page = await open(
      john({ sales: [sale(1, { channel: 'referral_code', coupon_code: 'sarah10' })] }),
      size,
    );
    const field = await openField(page);
    await paste(field, long);
    await card(page).getByRole('button', { name: 'Copy the link to this page' }).waitFor();
    await picture(page, `account/a link to a page-${width}`);
    expect(await seriousFaults(page, '.finders-fee-account')).toEqual([]);
    expect(await sidewaysOverflow(page)).toBe(0);
    await paste(field, 'https://elsewhere.example/');
    await card(page).getByText('That is no page of').waitFor();
    await picture(page, `account/an address of another site-${width}`);
    expect(await seriousFaults(page, '.finders-fee-account')).toEqual([]);
  });

  async function openField(page: Page): Promise<Locator> {
    await page.getByText('Link to a page').click();
    return page.getByLabel('Address of a page of this shop');
  }

  async function paste(field: Locator, text: string): Promise<void> {
    await field.page().evaluate((each) => navigator.clipboard.writeText(each), text);
    await field.press('Control+a');
    await field.press('Control+v');
  }
});
