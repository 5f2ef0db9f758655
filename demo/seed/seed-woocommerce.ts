import { readFile } from 'node:fs/promises';
import type { RealStore } from '../store/woocommerce/start-woocommerce-store.ts';
import type { SeedOrder, Year } from './year.ts';

const script = new URL('./seed-woocommerce.php', import.meta.url);
/** As many as a small machine has cores for; each takes orders from all over the year. */
const processes = 2;

/** Writes the year through WooCommerce's own objects, in processes of their own: REST would take three times as long. */
export async function seedWooCommerce(store: Pick<RealStore, 'runPhp'>, year: Year): Promise<void> {
  const code = (await readFile(script, 'utf8')).replace(/^<\?php/, '');
  const run = (part: object) =>
    store.runPhp(code, { FINDERS_FEE_SEED: JSON.stringify(part), FINDERS_FEE_QUIET: '1' });
  const { customers, coupons } = year;
  await run({ customers, coupons, orders: [] });
  await Promise.all(shares(year.orders).map((orders) => run({ customers, coupons: [], orders: orders })));
}

function shares(orders: SeedOrder[]): SeedOrder[][] {
  return Array.from({ length: processes }, (_, share) =>
    orders.filter((_order, position) => position % processes === share),
  );
}
