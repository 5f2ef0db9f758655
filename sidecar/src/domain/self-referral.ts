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

/** An order, who bought, and who would earn on it. `buyer` is null where only the stored order is at hand. */
export interface Purchase {
  orderId: number;
  customerId: string | null;
  buyer: Buyer | null;
  affiliateIds: readonly string[];
}

export type AffiliateKeyKind = 'user' | 'email' | 'payout_email' | 'phone';

/** What an affiliate tells of themselves; left out what stays as it was. */
export interface AffiliateTold {
  email?: string | null | undefined;
  wordpress_user_id?: number | null | undefined;
  phone?: string | null | undefined;
  payout?: PayoutAccount | null | undefined;
}

const mostAddresses = 10;

/** Whether who bought is who would earn: the same customer, account or address, or a telephone number of the other's. */
export function looksLike(buyer: BuyerIdentity, affiliate: AffiliateIdentity): boolean {
  return (
    overlap(buyer.customerIds, affiliate.customerIds) ||
    overlap(buyer.keys, affiliate.keys) ||
    overlap(buyer.phones, affiliate.phones)
  );
}

/** The hashes that an affiliate is to be known by from now on, of each kind that was told. */
export function keysOfAffiliate(told: AffiliateTold): Map<AffiliateKeyKind, string[]> {
  const { email, wordpress_user_id: userId, phone, payout } = told;
  const keys = new Map<AffiliateKeyKind, (string | null)[]>();
  if (userId !== undefined) keys.set('user', [userKey(userId)]);
  if (email !== undefined) keys.set('email', [emailKey(email)]);
  if (phone !== undefined) keys.set('phone', [phoneKey(phone)]);
  if (payout !== undefined) keys.set('payout_email', addressesIn(payout?.details ?? '').map(emailKey));
  return new Map([...keys].map(([kind, hashes]) => [kind, present(hashes)]));
}

/** A payout account's text may hold more than the address: "PayPal: john@example.com". */
function addressesIn(text: string): string[] {
  return (text.match(/[^\s<>()[\]:;,"']+@[^\s<>()[\]:;,"']+/g) ?? []).slice(0, mostAddresses);
}

/** What an order tells of its buyer. */
export function keysOfBuyer({ userId, email, phoneHash }: Buyer): { keys: string[]; phones: string[] } {
  return { keys: present([userKey(userId), emailKey(email)]), phones: present([phoneHash]) };
}

function present(hashes: (string | null)[]): string[] {
  return [...new Set(hashes)].filter((hash) => hash !== null);
}

function overlap(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const key of some) if (others.has(key)) return true;
  return false;
}
