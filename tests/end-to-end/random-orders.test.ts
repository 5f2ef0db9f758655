import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { clickMetaKey } from '@finders-fee/shared';
import { aShop, type Shop } from '../support/a-shop.ts';
import { realStoreIsHere } from '../support/store-kinds.ts';
import { randomFrom, seedOf, seedOfRun, type Random } from '../model/random.ts';
import { aRandomShop, type RandomShop } from './random/a-random-shop.ts';
import { compareOrders, type Comparison, type Life } from './random/compare-orders.ts';
import { planStore } from './random/plan-store.ts';
import { runScript } from './random/run-script.ts';

/** By hand FINDERS_FEE_ORDERS lives more of them, in several shops of one store. FINDERS_FEE_SEED lives the same again. */
const orders = Number(process.env['FINDERS_FEE_ORDERS'] ?? 24);
const ordersOfAShop = Math.min(orders, 50);
const shops = Math.ceil(orders / ordersOfAShop);
const rounds = 3;
/** After the first round. */
const newOrdersOfARound = 3;
const seed = seedOfRun();
const plan = planStore(randomFrom(seed));

jest.setTimeout(180_000 * (1 + shops));

(realStoreIsHere ? describe : describe.skip)('any orders that WooCommerce makes at random', () => {
  let shop: Shop;
  beforeAll(async () => {
    console.log(`FINDERS_FEE_SEED=${seed}: ${shops * ordersOfAShop} orders in ${JSON.stringify(plan)}`);
    shop = await aShop('woocommerce', { store: plan });
  });
  afterAll(() => shop?.stop());

  test('are worth what the second opinion says of them, whatever is done to them', async () => {
    const all: Comparison[] = [];
    for (let number = 0; number < shops; number += 1) {
      all.push(...(await liveInAShop(randomFrom(seedOf(seed, number)), number)));
    }
    const mismatches = all.flatMap((comparison) => comparison.mismatches);
    const count = (of: 'compared' | 'earning') => all.reduce((sum, comparison) => sum + comparison[of], 0);
    console.log(`${count('compared')} comparisons, ${count('earning')} of orders that earn`);
    if (mismatches.length > 0) throw new Error(`FINDERS_FEE_SEED=${seed}\n${mismatches.join('\n\n')}`);
    expect(count('earning')).toBeGreaterThan(0);
  });

  test('and leave books that agree with themselves', async () => {
    const { output } = await shop.sidecar.command('verify', '--json');
    expect(JSON.parse(output)).toMatchObject({ drifting: 0 });
  });

  /** Rounds of placing, editing and refunding. After each the sidecar hears of it, now and then by asking alone; then the owner may think again. */
  async function liveInAShop(random: Random, number: number): Promise<Comparison[]> {
    const own = await aRandomShop(random, shop, { currency: plan.currency, number });
    const lives = Array.from({ length: ordersOfAShop }, (_, index): Life => {
      return { index: number * ordersOfAShop + index, orderId: 0, log: [], rules: undefined };
    });
    const comparisons: Comparison[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const born = lives.slice(0, lives.length - (rounds - round) * newOrdersOfARound);
      shop.wire.mode = random.pick(['pass', 'pass', 'lose']);
      await liveOn(random, own, { lives: born, isLast: round === rounds });
      const isDrained = random.chance(0.5);
      if (isDrained && 'drainActionScheduler' in shop.store) await shop.store.drainActionScheduler();
      await shop.sync();
      shop.wire.mode = 'pass';
      comparisons.push(await compareOrders(shop, own.shop, { lives: born, money: plan }));
      if (comparisons.at(-1)?.mismatches.length) break;
      if (round < rounds && random.chance(0.7)) await own.changeMind(random);
    }
    return comparisons;
  }

  async function liveOn(
    random: Random,
    { products, codes, links }: RandomShop,
    { lives, isLast }: { lives: Life[]; isLast: boolean },
  ): Promise<void> {
    const living = lives.filter(({ log }) => !log.includes('delete'));
    const lived = await runScript<Pick<Life, 'index' | 'orderId' | 'log'>[]>(shop, 'live-orders.php', {
      ...{ products, codes, links, isLast, clickKey: clickMetaKey, currencies: ['EUR', 'JPY', 'KWD', 'USD'] },
      orders: living.map(({ index, orderId }) => {
        return { index, orderId, seed: random.int(0, 2 ** 31 - 1), events: random.int(0, 3) };
      }),
    });
    for (const { index, orderId, log } of lived) {
      const life = lives.find((one) => one.index === index);
      if (life) Object.assign(life, { orderId, log: [...life.log, ...log, '|'] });
    }
  }
});
