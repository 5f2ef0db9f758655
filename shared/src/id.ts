/** Type prefixes of the ids that the sidecar makes; shown as `aff_0192f0c1…`. */
export const idPrefixes = {
  program: 'prg',
  programVersion: 'prv',
  affiliate: 'aff',
  ownership: 'own',
  customer: 'cus',
  referralCodeChange: 'rcc',
  redemption: 'red',
  commission: 'com',
  transfer: 'trf',
  inbox: 'inb',
  rateVersion: 'rat',
  note: 'not',
  offlineSale: 'off',
  offlineBatch: 'bat',
  payout: 'pay',
  payoutItem: 'pit',
  verification: 'ver',
} as const;

export type IdKind = keyof typeof idPrefixes;

/** What an id of this kind looks like: prefix, underscore, a UUID version 7 without dashes, so that ids sort by time. */
export function idPattern(kind: IdKind): RegExp {
  return new RegExp(`^${idPrefixes[kind]}_[0-9a-f]{32}$`);
}
