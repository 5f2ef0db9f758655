import type { Shell } from './client.ts';

/**
 * The element that the shortcode and the My Account tab print. It holds addresses only, nothing of the visitor, so a cache may keep the page:
 * `<div class="finders-fee-account" data-rest-url="…/wc-finders-fee/v1/" data-nonce-url="…/admin-ajax.php?action=rest-nonce" data-start-url="/?wc-ajax=finders_fee_account" data-login-url="…"></div>`
 */
export function findShell(document: Document): { element: HTMLElement; shell: Shell } | null {
  return read(document.querySelector<HTMLElement>('.finders-fee-account[data-rest-url]'));
}

/** The shell, or the early script itself, which carries the same addresses and may stand in the head, above the shell. */
export function findAddresses(document: Document): Shell | null {
  return read(document.querySelector<HTMLElement>('[data-rest-url][data-nonce-url]'))?.shell ?? null;
}

function read(element: HTMLElement | null): { element: HTMLElement; shell: Shell } | null {
  const { restUrl, nonceUrl, startUrl = '', loginUrl = '/wp-login.php' } = element?.dataset ?? {};
  if (!element || !restUrl || !nonceUrl) return null;
  return { element, shell: { restUrl: restUrl.replace(/\/?$/, '/'), nonceUrl, startUrl, loginUrl } };
}
