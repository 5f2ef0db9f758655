import type { CannedShop } from './canned-shop.ts';

/** The page as the plugin prints it, without WordPress: heading, root, configuration, bundle. */
export function pageHtml(shop: CannedShop, address: string): string {
  const root = `<div id="finders-fee-admin" data-address="${address.replace(/[^\w/?=&.-]/g, '')}"></div>`;
  return html(shop, 'admin', `<main class="wrap finders-fee"><h1>Finder's Fee</h1>${root}</main>`);
}

/** WooCommerce's screen of an order with our box on it, which is as narrow there as here. */
export function orderHtml(shop: CannedShop, orderId: string): string {
  const root = `<div id="finders-fee-order" data-order="${Number(orderId)}"></div>`;
  const box = `<section style="max-width: 640px; padding: 12px; background: #fff"><h2>Finder's Fee</h2>${root}</section>`;
  return html(shop, 'order', `<main class="wrap"><h1>Edit order</h1>${box}</main>`);
}

function html(shop: CannedShop, bundle: string, body: string): string {
  const config = {
    namespace: 'wc-finders-fee/v1',
    version: '0.1.0',
    locale: 'en-GB',
    timeZone: 'Europe/Berlin',
    connected: shop.connected,
    adminUrl: '/wp-admin/',
    pageUrl: '/wp-admin/admin.php?page=finders-fee',
    storeUrl: '/',
    currency: 'EUR',
    couponCommissions: shop.settings.coupon_commissions_enabled,
    orderUrl: '/wp-admin/admin.php?page=wc-orders&action=edit&id=%d',
    couponUrl: '/wp-admin/post.php?post=%d&action=edit',
    userUrl: '/wp-admin/user-edit.php?user_id=%d',
    orderStatuses: {
      pending: 'Pending payment',
      processing: 'Processing',
      completed: 'Completed',
      refunded: 'Refunded',
    },
    restUrl: '/wp-json/',
    nonce: 'canned',
  };
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Finder's Fee</title>
<link rel="stylesheet" href="/wp-components.css" />
<link rel="stylesheet" href="/assets/style-${bundle}.css" />
<style>
body { margin: 0; padding: 20px; background: #f0f0f1; color: #3c434a; font: 13px/1.4 -apple-system, sans-serif; }
input, select, textarea { box-sizing: border-box; }
fieldset { margin: 0; padding: 0; border: 0; }
ul, ol { margin: 0; padding: 0; list-style: none; }
.nav-tab-wrapper { border-bottom: 1px solid #c3c4c7; }
.nav-tab { padding: 5px 10px; border: 1px solid #c3c4c7; border-bottom: none; background: #dcdcde; color: #50575e; text-decoration: none; font-weight: 600; }
.nav-tab-active { background: #f0f0f1; color: #000; }
a { color: #135e96; }
.screen-reader-text { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none; }
</style>
</head>
<body>
${body}
<script>window.findersFee = ${JSON.stringify(config).replaceAll('<', '\\u003c')};</script>
<script src="/assets/${bundle}.js"></script>
</body>
</html>`;
}
