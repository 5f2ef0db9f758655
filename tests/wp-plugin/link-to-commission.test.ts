import { clickCookie } from '@finders-fee/shared';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { aShop, expectOk, type Shop } from '../support/a-shop.ts';
import { chromiumIsHere, launchChromium } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { buyInBlockCheckout } from './support/buyer.ts';
import { onARealStore } from './support/on-a-real-store.ts';

jest.setTimeout(120_000);

onARealStore('from a referral link to a commission', () => {
  let shop: Shop;
  let browser: Browser | undefined;
  let link: string;
  let affiliateId: string;
  let productId: number;

  beforeAll(async () => {
    [shop, browser] = await Promise.all([
      aShop('woocommerce'),
      chromiumIsHere ? launchChromium() : undefined,
    ]);
    const program = expectOk(
      await shop.owner.post('programs', { name: 'Friends', rate: { type: 'percent', value: '10' } }),
    );
    const affiliate = expectOk(
      await shop.owner.post('affiliates', { name: 'Frida Friend', program_id: program.id }),
    );
    ({ id: affiliateId, link } = affiliate);
    productId = expectOk(await shop.woo.post('products', { name: 'Teapot', regular_price: '50' })).id;
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });

  /** What a browser without coupons keeps after the link; where there is no Chromium, what the shop answers to its script. */
  async function clickBy(address: string): Promise<string> {
    if (!browser) {
      const body = new URLSearchParams({ code: new URL(address).searchParams.get('ref')! });
      const answer = await fetch(`${shop.store.url}/?wc-ajax=finders_fee_click`, { method: 'POST', body });
      return answer.headers.getSetCookie()[0]!.split(';')[0]!;
    }
    const visitor = await browser.newContext();
    const page = await visitor.newPage();
    const answered = page.waitForResponse((response) => response.url().includes('finders_fee_click'));
    await page.goto(address);
    await answered;
    const { value } = (await visitor.cookies()).find(({ name }) => name === clickCookie)!;
    await visitor.close();
    return `${clickCookie}=${value}`;
  }

  const commissionOf = (orderId: number) =>
    eventually('the order has a commission', async () => (await shop.commissionsOf(orderId))[0]);

  test('an order after the affiliate’s own link earns at the program’s rate, and says that a link brought it', async () => {
    expect(link).toMatch(new RegExp(`^${shop.store.url}/\\?ref=[a-z2-9]{8}$`));
    const cookie = await clickBy(link);
    const { orderId } = await buyInBlockCheckout(shop.store.url, {
      productId,
      email: 'buyer@example.test',
      cookie,
    });
    expect(await commissionOf(orderId)).toMatchObject({
      affiliate_id: affiliateId,
      channel: 'link',
      amount: '5.00',
      currency: 'EUR',
    });
    expect(expectOk(await shop.owner.get('redemptions', { order_id: orderId }))).toMatchObject([
      { channel: 'link', coupon_code: null, affiliate_id: affiliateId },
    ]);
  });

  test('the code at the end of any address of the shop is the same link', async () => {
    const code = new URL(link).searchParams.get('ref')!;
    const cookie = await clickBy(`${shop.store.url}/product/teapot/?ref=${code}`);
    const { orderId } = await buyInBlockCheckout(shop.store.url, {
      productId,
      email: 'other@example.test',
      cookie,
    });
    expect(await commissionOf(orderId)).toMatchObject({ affiliate_id: affiliateId, channel: 'link' });
  });

  test('an affiliate’s coupon on the order earns, and the link of another does not', async () => {
    const { affiliateId: couponOwnerId } = await shop.affiliateWithCoupon('teatime');
    const { orderId } = await buyInBlockCheckout(shop.store.url, {
      productId,
      email: 'third@example.test',
      coupon: 'teatime',
      cookie: await clickBy(link),
    });
    expect(await commissionOf(orderId)).toMatchObject({
      affiliate_id: couponOwnerId,
      channel: 'coupon',
      amount: '4.50',
    });
  });
});
