import { StoreError } from '../store-error.ts';

/** Reads `ff1.<base64url of the sidecar's address>.<20 characters>`. Throws 400 `invalid_connection_code`. */
export function parseConnectionCode(text: string): { sidecarUrl: string; pairingCode: string } {
  const match = /^ff1\.([A-Za-z0-9_-]+)\.([A-Za-z2-7]{20})$/.exec(text.replace(/\s+/g, ''));
  const [, encoded = '', pairingCode = ''] = match ?? [];
  if (!match)
    throw refusal(
      'This is not a connection code. It begins with "ff1." and is printed by "finders-fee connect".',
    );
  const sidecarUrl = Buffer.from(encoded, 'base64url').toString().replace(/\/+$/, '');
  if (!isWebAddress(sidecarUrl)) {
    throw refusal('This connection code does not name a web address. Copy it again, from "ff1." to its end.');
  }
  return { sidecarUrl, pairingCode };
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, search, hash } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && username + search + hash === '';
}

function refusal(message: string): StoreError {
  return new StoreError('invalid_connection_code', message, 400);
}
