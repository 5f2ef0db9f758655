import { clickMetaKey, linkParameter } from '@finders-fee/shared';
import type { StoreApi } from '../store-api.ts';
import type { Year } from './year.ts';

const perPage = 100;

interface PlacedOrder {
  id: number;
  date_created_gmt: string;
  billing: { email: string };
}

/**
 * Writes to the year's orders whose link led to them, as the checkout does. That comes last, because an affiliate has a link only
 * once the books are open. `links` by position in `affiliates`.
 */
export async function followLinks(woo: StoreApi, year: Year, links: string[]): Promise<void> {
  const placed = await listPlaced(woo);
  const update = year.orders.flatMap(({ customer, click }, position) => {
    if (click === null) return [];
    const isSame = (order: { customer: number }) => order.customer === customer;
    const nth = year.orders.slice(0, position).filter(isSame).length;
    const order = placed.filter(({ billing }) => billing.email === year.customers[customer]!.email)[nth]!;
    const seconds = Date.parse(`${order.date_created_gmt}Z`) / 1000 - click.minutesBefore * 60;
    const linkCode = new URL(links[click.affiliate]!).searchParams.get(linkParameter)!;
    return [{ id: order.id, meta_data: [{ key: clickMetaKey, value: `${linkCode}.${seconds}` }] }];
  });
  const answer = await woo.post<{ update: { id: number; error?: object }[] }>('orders/batch', { update });
  const refused = answer.update.find(({ error }) => error);
  if (refused) throw new Error(`Order ${refused.id} did not take its link: ${JSON.stringify(refused.error)}`);
}

/** Every order of the shop, from the first one on. */
async function listPlaced(woo: StoreApi): Promise<PlacedOrder[]> {
  const all: PlacedOrder[] = [];
  for (let page = 1; ; page += 1) {
    const some = await woo.get<PlacedOrder[]>('orders', {
      orderby: 'date',
      order: 'asc',
      per_page: perPage,
      page,
      _fields: 'id,date_created_gmt,billing.email',
    });
    all.push(...some);
    if (some.length < perPage) return all;
  }
}
