import { setTimeout as wait } from 'node:timers/promises';
import type { StoreApi } from '../store-api.ts';
import { followLinks } from './follow-links.ts';
import type { Year } from './year.ts';

const atOnce = 4;
const syncTimeoutMs = 120_000;

/** What an owner does in the first hour: programs, affiliates, and whose coupon is whose, past orders included. Then the orders that came by links. */
export async function openBooks(
  owner: StoreApi,
  woo: StoreApi,
  year: Year,
  /** WordPress user of the first affiliate. */
  firstUserId: number,
): Promise<void> {
  const programs = await inTurns(year.programs, (program) =>
    owner.post<{ id: string }>('programs', { ...program }),
  );
  const affiliates = await inTurns(year.affiliates, ({ program, ...affiliate }, position) =>
    owner.post<{ id: string; link: string }>('affiliates', {
      ...affiliate,
      program_id: programs[program]!.id,
      ...(position === 0 ? { wordpress_user_id: firstUserId } : {}),
    }),
  );
  await settle(owner);
  const coupons = await woo.get<{ id: number; code: string }[]>('coupons', { per_page: 100 });
  const owned = year.coupons.filter(({ owner: position }) => position !== null);
  await inTurns(owned, ({ code, owner: position }) =>
    owner.put(`coupons/${coupons.find((coupon) => coupon.code === code)!.id}`, {
      affiliate_id: affiliates[position!]!.id,
      owns_past_orders: true,
    }),
  );
  await followLinks(
    woo,
    year,
    affiliates.map(({ link }) => link),
  );
  await settle(owner);
}

/** Waits until the sidecar has read what the store holds, and has worked it off. */
export async function settle(owner: StoreApi): Promise<void> {
  const deadline = Date.now() + syncTimeoutMs;
  for (;;) {
    const { done } = await owner.post<{ done: boolean }>('sync');
    if (done) return;
    if (Date.now() > deadline) throw new Error('The sidecar did not finish reading the store in time');
    await wait(200);
  }
}

/** A few at a time, in order; the answers in the order of the items. */
async function inTurns<T, U>(items: T[], work: (item: T, position: number) => Promise<U>): Promise<U[]> {
  const answers: U[] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    const group = items.slice(start, start + atOnce);
    answers.push(...(await Promise.all(group.map((item, position) => work(item, start + position)))));
  }
  return answers;
}
