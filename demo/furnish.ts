import { createConnection } from 'mysql2/promise';
import type { Memory } from './memory.ts';
import { openBooks, settle } from './seed/open-books.ts';
import { aShopsYear } from './seed/year.ts';
import type { RunningSidecar } from './sidecar.ts';
import type { DemoStore } from './start-store.ts';
import { storeApi, type StoreApi } from './store-api.ts';

/** More than the year that the shop is given. */
const bookedMs = 400 * 24 * 60 * 60 * 1000;

type Say = (line: string) => void;

/** What the rest of the demo needs of a furnished shop. */
export interface Furnished {
  /** The program of the told order. */
  programId: string;
  /** The first affiliate's referral link; null once somebody switched links off. */
  link: string | null;
}

/** Fills a new shop, connects it, and lets everything reach the books. */
export async function furnish(
  store: DemoStore,
  sidecar: RunningSidecar,
  memory: Memory,
  databaseUrl: string,
  options: { empty: boolean },
  say: Say,
): Promise<Furnished> {
  const [woo, owner] = [storeApi(store, 'wc/v3'), storeApi(store, 'wc-finders-fee/v1')];
  const year = aShopsYear(new Date());
  const isNew = !memory.known.isSeeded;
  if (isNew && !options.empty && !memory.known.hasHistory) {
    await timed(
      say,
      `Wrote ${year.orders.length} orders and ${year.coupons.length} coupons into the shop`,
      () => store.seed(year),
    );
    await memory.remember({ hasHistory: true });
  }
  if (memory.known.connected?.store !== store.url || memory.known.connected.sidecar !== sidecar.url) {
    await timed(say, 'Connected the store with the sidecar', async () => {
      // A shop that moved to other ports is the same shop, which the sidecar cannot know.
      if (memory.known.connected) await forgetConnection(databaseUrl);
      await owner.post('connection', { connection_code: await sidecar.connectionCode() });
    });
    await memory.remember({ connected: { store: store.url, sidecar: sidecar.url } });
  }
  if (isNew) {
    const userId = await registerAffiliate(store, memory, year.affiliates[0]!);
    if (options.empty) await openEmptyBooks(owner, userId, year.affiliates[0]!.name);
    else {
      const title = `Opened the books: ${year.programs.length} programs, ${year.affiliates.length} affiliates, every order accounted for`;
      await timed(say, title, () => openBooks(owner, woo, year, userId));
      say(`  Earned in that year: ${await earnedByChannel(owner)}`);
    }
    await memory.remember({ isSeeded: true });
  }
  const programs = await owner.get<{ id: string; name: string }[]>('programs', { per_page: 100 });
  const program = programs.find(({ name }) => name === year.programs[0]!.name) ?? programs[0]!;
  return { programId: program.id, link: await findLink(owner, year.affiliates[0]!.name) };
}

/** `coupon 686.23 EUR, link 145.43 EUR`: the same on every store, and on every day. */
async function earnedByChannel(owner: StoreApi): Promise<string> {
  const rows = await owner.get<{ key: string; currency: string; commission: string }[]>('reports/summary', {
    group_by: 'channel',
    after: new Date(Date.now() - bookedMs).toISOString(),
    before: new Date().toISOString(),
  });
  const earning = rows.filter(({ key }) => key !== 'none');
  const words = earning.map(({ key, currency, commission }) => `${key} ${commission} ${currency}`);
  return words.sort().join(', ');
}

async function findLink(owner: StoreApi, affiliateName: string): Promise<string | null> {
  const [affiliate] = await owner.get<{ link: string | null }[]>('affiliates', { search: affiliateName });
  return affiliate?.link ?? null;
}

async function forgetConnection(databaseUrl: string): Promise<void> {
  const connection = await createConnection(databaseUrl);
  await connection.query('DELETE FROM store_connection');
  await connection.end();
}

/** The affiliate's login, a customer of the shop like any other. */
async function registerAffiliate(
  store: DemoStore,
  memory: Memory,
  affiliate: { name: string; email: string },
): Promise<number> {
  const [firstName, lastName] = affiliate.name.split(' ');
  const login = { user: firstName!.toLowerCase(), password: 'password' };
  const { id } = await storeApi(store, 'wc/v3').post<{ id: number }>('customers', {
    email: affiliate.email,
    username: login.user,
    password: login.password,
    first_name: firstName,
    last_name: lastName,
  });
  await memory.remember({ affiliate: login });
  return id;
}

async function openEmptyBooks(owner: StoreApi, userId: number, name: string): Promise<void> {
  const { id } = await owner.post<{ id: string }>('programs', {
    name: aShopsYear(new Date()).programs[0]!.name,
    rate: { type: 'percent', value: '10' },
  });
  await owner.post('affiliates', { name, program_id: id, wordpress_user_id: userId });
  await settle(owner);
}

async function timed(say: Say, title: string, work: () => Promise<unknown>): Promise<void> {
  const startedAt = performance.now();
  await work();
  say(`${title} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
}
