import type { IdKind } from '@finders-fee/shared';
import type { Buyer } from './arrival.ts';
import { canonicalEmail } from './canonical-email.ts';
import type { FirstOrder } from './first-order.ts';
import { emailKey, userKey } from './identity-keys.ts';
import { olderReferralCode, type ReferralCode } from './referral-code.ts';

/** A person who bought, or has an account: known by a WordPress user id, by e-mail addresses, or both. */
export interface Customer extends ReferralCode, FirstOrder {
  id: string;
  wordpressUserId: number | null;
  canonicalEmail: string | null;
  email: string | null;
  name: string;
  createdAt: Date;
}

/** One thing a customer is known by. */
export interface CustomerKey {
  keyHash: string;
  customerId: string;
}

/** A telephone number that a customer gave. */
export interface CustomerPhone {
  phoneHash: string;
  customerId: string;
}

export interface Identification {
  /** The customer of each buyer, in the order they were given; null for one who gave neither account nor address. */
  customerIds: (string | null)[];
  inserted: Customer[];
  updated: Customer[];
  newKeys: CustomerKey[];
  /** Each once; some may be known already. */
  phones: CustomerPhone[];
  /** Customers who turned out to be another one: their orders, keys and history go over to `into`. */
  merged: { from: string; into: string }[];
}

export interface KnownCustomers {
  customers: readonly Customer[];
  keys: readonly CustomerKey[];
}

/**
 * Finds out who the buyers are. User id and canonical e-mail address mean the same person wherever an order or an account brings them together;
 * a guest thus becomes the member who later uses the address. Two members stay two, even if one orders to the other's address.
 * `overwrite`: the account itself speaks, so its name and address replace what orders had said.
 */
export function identifyBuyers(
  buyers: readonly Buyer[],
  known: KnownCustomers,
  { now, makeId, overwrite = false }: { now: Date; makeId: (kind: IdKind) => string; overwrite?: boolean },
): Identification {
  const people = new Map(known.customers.map((customer) => [customer.id, customer]));
  const keys = new Map(known.keys.map(({ keyHash, customerId }) => [keyHash, customerId]));
  const merged: Identification['merged'] = [];
  const customerIds = buyers.map((buyer) => {
    const { user, email } = buyerKeys(buyer);
    if (user === null && email === null) return null;
    const find = (key: string | null) => people.get(keys.get(key ?? '') ?? '');
    const [byUser, byEmail] = [find(user), find(email)];
    const isOther = byEmail !== undefined && user !== null && !isSamePerson(byEmail, buyer.userId);
    let person = byUser ?? (isOther ? undefined : byEmail) ?? newCustomer(makeId('customer'), now);
    if (byUser && byEmail && byUser !== byEmail && !isOther) {
      person = { ...person, ...olderReferralCode(codeOf(byUser), codeOf(byEmail)) };
      people.delete(byEmail.id);
      merged.push({ from: byEmail.id, into: byUser.id });
      for (const [key, owner] of keys) if (owner === byEmail.id) keys.set(key, byUser.id);
    }
    people.set(person.id, describe(person, buyer, overwrite));
    for (const key of [user, email]) if (key !== null && !keys.has(key)) keys.set(key, person.id);
    return person.id;
  });
  const found = followMerges(customerIds, merged);
  const phones = phonesOf(buyers, found);
  return { customerIds: found, merged, phones, ...differences(people, keys, known) };
}

/** Everything these buyers are known by, for looking them up. */
export function keysOf(buyers: readonly Buyer[]): string[] {
  const keys = buyers.flatMap((buyer) => Object.values(buyerKeys(buyer)));
  return [...new Set(keys)].filter((key) => key !== null);
}

function buyerKeys({ userId, email }: Buyer): { user: string | null; email: string | null } {
  return { user: userKey(userId), email: emailKey(email) };
}

function phonesOf(buyers: readonly Buyer[], customerIds: readonly (string | null)[]): CustomerPhone[] {
  const phones = buyers.flatMap((buyer, index): CustomerPhone[] => {
    const [phoneHash, customerId] = [buyer.phoneHash, customerIds[index] ?? null];
    return phoneHash === null || customerId === null ? [] : [{ phoneHash, customerId }];
  });
  const each = new Map(phones.map((phone) => [`${phone.phoneHash} ${phone.customerId}`, phone]));
  return [...each].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, phone]) => phone);
}

function isSamePerson({ wordpressUserId }: Customer, userId: number): boolean {
  return wordpressUserId === null || wordpressUserId === userId;
}

function newCustomer(id: string, createdAt: Date): Customer {
  return {
    id,
    wordpressUserId: null,
    canonicalEmail: null,
    email: null,
    name: '',
    referralCode: null,
    referralCodeSetAt: null,
    referralCodeOrderId: null,
    referralCodeSource: null,
    firstOrderId: null,
    firstOrderAt: null,
    createdAt,
  };
}

/** An order only fills in what is missing, so that it does not matter which of a person's orders is read last. */
function describe(customer: Customer, { userId, email, name }: Buyer, overwrite: boolean): Customer {
  const canonical = canonicalEmail(email);
  const takesEmail = canonical !== null && (overwrite || customer.email === null);
  const takesName = name.trim() !== '' && (overwrite || customer.name === '');
  return {
    ...customer,
    wordpressUserId: customer.wordpressUserId ?? (userId > 0 ? userId : null),
    canonicalEmail: takesEmail ? canonical : customer.canonicalEmail,
    email: takesEmail ? (email ?? '').trim().slice(0, 254) : customer.email,
    name: takesName ? name.trim().slice(0, 200) : customer.name,
  };
}

function codeOf({
  referralCode,
  referralCodeSetAt,
  referralCodeOrderId,
  referralCodeSource,
}: Customer): ReferralCode {
  return { referralCode, referralCodeSetAt, referralCodeOrderId, referralCodeSource };
}

function followMerges(ids: (string | null)[], merged: Identification['merged']): (string | null)[] {
  const into = new Map(merged.map((merge) => [merge.from, merge.into]));
  const follow = (id: string): string => {
    const next = into.get(id);
    return next === undefined ? id : follow(next);
  };
  return ids.map((id) => (id === null ? null : follow(id)));
}

function differences(people: Map<string, Customer>, keys: Map<string, string>, known: KnownCustomers) {
  const held = new Map(known.customers.map((customer) => [customer.id, customer]));
  const heldKeys = new Set(known.keys.map(({ keyHash }) => keyHash));
  const all = [...people.values()];
  return {
    inserted: all.filter(({ id }) => !held.has(id)),
    updated: all.filter((customer) => held.has(customer.id) && hasChanged(customer, held.get(customer.id))),
    newKeys: [...keys]
      .filter(([key]) => !heldKeys.has(key))
      .map(([keyHash, customerId]) => ({ keyHash, customerId })),
  };
}

function hasChanged(now: Customer, before: Customer | undefined): boolean {
  return JSON.stringify(now) !== JSON.stringify(before);
}
