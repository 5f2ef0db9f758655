import { randomInt } from 'node:crypto';
import { insertPairingCode } from '../database/pairing-codes.ts';
import type { Services } from '../services.ts';

const lifetimeMs = 15 * 60 * 1000;
/** RFC 4648's base32, which has no 0, 1, 8 and 9 to mistake for letters; 20 characters are 100 bits. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const length = 20;

export interface ConnectionCode {
  /** `ff1.<base64url of the sidecar's address>.<20 characters>`: what the owner pastes in wp-admin. */
  code: string;
  expiresAt: Date;
}

/** A new code for one connection, good for 15 minutes. Only its hash is kept. */
export async function makeConnectionCode({
  database,
  clock,
  config,
}: Pick<Services, 'database' | 'clock' | 'config'>): Promise<ConnectionCode> {
  const secret = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  const now = clock();
  const expiresAt = new Date(now.getTime() + lifetimeMs);
  await insertPairingCode(database, secret, now, expiresAt);
  return { code: `ff1.${Buffer.from(config.publicUrl).toString('base64url')}.${secret}`, expiresAt };
}
