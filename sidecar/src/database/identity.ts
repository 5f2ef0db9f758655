import { and, eq } from 'drizzle-orm';
import type { Buyer } from '../domain/arrival.ts';
import {
  keysOfAffiliate,
  keysOfBuyer,
  looksLike,
  type AffiliateIdentity,
  type AffiliateTold,
  type BuyerIdentity,
} from '../domain/self-referral.ts';
import { among } from './among.ts';
import type { Executor } from './client.ts';
import { insertRows } from './insert-rows.ts';
import { affiliateKeys } from './schema/affiliates.ts';
import { customerKeys, customerPhones } from './schema/customers.ts';

/** An order, who bought, and who would earn on it. `buyer` is null where only the stored order is at hand. */
export interface Purchase {
  orderId: number;
  customerId: string | null;
  buyer: Buyer | null;
  affiliateIds: readonly string[];
}

/** Writes down what an affiliate is known by, in place of what was told before. Call it wherever an affiliate is created or changed. */
export async function saveAffiliateKeys(
  executor: Executor,
  affiliateId: string,
  told: AffiliateTold,
): Promise<void> {
  const keys = keysOfAffiliate(told);
  const before = and(eq(affiliateKeys.affiliateId, affiliateId), among(affiliateKeys.kind, [...keys.keys()]));
  await executor.delete(affiliateKeys).where(before);
  const rows = [...keys].flatMap(([kind, hashes]) =>
    hashes.map((keyHash) => ({ affiliateId, kind, keyHash })),
  );
  await insertRows(executor, affiliateKeys, rows);
}

/** Who these affiliates are, also as customers; in four queries whatever their number. */
export async function loadAffiliateIdentities(
  executor: Executor,
  affiliateIds: readonly string[],
): Promise<Map<string, AffiliateIdentity>> {
  const told = await loadAffiliateKeys(executor, affiliateIds);
  const known = await loadPeople(
    executor,
    [...told.values()].flatMap(({ keys }) => keys),
    [],
  );
  return new Map([...told].map(([id, own]) => [id, identityOf(own, [], known)]));
}

/**
 * Which of these orders look like an affiliate's own: `${orderId} ${affiliateId}` of each. Four queries whatever the number of orders.
 * May be asked before the buyers of the same orders are saved.
 */
export async function selfReferrals(
  executor: Executor,
  purchases: readonly Purchase[],
): Promise<Set<string>> {
  const affiliateIds = [...new Set(purchases.flatMap((purchase) => purchase.affiliateIds))];
  if (affiliateIds.length === 0) return new Set();
  const affiliates = await loadAffiliateKeys(executor, affiliateIds);
  const buyers = toldByCustomer(purchases);
  const told = [...affiliates.values(), ...buyers.values()];
  const known = await loadPeople(
    executor,
    told.flatMap(({ keys }) => keys),
    purchases.flatMap(({ customerId }) => customerId ?? []),
  );
  const earners = new Map([...affiliates].map(([id, own]) => [id, identityOf(own, [], known)]));
  const found = purchases.flatMap((purchase) => {
    const own = buyers.get(whoOf(purchase)) ?? { keys: [], phones: [] };
    const buyer: BuyerIdentity = identityOf(
      own,
      purchase.customerId === null ? [] : [purchase.customerId],
      known,
    );
    const isOwn = (id: string) => looksLike(buyer, earners.get(id) ?? nobody);
    return purchase.affiliateIds.filter(isOwn).map((id) => `${purchase.orderId} ${id}`);
  });
  return new Set(found);
}

interface Told {
  keys: string[];
  phones: string[];
}

const nobody: AffiliateIdentity = { keys: new Set(), phones: new Set(), customerIds: new Set() };

/** Several orders of one customer that arrive together tell of one person. */
function toldByCustomer(purchases: readonly Purchase[]): Map<string, Told> {
  const told = new Map<string, Told>();
  for (const purchase of purchases) {
    const before = told.get(whoOf(purchase));
    const now = purchase.buyer ? keysOfBuyer(purchase.buyer) : { keys: [], phones: [] };
    told.set(whoOf(purchase), {
      keys: [...(before?.keys ?? []), ...now.keys],
      phones: [...(before?.phones ?? []), ...now.phones],
    });
  }
  return told;
}

function whoOf({ orderId, customerId }: Purchase): string {
  return customerId ?? `order ${orderId}`;
}

async function loadAffiliateKeys(
  executor: Executor,
  affiliateIds: readonly string[],
): Promise<Map<string, Told>> {
  const rows = await executor
    .select()
    .from(affiliateKeys)
    .where(among(affiliateKeys.affiliateId, affiliateIds));
  const told = new Map(affiliateIds.map((id): [string, Told] => [id, { keys: [], phones: [] }]));
  for (const { affiliateId, kind, keyHash } of rows)
    told.get(affiliateId)?.[kind === 'phone' ? 'phones' : 'keys'].push(keyHash);
  return told;
}

/** Customers by what they are known by, and back. */
interface People {
  customerByKey: Map<string, string>;
  told: Map<string, Told>;
}

async function loadPeople(
  executor: Executor,
  keyHashes: readonly string[],
  customerIds: readonly string[],
): Promise<People> {
  const named = await executor
    .select()
    .from(customerKeys)
    .where(among(customerKeys.keyHash, [...new Set(keyHashes)]));
  const ids = [...new Set([...customerIds, ...named.map(({ customerId }) => customerId)])];
  const told = new Map(ids.map((id): [string, Told] => [id, { keys: [], phones: [] }]));
  const keys = await executor.select().from(customerKeys).where(among(customerKeys.customerId, ids));
  for (const { customerId, keyHash } of keys) told.get(customerId)?.keys.push(keyHash);
  const phones = await executor.select().from(customerPhones).where(among(customerPhones.customerId, ids));
  for (const { customerId, phoneHash } of phones) told.get(customerId)?.phones.push(phoneHash);
  return { customerByKey: new Map(named.map(({ keyHash, customerId }) => [keyHash, customerId])), told };
}

/** With everything that the customers tell whom somebody turns out to be: two rows of one person may be about to become one. */
function identityOf(
  own: Told,
  customerIds: readonly string[],
  { customerByKey, told }: People,
): AffiliateIdentity {
  const ids = new Set([...customerIds, ...own.keys.flatMap((key) => customerByKey.get(key) ?? [])]);
  const linked = [...ids].map((id) => told.get(id) ?? { keys: [], phones: [] });
  return {
    keys: new Set([...own.keys, ...linked.flatMap(({ keys }) => keys)]),
    phones: new Set([...own.phones, ...linked.flatMap(({ phones }) => phones)]),
    customerIds: ids,
  };
}
