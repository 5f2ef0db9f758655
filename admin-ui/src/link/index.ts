import { clickCookie, linkCodePattern, linkParameter } from '@finders-fee/shared';

declare global {
  interface Window {
    /** Of WordPress's consent API, whose script comes long after this one. */
    wp_has_consent?: (category: string) => boolean;
    /** Set by the same: who may consent to what is not known before `wp_consent_type_defined`. */
    waitfor_consent_hook?: unknown;
  }
}

/**
 * Printed inline in the head of every page of the shop, the same for everybody, so that a page cache may keep the page. The tag says the rest:
 * `<script data-days="30" data-url="/?wc-ajax=finders_fee_click" data-consent="marketing">`, the last one only where visitors are asked for consent.
 */
function followLink({ days, url = '', consent }: DOMStringMap): void {
  const code = new URLSearchParams(location.search).get(linkParameter) ?? '';
  let isKept = false;

  /** The server writes the same cookie once more: what a script wrote, some browsers throw away after a week. */
  function keep(): void {
    if (isKept || !linkCodePattern.test(code)) return;
    isKept = true;
    write(`${code}.${Math.floor(Date.now() / 1000)}`, Number(days) * 86_400);
    // Without an answer the script's own cookie has to do.
    fetch(url, { method: 'POST', body: new URLSearchParams({ code }), keepalive: true }).catch(() => {});
  }

  function askVisitor(): void {
    const has = window.wp_has_consent;
    if (has?.(consent!)) keep();
    else if (has) {
      isKept = false;
      write('', 0);
    }
  }

  const askUnlessTooEarly = () => window.waitfor_consent_hook || askVisitor();

  if (!consent) return keep();
  document.addEventListener('wp_consent_type_defined', askVisitor);
  document.addEventListener('wp_listen_for_consent_change', askVisitor);
  // By then the consent API is there, wherever it stands on the page; a plugin that speeds pages up may run all of this later still.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', askUnlessTooEarly);
  else askUnlessTooEarly();
}

function write(value: string, seconds: number): void {
  const secure = location.protocol === 'https:' ? ';secure' : '';
  document.cookie = `${clickCookie}=${value};path=/;max-age=${seconds};samesite=lax${secure}`;
}

followLink(document.currentScript!.dataset);
