import { and, eq } from 'drizzle-orm';
import type { Identification } from '../domain/identify-buyers.ts';
import {
  keysOfAffiliate,
  keysOfBuyer,
  looksLike,
  type AffiliateIdentity,
  type AffiliateTold,
  type BuyerIdentity,
  type Purchase,
} from '../domain/self-referral.ts';
import { among } from './among.ts';
import type { Executor } from './client.ts';
import { insertInboxRows } from './inbox.ts';
import { insertRows } from './insert-rows.ts';
import { affiliateKeys } from './schema/affiliates.ts';
import { customerKeys, customerPhones } from './schema/customers.ts';

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

/** Has the store asked for the affiliate's account, whose address and telephone number they may buy with as a guest. Done once the transaction stands. */
export async function askForAccount(
  executor: Executor,
  wordpressUserId: number | null | undefined,
  now: Date,
): Promise<void> {
  if (wordpressUserId === null || wordpressUserId === undefined) return;
  const resource = { resource: 'customer', resourceId: wordpressUserId } as const;
  await insertInboxRows(executor, [{ ...resource, payload: null, origin: 'poll', receivedAt: now }]);
}

/**
 * Which of these orders look like an affiliate's own: `${orderId} ${affiliateId}` of each. Four queries whatever the number of orders.
 * `news`: what has just been found out about customers and is not saved yet.
 */
export async function selfReferrals(
  executor: Executor,
  purchases: readonly Purchase[],
  news: CustomerNews = nothingNew,
): Promise<Set<string>> {
  const affiliateIds = [...new Set(purchases.flatMap((purchase) => purchase.affiliateIds))];
  if (affiliateIds.length === 0) return new Set();
  const affiliates = await loadAffiliateKeys(executor, affiliateIds);
  const buyers = purchases.map(({ buyer }) => (buyer ? keysOfBuyer(buyer) : nothingTold));
  const people = await loadPeople(
    executor,
    [...affiliates.values(), ...buyers].flatMap(({ keys }) => keys),
    purchases.flatMap(({ customerId }) => customerId ?? []),
    news,
  );
  const earners = new Map([...affiliates].map(([id, own]) => [id, identityOf(own, [], people)]));
  const found = purchases.flatMap(({ orderId, customerId, affiliateIds: some }, index) => {
    const customerIds = customerId === null ? [] : [customerId];
    const buyer: BuyerIdentity = identityOf(buyers[index] ?? nothingTold, customerIds, people);
    const isOwn = (id: string) => looksLike(buyer, earners.get(id) ?? nobody);
    return some.filter(isOwn).map((id) => `${orderId} ${id}`);
  });
  return new Set(found);
}

type CustomerNews = Pick<Identification, 'inserted' | 'newKeys' | 'phones' | 'merged'>;
const nothingNew: CustomerNews = { inserted: [], newKeys: [], phones: [], merged: [] };

interface Told {
  keys: string[];
  phones: string[];
}
const nothingTold: Told = { keys: [], phones: [] };
const nobody: AffiliateIdentity = { keys: new Set(), phones: new Set(), customerIds: new Set() };

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

/** Customers by what they are known by, and back; those who turned out to be one count as one. */
interface People {
  customerByKey: ReadonlyMap<string, string>;
  told: ReadonlyMap<string, Told>;
  who: (customerId: string) => string;
}

/** Everybody of these ids, or known by one of these keys. */
async function loadPeople(
  executor: Executor,
  keyHashes: readonly string[],
  customerIds: readonly string[],
  { inserted, newKeys, phones, merged }: CustomerNews,
): Promise<People> {
  const who = followingMerges(merged);
  const wanted = new Set(keyHashes);
  const stored = await executor
    .select()
    .from(customerKeys)
    .where(among(customerKeys.keyHash, [...wanted]));
  const named = [...stored, ...newKeys.filter(({ keyHash }) => wanted.has(keyHash))];
  const people = new Set([...customerIds, ...named.map(({ customerId }) => customerId)].map(who));
  const isNew = new Set(inserted.map(({ id }) => id));
  const kept = [...people].filter((id) => !isNew.has(id));
  const rows = [...kept, ...merged.map(({ from }) => from).filter((id) => people.has(who(id)))];
  const told = new Map([...people].map((id): [string, Told] => [id, { keys: [], phones: [] }]));
  const keys = await executor.select().from(customerKeys).where(among(customerKeys.customerId, rows));
  for (const { customerId, keyHash } of [...keys, ...newKeys]) told.get(who(customerId))?.keys.push(keyHash);
  const given = await executor.select().from(customerPhones).where(among(customerPhones.customerId, rows));
  for (const { customerId, phoneHash } of [...given, ...phones])
    told.get(who(customerId))?.phones.push(phoneHash);
  return { customerByKey: new Map(named.map(({ keyHash, customerId }) => [keyHash, customerId])), told, who };
}

function followingMerges(merged: CustomerNews['merged']): (customerId: string) => string {
  const into = new Map(merged.map((merge) => [merge.from, merge.into]));
  return (customerId) => {
    let id = customerId;
    for (let next = into.get(id); next !== undefined; next = into.get(id)) id = next;
    return id;
  };
}

/** With everything that the customers tell whom somebody turns out to be. */
function identityOf(own: Told, customerIds: readonly string[], people: People): AffiliateIdentity {
  const named = own.keys.flatMap((key) => people.customerByKey.get(key) ?? []);
  const ids = new Set([...customerIds, ...named].map(people.who));
  const linked = [...ids].map((id) => people.told.get(id) ?? nothingTold);
  return {
    keys: new Set([...own.keys, ...linked.flatMap(({ keys }) => keys)]),
    phones: new Set([...own.phones, ...linked.flatMap(({ phones }) => phones)]),
    customerIds: ids,
  };
}
