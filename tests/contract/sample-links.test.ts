import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { clickCookie, clickMetaKey, linkParameter } from '@finders-fee/shared';
import { aShop, expectOk, type Shop } from '../support/a-shop.ts';
import { eventually } from '../support/eventually.ts';

jest.setTimeout(60_000);

const minuteMs = 60_000;

describe('referral links in the sample shop', () => {
  let shop: Shop;
  let visitor: Visitor;
  let link = '';
  /** Of the affiliate's own coupon, and of somebody else's. */
  const [own, other] = ['linda10', 'otto10'];
  const codeOf = (address: string) => new URL(address).searchParams.get(linkParameter)!;
  const orderOf = async (id: number) => expectOk(await shop.woo.get(`orders/${id}`));
  const commissionOf = (id: number) =>
    eventually(`the commission of order ${id}`, async () => {
      const [commission, ...more] = await shop.commissionsOf(id);
      expect(more).toEqual([]);
      return commission;
    });

  beforeAll(async () => {
    shop = await aShop('sample');
    const { affiliateId } = await shop.affiliateWithCoupon(own);
    await shop.affiliateWithCoupon(other);
    ({ link } = expectOk(await shop.owner.get(`affiliates/${affiliateId}`)));
  });
  afterAll(() => shop?.stop());
  beforeEach(() => {
    visitor = visitorOf(shop.store.url);
  });

  test('who follows a link and buys without a coupon earns its affiliate a commission', async () => {
    await visitor.open(link);
    const id = await visitor.buy();
    expect((await orderOf(id)).meta_data).toEqual([
      { id: expect.any(Number), key: clickMetaKey, value: visitor.cookies.get(clickCookie) },
    ]);
    expect(await commissionOf(id)).toMatchObject({
      channel: 'link',
      affiliate_name: `Owner of ${own}`,
      coupon_code: null,
      amount: '5.00',
    });
  });

  test('a coupon of somebody else earns instead, and the link is told to have been outranked', async () => {
    await visitor.open(link);
    const id = await visitor.buy({ coupon: other });
    expect(await commissionOf(id)).toMatchObject({ channel: 'coupon', affiliate_name: `Owner of ${other}` });
    const { refused } = expectOk(await shop.owner.get(`orders/${id}/attribution`));
    expect(refused).toMatchObject([{ channel: 'link', reasons: ['outranked'] }]);
  });

  test('any page of the shop will do, and the link is kept for 30 days by name, second and nothing else', async () => {
    await visitor.open(`${shop.store.url}/cart/?${linkParameter}=${codeOf(link)}`);
    const [cookie] = visitor.lastSet();
    expect(cookie).toMatch(new RegExp(`^${clickCookie}=${codeOf(link)}\\.\\d{10}; `));
    expect(cookie).toContain('; Max-Age=2592000; Path=/; ');
    expect(cookie).toContain('; SameSite=Lax');
    const [, seconds] = visitor.cookies.get(clickCookie)!.split('.');
    expect(Math.abs(Number(seconds) * 1000 - Date.now())).toBeLessThan(minuteMs);
  });

  test('the last link followed counts', async () => {
    await visitor.open(`${shop.store.url}/?${linkParameter}=zzzz9999`);
    expect(visitor.cookies.get(clickCookie)).toMatch(/^zzzz9999\./);
    await visitor.open(link);
    await visitor.open(shop.store.url);
    expect(visitor.cookies.get(clickCookie)).toMatch(new RegExp(`^${codeOf(link)}\\.`));
  });

  test.each(['facebook', 'newsletter-7', '', 'ABCDEFGH', 'abcdefg1'])(
    'what is no link of ours leaves nothing and takes nothing away: %p',
    async (reference) => {
      const address = `${shop.store.url}/?${linkParameter}=${reference}`;
      await visitor.open(address);
      expect(visitor.cookies.has(clickCookie)).toBe(false);
      await visitor.open(link);
      const before = visitor.cookies.get(clickCookie);
      await visitor.open(address);
      expect(visitor.cookies.get(clickCookie)).toBe(before);
    },
  );

  test.each(['', 'facebook.1767268800', 'abcdefgh', 'abcdefgh.17672688001'])(
    'an order keeps nothing of a cookie that is no click: %p',
    async (cookie) => {
      visitor.cookies.set(clickCookie, cookie);
      expect((await orderOf(await visitor.buy())).meta_data).toEqual([]);
    },
  );

  test('once links are switched off nothing is kept, neither by the browser nor by an order', async () => {
    await visitor.open(link);
    const late = visitorOf(shop.store.url);
    expectOk(await shop.owner.put('settings', { link_days: 0 }));
    await late.open(link);
    expect(late.cookies.has(clickCookie)).toBe(false);
    expect((await orderOf(await visitor.buy())).meta_data).toEqual([]);
    expectOk(await shop.owner.put('settings', { link_days: 7 }));
    await visitor.open(link);
    expect(visitor.lastSet()[0]).toContain('; Max-Age=604800; ');
  });
});

type Visitor = ReturnType<typeof visitorOf>;

/** Somebody with a browser of their own, as far as cookies go. */
function visitorOf(url: string) {
  const cookies = new Map<string, string>();
  let set: string[] = [];
  const send = async (address: string, form?: Record<string, string>) => {
    const answer = await fetch(new URL(address, url), {
      redirect: 'manual',
      headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    expect(answer.status).toBeLessThan(400);
    set = answer.headers.getSetCookie();
    for (const cookie of set) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      cookies.set(name!, value!);
    }
    return answer.headers.get('Location') ?? '';
  };
  return {
    cookies,
    /** What the last page asked the browser to keep of a link. */
    lastSet: () => set.filter((cookie) => cookie.startsWith(`${clickCookie}=`)),
    open: (address: string) => send(address),
    /** One Hoodie at 50.00 and shipping; the order's id. */
    async buy({ coupon }: { coupon?: string } = {}): Promise<number> {
      const hoodie = /name="add" value="(\d+)"/.exec(await (await fetch(url)).text())![1]!;
      await send('/cart/', { add: hoodie });
      if (coupon) await send('/cart/', { coupon_code: coupon });
      const person = { email: 'vic@example.com', first_name: 'Vic', last_name: 'Visitor' };
      const place = await send('/checkout/', { ...person, payment: 'card' });
      return Number(/order-received\/(\d+)/.exec(place)![1]);
    },
  };
}
