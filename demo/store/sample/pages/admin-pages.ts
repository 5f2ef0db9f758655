import { Router, type Request, type RequestHandler, type Response } from 'express';
import { divide, multiply, ratio } from '@finders-fee/shared';
import { amount, printed } from '../amount.ts';
import { asLocal } from '../dates.ts';
import { pluginVersion } from '../plugin/connector.ts';
import { textOf } from '../posted.ts';
import { emailOf } from '../rest/represent.ts';
import { nonceOf, visitorOf } from '../sessions.ts';
import { createCoupon, deleteCoupon, getCoupon, trashCoupon } from '../shop/coupons.ts';
import { remainingOf } from '../shop/order-totals.ts';
import { deleteOrder, orderStatuses, restoreOrder, trashOrder, updateOrder } from '../shop/orders.ts';
import { deleteRefund, refundOrder } from '../shop/refund-order.ts';
import { getOrder, type Shop } from '../shop/shop.ts';
import { isOwner } from '../shop/users.ts';
import type { Order } from '../state.ts';
import { StoreError } from '../store-error.ts';
import { missing } from './account-pages.ts';
import { hasAsset } from './assets.ts';
import { html, json, type Html, type Part } from './html.ts';
import { money, sendAdminPage } from './layout.ts';
import { totals } from './shop-pages.ts';

const statusNames: Record<string, string> = {
  pending: 'Pending payment',
  processing: 'Processing',
  'on-hold': 'On hold',
  completed: 'Completed',
  cancelled: 'Cancelled',
  refunded: 'Refunded',
  failed: 'Failed',
  'checkout-draft': 'Draft',
};

const pages: Record<string, (shop: Shop, request: Request, response: Response, problem?: string) => void> = {
  'finders-fee': showFindersFee,
  'wc-orders': (shop, request, response, problem) =>
    request.query['id'] === undefined
      ? showOrders(shop, request, response, problem)
      : showOrder(shop, request, response, problem),
  coupons: showCoupons,
};

/** What stands in for wp-admin: the plugin's page, and orders and coupons to play with. */
export function adminPages(shop: Shop): Router {
  const router = Router();
  router.use('/wp-admin', ownersOnly(shop));
  router.get('/wp-admin/', (_request, response) =>
    response.redirect(303, '/wp-admin/admin.php?page=finders-fee'),
  );
  router.get('/wp-admin/post.php', (_request, response) =>
    response.redirect(303, '/wp-admin/admin.php?page=coupons'),
  );
  router.get('/wp-admin/admin.php', (request, response, next) => {
    const page = pages[textOf(request.query['page'])];
    if (page) page(shop, request, response);
    else next();
  });
  router.post('/wp-admin/admin.php', (request, response, next) => {
    const slug = textOf(request.query['page']);
    const page = pages[slug];
    if (!page || slug === 'finders-fee') return next();
    try {
      if (slug === 'coupons') changeCoupon(shop, request.body as Record<string, string>);
      else changeOrder(shop, Number(request.query['id']), request.body as Record<string, string>);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return page(shop, request, response, error.message.replaceAll('&quot;', '"'));
    }
    const isGone = (request.body as Record<string, string>)['do'] === 'delete';
    response.redirect(
      303,
      isGone || slug === 'coupons' ? `/wp-admin/admin.php?page=${slug}` : request.originalUrl,
    );
  });
  return router;
}

function ownersOnly(shop: Shop): RequestHandler {
  return (request, response, next) => {
    const { user } = visitorOf(shop, request, response);
    if (isOwner(user)) return next();
    if (!user)
      return response.redirect(303, `/wp-login.php?redirect_to=${encodeURIComponent(request.originalUrl)}`);
    sendAdminPage(response, '', {
      title: 'Not allowed',
      status: 403,
      body: html`<h1>Sorry, you are not allowed to access this page.</h1>`,
    });
  };
}

/** The page that the plugin prints, with the same configuration. */
function showFindersFee(shop: Shop, request: Request, response: Response): void {
  const adminUrl = `${shop.url}/wp-admin/`;
  const config = {
    namespace: 'wc-finders-fee/v1',
    version: pluginVersion,
    locale: 'en-US',
    timeZone: shop.state.settings.timeZone,
    connected: shop.state.connection !== null,
    adminUrl,
    pageUrl: `${adminUrl}admin.php?page=finders-fee`,
    storeUrl: `${shop.url}/`,
    buildUrl: `${shop.url}/wp-content/plugins/finders-fee/build/`,
    currency: shop.state.settings.currency,
    couponCommissions: shop.state.couponCommissions ?? true,
    orderUrl: `${adminUrl}admin.php?page=wc-orders&action=edit&id=%d`,
    couponUrl: `${adminUrl}post.php?post=%d&action=edit`,
    userUrl: `${adminUrl}user-edit.php?user_id=%d`,
    orderStatuses: statusNames,
    restUrl: `${shop.url}/wp-json/`,
    nonce: nonceOf(visitorOf(shop, request, response)),
  };
  sendAdminPage(response, 'finders-fee', {
    title: 'Finder’s Fee',
    head: html` <link rel="stylesheet" href="/wp-includes/css/wp-components.css" />
      ${hasAsset('style-admin.css') && html`<link rel="stylesheet" href="/wp-content/plugins/finders-fee/build/style-admin.css" />`}
      <script>
        window.findersFee = ${json(config)};
      </script>`,
    body: html` <div class="finders-fee">
        <h1>Finder’s Fee</h1>
        <hr class="wp-header-end" />
        ${missing('admin.js')}
        <div id="finders-fee-admin">
          <div class="finders-fee-shape" aria-hidden="true">
            <span></span><span></span><span></span><span></span>
          </div>
          <noscript><p>This page needs JavaScript, which is switched off in your browser.</p></noscript>
        </div>
      </div>
      <script src="/wp-content/plugins/finders-fee/build/admin.js"></script>`,
  });
}

