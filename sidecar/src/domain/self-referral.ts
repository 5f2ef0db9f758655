import type { PayoutAccount } from '@finders-fee/shared';
import type { Buyer } from './arrival.ts';
import { emailKey, phoneKey, userKey } from './identity-keys.ts';

/** Everything that somebody is known by, as hashes: accounts and addresses in `keys`, telephone numbers, and rows of `customers`. */
export interface Identity {
  keys: ReadonlySet<string>;
  phones: ReadonlySet<string>;
  customerIds: ReadonlySet<string>;
}
/** Also by what is linked to the customers that they were themselves. */
export type AffiliateIdentity = Identity;
export type BuyerIdentity = Identity;

export type AffiliateKeyKind = 'user' | 'email' | 'payout_email' | 'phone';

/** What an affiliate tells of themselves. */
export interface KnownAffiliate {
  id: string;
  email: string | null;
  wordpress_user_id: number | null;
  phone: string | null;
  payout: PayoutAccount | null;
}

/** A payout account's text may hold more than the address: "PayPal: john@example.com". */
const address = /[^\s<>()[\]:;,"']+@[^\s<>()[\]:;,"']+/g;
const mostAddresses = 10;

/** Whether who bought is who would earn: the same customer, account or address, or a telephone number of the other's. */
export function looksLike(buyer: BuyerIdentity, affiliate: AffiliateIdentity): boolean {
  return (
    overlap(buyer.customerIds, affiliate.customerIds) ||
    overlap(buyer.keys, affiliate.keys) ||
    overlap(buyer.phones, affiliate.phones)
  );
}

/** The hashes that an affiliate is to be known by, each once. */
export function keysOfAffiliate(affiliate: KnownAffiliate): { kind: AffiliateKeyKind; keyHash: string }[] {
  const paidAt = affiliate.payout?.details.match(address)?.slice(0, mostAddresses) ?? [];
  const keys: [AffiliateKeyKind, string | null][] = [
    ['user', userKey(affiliate.wordpress_user_id)],
    ['email', emailKey(affiliate.email)],
    ...paidAt.map((email): [AffiliateKeyKind, string | null] => ['payout_email', emailKey(email)]),
    ['phone', phoneKey(affiliate.phone)],
  ];
  const byKey = new Map(keys.map(([kind, keyHash]) => [`${kind} ${keyHash}`, { kind, keyHash }]));
  return [...byKey.values()].flatMap(({ kind, keyHash }) => (keyHash === null ? [] : { kind, keyHash }));
}

/** What an order tells of its buyer. */
export function keysOfBuyer({ userId, email, phone }: Buyer): { keys: string[]; phones: string[] } {
  const present = (keys: (string | null)[]) => keys.filter((key) => key !== null);
  return { keys: present([userKey(userId), emailKey(email)]), phones: present([phoneKey(phone)]) };
}

function overlap(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const key of some) if (others.has(key)) return true;
  return false;
}
