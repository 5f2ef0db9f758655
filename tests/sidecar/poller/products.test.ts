import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { runPass } from '@finders-fee/sidecar/jobs/run-pass';
import { aSidecar, type ASidecar } from '../../support/a-sidecar.ts';
import { anOrderBody, aProductBody, aStore, webhookHeaders, type AStore } from '../../support/a-store.ts';

jest.setTimeout(30_000);

let sidecar: ASidecar;
let store: AStore;
let now = new Date('2026-03-02T12:00:00.000Z');
const later = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000));

beforeAll(async () => {
  sidecar = await aSidecar({ clock: () => now });
  store = await aStore();
  expect((await sidecar.connect(store)).status).toBe(201);
}, 60_000);
afterAll(async () => {
  await store.stop();
  await sidecar.stop();
});
beforeEach(async () => {
  const tables = [
    'products',
    'product_categories',
    'sync_cursors',
    'leases',
    'orders',
    'redemptions',
    'inbox',
  ];
  for (const table of tables) await query(`DELETE FROM ${table}`);
  Object.assign(store, {
    fault: undefined,
    products: new Map(),
    categories: [
      { id: 15, name: 'Uncategorized', parent: 0 },
      { id: 20, name: 'Clothing', parent: 0 },
      { id: 21, name: 'Tops &amp; Shirts', parent: 20 },
      { id: 22, name: 'Hoodies', parent: 21 },
    ],
  });
  later(60);
});

async function query(sql: string, values: unknown[] = []): Promise<Record<string, any>[]> {
  const [rows] = await sidecar.services.database.pool.query(sql, values);
  return rows as Record<string, any>[];
}

function put(id: number, overrides: Parameters<typeof aProductBody>[1] = {}): void {
  const at = now.toISOString().slice(0, 19);
  store.products.set(id, aProductBody(id, { date_modified_gmt: at, ...overrides }));
}

const stored = async () =>
  (await query('SELECT * FROM products ORDER BY product_id')).map((row) => [
    row['product_id'],
    row['name'],
    typeof row['category_ids'] === 'string' ? JSON.parse(row['category_ids']) : row['category_ids'],
    row['deleted_at'] === null ? 'there' : 'gone',
  ]);
const asked = (path = /\/products/) => store.requests.filter((request) => path.test(request.path));
const read = async (name: 'products' | 'products_all' = 'products') => {
  store.requests.length = 0;
  await runPass(sidecar.services, name);
  return asked();
};

describe('the pass over products', () => {
  test('reads all of them first, with the parents of their categories', async () => {
    put(1, { name: 'Hoodie &#8220;Ada&#8221;', categories: [{ id: 22 }, { id: 15 }] });
    put(2, { categories: [] });
    await read();
    expect(await stored()).toEqual([
      [1, 'Hoodie “Ada”', [15, 20, 21, 22], 'there'],
      [2, 'Product 2', [], 'there'],
    ]);
    expect(await query('SELECT name FROM product_categories WHERE category_id = 22')).toEqual([
      { name: 'Clothing › Tops & Shirts › Hoodies' },
    ]);
  });

  test('reads more than a page', async () => {
    for (let id = 1; id <= 250; id += 1) put(id);
    expect((await read()).filter(({ path }) => path.endsWith('/products'))).toHaveLength(3);
    expect(await stored()).toHaveLength(250);
  });

  test('then reads only what changed, and categories every ten minutes', async () => {
    put(1);
    await read();
    store.products.set(2, aProductBody(2, { date_modified_gmt: new Date().toISOString().slice(0, 19) }));
    later(1);
    expect((await read()).map(({ path }) => path)).toEqual(['/wp-json/wc/v3/products']);
    expect(await stored()).toHaveLength(2);
    later(10);
    expect(await read()).toHaveLength(2);
  });

  test('knows a category that was made since', async () => {
    put(1);
    await read();
    store.categories.push({ id: 30, name: 'Hats', parent: 20 });
    store.products.set(
      1,
      aProductBody(1, { date_modified_gmt: '2099-01-01T00:00:00', categories: [{ id: 30 }] }),
    );
    later(1);
    await read();
    expect(await stored()).toEqual([[1, 'Product 1', [20, 30], 'there']]);
  });

  test('reads all products again when a category has gone elsewhere', async () => {
    put(1, { categories: [{ id: 22 }] });
    await read();
    store.categories = store.categories.map((category) =>
      category.id === 22 ? { ...category, parent: 15 } : category,
    );
    later(11);
    await read();
    expect(await stored()).toEqual([[1, 'Product 1', [15, 22], 'there']]);
  });

  test('when it is cut off after a category moved, the next one reads all products', async () => {
    put(1, { categories: [{ id: 22 }] });
    await read();
    store.categories = store.categories.map((category) => ({ ...category, parent: 0 }));
    later(11);
    store.products.set(9, null as never);
    await expect(read()).rejects.toThrow();
    store.products.delete(9);
    later(1);
    await read();
    expect(await stored()).toEqual([[1, 'Product 1', [22], 'there']]);
  });

  test('at night finds what the store no longer has, and keeps its name and categories', async () => {
    put(1);
    put(2);
    await read();
    store.products.delete(1);
    later(60);
    await read();
    expect((await stored()).map(([, , , state]) => state)).toEqual(['there', 'there']);
    later(60);
    await read('products_all');
    expect(await stored()).toEqual([
      [1, 'Product 1', [15], 'gone'],
      [2, 'Product 2', [15], 'there'],
    ]);
  });

  test('a store without products or categories is no fault', async () => {
    store.categories = [];
    await read();
    expect(await stored()).toEqual([]);
  });
});

