import type { Shell } from './client.ts';

/**
 * The element that the shortcode and the My Account tab print. It holds addresses only, nothing of the visitor, so a cache may keep the page:
 * `<div class="finders-fee-account" data-rest-url="…/wc-finders-fee/v1/" data-nonce-url="…/admin-ajax.php?action=rest-nonce" data-login-url="…"></div>`
 */
export function findShell(document: Document): { element: HTMLElement; shell: Shell } | null {
  const element = document.querySelector<HTMLElement>('.finders-fee-account[data-rest-url]');
  const { restUrl, nonceUrl, loginUrl } = element?.dataset ?? {};
  if (!element || !restUrl || !nonceUrl) return null;
  return {
    element,
    shell: { restUrl: restUrl.replace(/\/?$/, '/'), nonceUrl, loginUrl: loginUrl ?? '/wp-login.php' },
  };
}
