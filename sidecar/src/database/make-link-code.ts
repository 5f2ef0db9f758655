import { randomInt } from 'node:crypto';
import { linkCodeAlphabet, linkCodeLength } from '@finders-fee/shared';

/** What an affiliate's link carries. It says nothing about them, because it stands in addresses and logs. */
export function makeLinkCode(): string {
  return Array.from(
    { length: linkCodeLength },
    () => linkCodeAlphabet[randomInt(linkCodeAlphabet.length)],
  ).join('');
}