describe('an order', () => {
  let lastId = 500;
  async function order(...productIds: number[]): Promise<number> {
    lastId += 1;
    const body = anOrderBody(lastId);
    const [line] = body['line_items'] as Record<string, unknown>[];
    const lines = productIds.map((product_id, index) => ({ ...line, id: lastId * 10 + index, product_id }));
    const text = JSON.stringify({ ...body, line_items: lines });
    const answer = await fetch(`${sidecar.url}/webhooks/woocommerce`, {
      method: 'POST',
      body: text,
      headers: webhookHeaders(store, 'order.created', text),
    });
    expect(answer.status).toBe(200);
    return lastId;
  }
  const work = async () => {
    store.requests.length = 0;
    await sidecar.workInbox();
    return asked(/./).length;
  };
  const categoriesOf = async (id: number) => {
    const [row] = await query('SELECT categories FROM orders WHERE order_id = ?', [id]);
    const frozen: unknown = row?.['categories'];
    return typeof frozen === 'string' ? JSON.parse(frozen) : frozen;
  };

  test('of a product that we do not know has it asked for, and its categories are frozen', async () => {
    put(1, { categories: [{ id: 22 }] });
    const id = await order(1, 1);
    expect(await work()).toBe(2);
    expect(await categoriesOf(id)).toEqual({ 1: [20, 21, 22] });
  });

  test('of products that are known costs no request', async () => {
    put(1);
    await read();
    await order(1);
    expect(await work()).toBe(0);
  });

  test('and many others ask for their products together', async () => {
    for (let id = 1; id <= 150; id += 1) put(id, { categories: [] });
    for (let id = 1; id <= 150; id += 1) await order(id);
    expect(await work()).toBe(2);
    expect(await stored()).toHaveLength(150);
  });

  test('of a product that the store no longer has is recorded, and nobody asks again', async () => {
    const id = await order(404);
    expect(await work()).toBe(1);
    expect(await categoriesOf(id)).toEqual({ 404: [] });
    await order(404);
    expect(await work()).toBe(0);
  });

  test('of a product in the trash knows its categories', async () => {
    put(1, { status: 'trash', categories: [{ id: 20 }] });
    const id = await order(1);
    await work();
    expect(await categoriesOf(id)).toEqual({ 1: [20] });
    expect(await stored()).toEqual([[1, 'Product 1', [20], 'gone']]);
  });

  test('of a product without a number is recorded and asks nothing', async () => {
    await order(0);
    expect(await work()).toBe(0);
    expect(await query('SELECT 1 FROM orders')).toHaveLength(1);
  });

  test('is not lost while the store does not answer, and does not hold up the others', async () => {
    put(1);
    await read();
    const known = await order(1);
    const unknown = await order(2);
    put(2, { categories: [{ id: 20 }] });
    store.fault = { status: 503, body: {} };
    await work();
    expect(await query('SELECT order_id FROM orders')).toEqual([{ order_id: known }]);
    store.fault = undefined;
    later(10);
    await work();
    expect(await categoriesOf(unknown)).toEqual({ 2: [20] });
    expect(await query('SELECT 1 FROM inbox')).toEqual([]);
  });
});
