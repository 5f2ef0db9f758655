import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import {
  chromiumIsHere,
  launchChromium,
  narrow,
  seriousFaults,
  sidewaysOverflow,
} from '../support/browser.ts';
import { john, johnWithEverything, sale } from './canned-affiliate.ts';
import { startCannedStore, type Canned, type CannedStore } from './canned-store.ts';

const suite = chromiumIsHere ? describe : describe.skip;

suite('the account page (in Chromium; skipped where there is none)', () => {
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

  async function open(canned: Canned, options: BrowserContextOptions = {}): Promise<Page> {
    store = await startCannedStore(canned);
    const context = await browser.newContext({ viewport: narrow, ...options });
    const page = await context.newPage();
    await page.goto(store.url);
    await page.waitForSelector('.ff-page:not([aria-busy]), .ff-notice');
    return page;
  }

  test('says the balance first, with what is payable when and what is still in its hold', async () => {
    const page = await open(john());
    const text = await page.locator('.ff-balance').innerText();
    expect(text).toMatch(/€60\.60/);
    expect(text).toMatch(/€42\.10 payable on \d+ \w+.* · €18\.50 still in its hold/);
  });

  test.each([
    ['nonce and figures together', true, ['start']],
    ['a nonce, then the figures', false, ['nonce', 'me']],
  ])('asks for what people came for first: %s', async (_, startsTogether, first) => {
    const page = await open(john({ startsTogether }));
    await page.locator('summary.ff-sale').first().waitFor();
    expect(store?.asked.slice(0, first.length)).toEqual(first);
    const rest = ['me/coupons', 'me/sales?page=1&per_page=10', 'me/summary'];
    expect(store?.asked.slice(first.length).sort()).toEqual(rest);
  });

  test('shows the balance before React is there, and nothing moves when it comes', async () => {
    store = await startCannedStore(john());
    const page = await (await browser.newContext({ viewport: narrow })).newPage();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/assets/account.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(store.url, { waitUntil: 'commit' });
    const amount = page.locator('[data-finders-fee-figure=balance]');
    await amount.waitFor();
    expect(await amount.innerText()).toBe('€60.60');
    const before = await amount.boundingBox();
    release();
    await page.locator('[data-finders-fee-figure=code]').waitFor();
    expect(await amount.boundingBox()).toEqual(before);
  });

  test('copies the code', async () => {
    const page = await open(john());
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy the code JOHN10' }).click();
    await page.getByText('Copied').first().waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('JOHN10');
  });

  test('gives each sale a plain state and explains an amount by the keyboard alone', async () => {
    const page = await open(john());
    const states = await page.locator('.ff-sale-state').allInnerTexts();
    expect(states[0]).toMatch(/counts from \d+ \w+\s+9\.00 less 4\.50: 1 of 2 pieces refunded/);
    expect(states[1]).toMatch(/not counted\s+Nothing: another coupon or link on the order earns/);
    expect(states[2]).toMatch(/taken back\s+Nothing: the order is fully refunded/);
    await page.locator('.ff-sale').first().focus();
    await page.keyboard.press('Enter');
    await page.getByText('Refunded, 1 piece', { exact: true }).waitFor();
    const receipt = await page.locator('.ff-receipt').innerText();
    expect(receipt).toMatch(/earned \+€9\.00 · .* adjusted −€4\.50 · payable from/);
  });

  test('says what is payable, on hold, in review, paid, and kindly what is to be settled', async () => {
    const page = await open(johnWithEverything());
    const [euros = '', dollars = ''] = await page.locator('.ff-balance').allInnerTexts();
    expect(euros).toMatch(
      /€87\.60\s+€24\.00 payable · €42\.10 payable on .* · €18\.50 still in its hold · €3\.00 held: the shop is looking into it · €120\.00 paid so far/,
    );
    expect(dollars).toMatch(
      /-US\$4\.50\s+US\$4\.50 to be settled with your next sales: .* · US\$9\.00 paid so far/,
    );
    expect(await page.locator('.ff-code').innerText()).toContain('you earn 12.5 %');
  });

  test('says rates of every kind, shares, reviews and sales outside the shop', async () => {
    const page = await open(johnWithEverything());
    const sales = await page.locator('.ff-sale').allInnerTexts();
    const expected = [
      /7\.50: 2\.50 per item, 3 items/,
      /the shop is looking into it\s+Held: waiting for a review/,
      /payable\s+12\.70: 3 rates on 135\.00, part of a shared order, without 2 excluded lines/,
      /not accepted by the shop\s+Nothing: rejected by the store/,
      /Sale outside the shop, order 456 · JOHN10[\s\S]*paid\s+5\.00: 5\.00 per order/,
      /Sale outside the shop · JOHN10/,
    ];
    for (const [index, pattern] of expected.entries()) expect(sales[index]).toMatch(pattern);
    await page.locator('summary.ff-sale').first().click();
    await page.locator('.ff-receipt table').waitFor();
    const receipt = await page.locator('.ff-receipt').innerText();
    for (const words of [
      'Hoodie: your part',
      'Gift card: excluded by the program',
      '2 lines earned by another code',
      '5.00 per order, a part of it (your own rate)',
      '2.00 per order (coupon john10)',
      'Rounding',
    ]) {
      expect(receipt).toContain(words);
    }
    expect(receipt).toMatch(/earned \+€5\.00 · \d+ \w+ put on hold · \d+ \w+ released · payable from/);
  });

  test('shows older sales when asked', async () => {
    const page = await open(john({ sales: Array.from({ length: 12 }, (_, index) => sale(index)) }));
    await page.getByRole('button', { name: 'Show older sales' }).click();
    await page.locator('.ff-sale').nth(11).waitFor();
    expect(await page.getByRole('button', { name: 'Show older sales' }).count()).toBe(0);
  });

  test('sends a visitor who is not logged in to the login and asks nothing else', async () => {
    const page = await open(john({ loggedIn: false }));
    const link = await page.getByRole('link', { name: 'Log in' }).getAttribute('href');
    expect(link).toContain(`redirect_to=${encodeURIComponent(store?.url ?? '')}`);
    expect(store?.asked).toEqual(['start']);
  });

  test('tells a customer without a code how to get one', async () => {
    const page = await open(john({ failing: { status: 404, code: 'not_an_affiliate' } }));
    expect(await page.locator('.ff-notice').innerText()).toContain(
      'no coupon code or referral link of your own',
    );
  });

  test('says what still stands when the books are out of reach, and recovers at a press', async () => {
    const page = await open(john({ failing: { status: 503, code: 'sidecar_unreachable' } }));
    expect(await page.getByRole('alert').innerText()).toContain('Your sales are safe');
    if (store) store.answer.failing = null;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.ff-balance').waitFor();
  });

  test.each([
    ['an affiliate with sales', john()],
    ['an affiliate with a little of everything', johnWithEverything()],
    [
      'an affiliate without a sale',
      john({ me: { ...john().me, balances: [] }, sales: [], summary: { days: [] } }),
    ],
    ['a visitor who is not logged in', john({ loggedIn: false })],
  ])(
    'has no critical or serious fault of accessibility and no sideways scroll at 390 px: %s',
    async (_, canned) => {
      const page = await open(canned, { reducedMotion: 'reduce' });
      await page.evaluate(() => document.querySelector<HTMLElement>('summary.ff-sale')?.click());
      expect(await seriousFaults(page, '.finders-fee-account')).toEqual([]);
      expect(await sidewaysOverflow(page)).toBe(0);
    },
  );
});
