/** Providers that deliver `name+anything@` to `name@`. */
const plusTagDomains = new Set([
  'gmail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'fastmail.com',
  'proton.me',
  'protonmail.com',
  'pm.me',
]);

/**
 * The one form of an address under which a buyer is known again: trimmed, lower case, `googlemail.com` as `gmail.com`,
 * dots of Gmail names dropped, and plus-tags of providers known to ignore them.
 * Null for what is no address, and for the one that WooCommerce writes over an anonymised order.
 */
export function canonicalEmail(email: string | null): string | null {
  const address = (email ?? '').normalize('NFC').trim().toLowerCase();
  const at = address.lastIndexOf('@');
  if (at < 1 || at === address.length - 1) return null;
  const domain = address.slice(at + 1).replace(/^googlemail\.com$/, 'gmail.com');
  if (domain === 'site.invalid') return null;
  const tagless = plusTagDomains.has(domain)
    ? address.slice(0, at).replace(/\+.*$/, '')
    : address.slice(0, at);
  const name = domain === 'gmail.com' ? tagless.replaceAll('.', '') : tagless;
  return name === '' ? null : `${name}@${domain}`;
}