const ordersPerPage = 50;

function showOrders(shop: Shop, request: Request, response: Response, problem?: string): void {
  const page = Math.max(1, Number(textOf(request.query['paged'])) || 1);
  const all = [...shop.state.orders.values()].reverse();
  const shown = all.slice((page - 1) * ordersPerPage, page * ordersPerPage);
  const row = (order: Order) =>
    html` <tr>
      <td>
        <a href="/wp-admin/admin.php?page=wc-orders&action=edit&id=${order.id}">#${order.id}</a>
        ${emailOf(shop, order)}
      </td>
      <td>${asLocal(order.createdAt, shop.state.settings.timeZone)?.replace('T', ' ')}</td>
      <td>${order.couponLines.map(({ code }) => code).join(', ') || '–'}</td>
      <td>${statusName(order.status)}</td>
      <td class="number">${leftOf(shop, order)}</td>
    </tr>`;
  sendAdminPage(response, 'wc-orders', {
    title: 'Orders',
    body: html` <h1>Orders</h1>
      ${notice(problem)}
      ${all.length === 0 && html`<p>Orders appear here as soon as somebody buys. <a href="/">Buy something</a></p>`}
      <div class="scroll">
        <table class="list">
          <thead>
            <tr>
              <th scope="col">Order</th>
              <th scope="col">Date</th>
              <th scope="col">Coupons</th>
              <th scope="col">Status</th>
              <th scope="col" class="number">Total less refunds</th>
            </tr>
          </thead>
          <tbody>
            ${shown.map(row)}
          </tbody>
        </table>
      </div>
      <p class="row">
        ${page > 1 && html`<a href="?page=wc-orders&paged=${page - 1}">Newer</a>`}
        ${all.length > page * ordersPerPage && html`<a href="?page=wc-orders&paged=${page + 1}">Older</a>`}
      </p>`,
  });
}

function showOrder(shop: Shop, request: Request, response: Response, problem?: string): void {
  const order = shop.state.orders.get(Number(textOf(request.query['id'])));
  if (!order) {
    return sendAdminPage(response, 'wc-orders', {
      title: 'Order not found',
      status: 404,
      body: html`<h1>This order does not exist any more.</h1>`,
    });
  }
  const { priceDecimals } = shop.state.settings;
  const action = (fields: Part, label: string, verb: string) =>
    html`<form method="post" class="row">${fields}<button name="do" value="${verb}">${label}</button></form>`;
  const line = (item: Order['lines'][number]) =>
    html` <tr>
      <td>${item.name} × ${item.quantity}</td>
      <td class="number">${money(shop, printed(amount(item.total), priceDecimals))}</td>
      <td>
        ${action(html`<input type="hidden" name="line" value="${item.id}" />`, 'Refund one piece', 'refund_piece')}
      </td>
    </tr>`;
  const refund = (item: Order['refunds'][number]) =>
    html` <tr>
      <td>Refund #${item.id} ${item.reason}</td>
      <td class="number">−${money(shop, item.amount)}</td>
      <td>
        ${action(html`<input type="hidden" name="refund" value="${item.id}" />`, 'Delete refund', 'delete_refund')}
      </td>
    </tr>`;
  const isTrashed = order.status === 'trash';
  sendAdminPage(response, 'wc-orders', {
    title: `Order #${order.id}`,
    body: html` <h1>Order #${order.id}</h1>
      ${notice(problem)}
      <p>
        ${emailOf(shop, order)} · ${statusName(order.status)} ·
        ${asLocal(order.createdAt, shop.state.settings.timeZone)?.replace('T', ' ')}
      </p>
      <div class="card scroll">
        <table class="list">
          <tbody>
            ${order.lines.map(line)}${order.refunds.map(refund)}
          </tbody>
        </table>
        ${totals(shop, order)}
      </div>
      <div class="card">
        <h2>Change it</h2>
        ${
          !isTrashed &&
          action(
            html`<div>
              <label for="status">Status</label
              ><select id="status" name="status">
                ${orderStatuses.map((status) => html`<option value="${status}" ${status === order.status && html`selected`}>${statusName(status)}</option>`)}
              </select>
            </div>`,
            'Set status',
            'status',
          )
        }
        ${action(html`<div><label for="amount">Amount without lines</label><input id="amount" name="amount" inputmode="decimal" required /></div>`, 'Refund this amount', 'refund')}
        ${isTrashed ? action('', 'Restore from trash', 'restore') : action('', 'Move to trash', 'trash')}
        ${action('', 'Delete for good', 'delete')}
      </div>`,
  });
}

