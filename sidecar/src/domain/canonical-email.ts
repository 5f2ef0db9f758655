/** Providers that deliver `name+anything@` to `name@`. */
const plusTagDomains = new Set([
  'gmail.com',
  'msn.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'fastmail.com',
  'fastmail.fm',
  'proton.me',
  'protonmail.com',
  'protonmail.ch',
  'pm.me',
  'mailbox.org',
  'posteo.de',
]);
/** Microsoft's, which has one for each country: `hotmail.de`, `live.co.uk`. */
const plusTagMicrosoft = /^(?:outlook|hotmail|live)\.[a-z]{2,3}(?:\.[a-z]{2})?$/;

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
  const isTagged = plusTagDomains.has(domain) || plusTagMicrosoft.test(domain);
  const tagless = isTagged ? address.slice(0, at).replace(/\+.*$/, '') : address.slice(0, at);
  const name = domain === 'gmail.com' ? tagless.replaceAll('.', '') : tagless;
  return name === '' ? null : `${name}@${domain}`;
}