function changeOrder(shop: Shop, id: number, form: Record<string, string>): void {
  const order = getOrder(shop, id);
  const actions: Record<string, () => unknown> = {
    status: () =>
      updateOrder(shop, order, {
        status: orderStatuses.find((status) => status === form['status']) ?? order.status,
      }),
    refund: () => refundOrder(shop, order, { amount: form['amount'], lineItems: [], refundedBy: 1 }),
    refund_piece: () => refundPiece(shop, order, Number(form['line'])),
    delete_refund: () => deleteRefund(shop, order, Number(form['refund']), true),
    trash: () => trashOrder(shop, order),
    restore: () => restoreOrder(shop, order),
    delete: () => deleteOrder(shop, order),
  };
  actions[textOf(form['do'])]?.();
}

/** One piece of a line with its tax, at what was paid for it. */
function refundPiece(shop: Shop, order: Order, lineId: number): void {
  const line = order.lines.find(({ id }) => id === lineId);
  if (!line) return;
  const { priceDecimals } = shop.state.settings;
  const perPiece = (text: string) =>
    printed(
      divide(multiply(amount(text), ratio(1n)), ratio(BigInt(Math.max(1, line.quantity)))),
      priceDecimals,
    );
  refundOrder(shop, order, {
    refundedBy: 1,
    lineItems: [
      {
        id: line.id,
        quantity: 1,
        refundTotal: perPiece(line.total),
        refundTax: line.taxes.map((tax) => ({ rateId: tax.rateId, total: perPiece(tax.total) })),
      },
    ],
  });
}

function showCoupons(shop: Shop, _request: Request, response: Response, problem?: string): void {
  const row = (coupon: (typeof shop.state.coupons)[number]) =>
    html` <tr>
      <td>${coupon.code}</td>
      <td>${coupon.discountType}</td>
      <td class="number">${coupon.amount}</td>
      <td class="number">${coupon.usageCount}</td>
      <td>${coupon.status}</td>
      <td>
        <form method="post" class="row">
          <input type="hidden" name="coupon" value="${coupon.id}" />
          ${coupon.status !== 'trash' && html`<button name="do" value="trash" aria-label="Trash ${coupon.code}">Trash</button>`}
          <button name="do" value="delete" aria-label="Delete ${coupon.code}">Delete</button>
        </form>
      </td>
    </tr>`;
  sendAdminPage(response, 'coupons', {
    title: 'Coupons',
    body: html` <h1>Coupons</h1>
      ${notice(problem)}
      <form method="post" class="card row">
        <div><label for="code">Code</label><input id="code" name="code" required /></div>
        <div>
          <label for="discount_type">Discount</label
          ><select id="discount_type" name="discount_type">
            <option value="percent">Percent</option>
            <option value="fixed_cart">Fixed, cart</option>
            <option value="fixed_product">Fixed, per piece</option>
          </select>
        </div>
        <div>
          <label for="amount">Amount</label><input id="amount" name="amount" inputmode="decimal" required />
        </div>
        <button name="do" value="add">Add coupon</button>
      </form>
      <div class="scroll">
        <table class="list">
          <thead>
            <tr>
              <th scope="col">Code</th>
              <th scope="col">Type</th>
              <th scope="col" class="number">Amount</th>
              <th scope="col" class="number">Used</th>
              <th scope="col">Status</th>
              <th scope="col">Actions</th>
            </tr>
          </thead>
          <tbody>
            ${shop.state.coupons.map(row)}
          </tbody>
        </table>
      </div>`,
  });
}

function changeCoupon(shop: Shop, form: Record<string, string>): void {
  if (form['do'] === 'trash') trashCoupon(shop, getCoupon(shop, Number(form['coupon'])));
  else if (form['do'] === 'delete') deleteCoupon(shop, getCoupon(shop, Number(form['coupon'])));
  else
    createCoupon(shop, { code: form['code'], discount_type: form['discount_type'], amount: form['amount'] });
}

function leftOf(shop: Shop, order: Order): string {
  const { priceDecimals } = shop.state.settings;
  return money(shop, printed(remainingOf(order, priceDecimals), priceDecimals));
}

function statusName(status: string): string {
  return statusNames[status] ?? (status === 'trash' ? 'In the trash' : status);
}

function notice(problem: string | undefined): Html | undefined {
  return problem === undefined ? undefined : html`<p class="notice error" role="alert">${problem}</p>`;
}
