import { Router, type Request, type Response } from 'express';
import { amount, printed } from '../amount.ts';
import { clickMeta } from '../plugin/referral-link.ts';
import { textOf } from '../posted.ts';
import { visitorOf, type Visitor } from '../sessions.ts';
import { formatCouponCode } from '../shop/coupon-code.ts';
import { totalsOf } from '../shop/order-totals.ts';
import { createOrder, previewOrder } from '../shop/orders.ts';
import { now, type Shop } from '../shop/shop.ts';
import type { Order } from '../state.ts';
import { StoreError } from '../store-error.ts';
import { html, type Html } from './html.ts';
import { money, sendShopPage } from './layout.ts';

/** What a way to pay does to a new order. */
const payments = {
  card: { title: 'Card, paid at once', status: 'processing' },
  cod: { title: 'Cash on delivery', status: 'processing' },
  bacs: { title: 'Bank transfer, waits for the money', status: 'on-hold' },
} as const;

/** Products, cart, checkout, thanks: the way of one who buys, as guest or logged in. */
export function shopPages(shop: Shop): Router {
  const router = Router();
  router.get('/', (request, response) => showProducts(shop, request, response));
  router.post('/cart/', (request, response) => {
    const visitor = visitorOf(shop, request, response);
    const problem = changeCart(shop, visitor, request.body as Record<string, string>);
    if (problem) showCart(shop, visitor, response, problem);
    else response.redirect(303, '/cart/');
  });
  router.get('/cart/', (request, response) => showCart(shop, visitorOf(shop, request, response), response));
  router.get('/checkout/', (request, response) =>
    showCheckout(shop, visitorOf(shop, request, response), response),
  );
  router.post('/checkout/', (request, response) => placeOrder(shop, request, response));
  router.get('/checkout/order-received/:id', (request, response) => showThanks(shop, request, response));
  return router;
}

function showProducts(shop: Shop, request: Request, response: Response): void {
  const { priceDecimals } = shop.state.settings;
  const product = (item: (typeof shop.state.products)[number]) =>
    html` <li>
      <h2>${item.name}</h2>
      <p class="price">${money(shop, printed(amount(item.price), priceDecimals))}</p>
      <form method="post" action="/cart/">
        <input type="hidden" name="add" value="${item.id}" />
        <button aria-label="Add to cart: ${item.name}">Add to cart</button>
      </form>
    </li>`;
  sendShopPage(response, visitorOf(shop, request, response), {
    title: 'Shop',
    body: html`<ul class="products">
      ${shop.state.products.filter(({ status }) => status === 'publish').map(product)}
    </ul>`,
  });
}

/** Adds, sets quantities, applies or removes a coupon; returns the sentence why not. */
function changeCart(
  shop: Shop,
  { session, user }: Visitor,
  form: Record<string, string>,
): string | undefined {
  const { cart } = session;
  const added = Number(form['add'] ?? 0);
  if (shop.state.products.some(({ id }) => id === added)) {
    const line = cart.lines.find(({ productId }) => productId === added);
    if (line) line.quantity += 1;
    else cart.lines.push({ productId: added, quantity: 1 });
  }
  for (const line of cart.lines) {
    const wanted = form[`quantity_${line.productId}`];
    if (wanted !== undefined) line.quantity = Math.max(0, Math.min(99, Math.floor(Number(wanted) || 0)));
  }
  cart.lines = cart.lines.filter((line) => line.quantity > 0);
  if (form['remove_coupon'] !== undefined)
    cart.coupons = cart.coupons.filter((code) => code !== form['remove_coupon']);
  const code = formatCouponCode(textOf(form['coupon_code']));
  if (code === '') return undefined;
  try {
    previewOrder(shop, orderOf(shop, { lines: cart.lines, coupons: [...cart.coupons, code] }, user?.id ?? 0));
    cart.coupons.push(code);
    return undefined;
  } catch (error) {
    return sentenceOf(error);
  }
}

function showCart(shop: Shop, visitor: Visitor, response: Response, problem?: string): void {
  const { cart } = visitor.session;
  if (cart.lines.length === 0) {
    return sendShopPage(response, visitor, {
      title: 'Cart',
      body: html`<p>Your cart is empty.</p>
        <p><a href="/">Look at the products</a></p>`,
    });
  }
  const { order, problem: dropped } = preview(shop, visitor);
  const line = (item: Order['lines'][number]) =>
    html` <tr>
      <th scope="row">${item.name}</th>
      <td>
        <input
          type="number"
          name="quantity_${item.productId}"
          value="${item.quantity}"
          min="0"
          max="99"
          aria-label="Pieces of ${item.name}"
        />
      </td>
      <td class="number">
        ${money(shop, printed(amount(item.subtotal), shop.state.settings.priceDecimals))}
      </td>
    </tr>`;
  sendShopPage(response, visitor, {
    title: 'Cart',
    status: problem ? 400 : 200,
    body: html` ${notice(problem ?? dropped)}
      <form method="post" action="/cart/">
        <table>
          <thead>
            <tr>
              <th scope="col">Product</th>
              <th scope="col">Pieces</th>
              <th scope="col" class="number">Price</th>
            </tr>
          </thead>
          <tbody>
            ${order.lines.map(line)}
          </tbody>
        </table>
        <p><button class="plain">Update cart</button></p>
      </form>
      <form method="post" action="/cart/" class="row">
        <div>
          <label for="coupon_code">Coupon code</label
          ><input id="coupon_code" name="coupon_code" autocomplete="off" autocapitalize="none" />
        </div>
        <button class="plain">Apply coupon</button>
      </form>
      ${cart.coupons.map(
        (code) =>
          html` <form method="post" action="/cart/" class="row">
            <p>Coupon <strong>${code}</strong></p>
            <button class="plain" name="remove_coupon" value="${code}" aria-label="Remove coupon ${code}">
              Remove
            </button>
          </form>`,
      )}
      ${totals(shop, order)}
      <p><a class="go" href="/checkout/">Proceed to checkout</a></p>`,
  });
}

function showCheckout(
  shop: Shop,
  visitor: Visitor,
  response: Response,
  problem?: string,
  typed: Record<string, string> = {},
): void {
  if (visitor.session.cart.lines.length === 0) return response.redirect(303, '/cart/');
  const { order, problem: dropped } = preview(shop, visitor);
  const { user } = visitor;
  const field = (name: string, label: string, type: string, autocomplete: string, value: string) =>
    html` <label for="${name}">${label}</label>
      <input
        id="${name}"
        name="${name}"
        type="${type}"
        autocomplete="${autocomplete}"
        value="${typed[name] ?? value}"
        required
      />`;
  sendShopPage(response, visitor, {
    title: 'Checkout',
    status: problem ? 400 : 200,
    body: html` ${notice(problem ?? dropped)}
      <form method="post" action="/checkout/" class="fields">
        ${field('email', 'E-mail', 'email', 'email', user?.email ?? '')}
        ${field('first_name', 'First name', 'text', 'given-name', user?.firstName ?? '')}
        ${field('last_name', 'Last name', 'text', 'family-name', user?.lastName ?? '')}
        <label for="payment">Payment</label>
        <select id="payment" name="payment">
          ${Object.entries(payments).map(([id, { title }]) => html`<option value="${id}">${title}</option>`)}
        </select>
        <h2>Your order</h2>
        ${totals(shop, order)}
        <p><button>Place order</button></p>
      </form>`,
  });
}

function placeOrder(shop: Shop, request: Request, response: Response): void {
  const visitor = visitorOf(shop, request, response);
  const form = request.body as Record<string, string>;
  const { email = '', first_name = '', last_name = '', payment = 'card' } = form;
  const way = Object.hasOwn(payments, payment) ? (payment as keyof typeof payments) : 'card';
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) {
    return showCheckout(
      shop,
      visitor,
      response,
      'Please give an e-mail address such as ann@example.com.',
      form,
    );
  }
  if (visitor.session.cart.lines.length === 0) return response.redirect(303, '/cart/');
  try {
    const posted = {
      ...orderOf(shop, visitor.session.cart, visitor.user?.id ?? 0),
      status: payments[way].status,
      payment_method: way,
      payment_method_title: payments[way].title,
      billing: { email, first_name, last_name },
      meta_data: clickMeta(shop, request),
    };
    previewOrder(shop, { ...posted, status: undefined });
    const order = createOrder(shop, posted, 'checkout');
    visitor.session.cart = { lines: [], coupons: [] };
    response.redirect(303, `/checkout/order-received/${order.id}?key=${order.key}`);
  } catch (error) {
    showCheckout(shop, visitor, response, sentenceOf(error), form);
  }
}

function showThanks(shop: Shop, request: Request, response: Response): void {
  const visitor = visitorOf(shop, request, response);
  const order = shop.state.orders.get(Number(request.params['id']));
  if (!order || order.key !== request.query['key']) {
    return sendShopPage(response, visitor, {
      title: 'Order not found',
      status: 404,
      body: html`<p><a href="/">Back to the shop</a></p>`,
    });
  }
  sendShopPage(response, visitor, {
    title: 'Order received',
    body: html` <p class="notice" role="status">Thank you. Your order has been received.</p>
      <p>
        Order number: <strong id="order-number">${order.id}</strong> · ${order.paymentMethodTitle} ·
        ${now(shop).slice(0, 10)}
      </p>
      <table>
        <tbody>
          ${order.lines.map(
            (line) =>
              html`<tr>
                <th scope="row">${line.name} × ${line.quantity}</th>
                <td class="number">
                  ${money(shop, printed(amount(line.total), shop.state.settings.priceDecimals))}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${totals(shop, order)}
      <p><a href="/">Buy something else</a></p>`,
  });
}

/** The cart as an order; a coupon that cannot be used any more falls out of it, with the reason. */
function preview(shop: Shop, { session, user }: Visitor): { order: Order; problem?: string } {
  try {
    return { order: previewOrder(shop, orderOf(shop, session.cart, user?.id ?? 0)) };
  } catch (error) {
    session.cart.coupons = [];
    return {
      order: previewOrder(shop, orderOf(shop, session.cart, user?.id ?? 0)),
      problem: sentenceOf(error),
    };
  }
}

function orderOf(shop: Shop, cart: Visitor['session']['cart'], customerId: number): Record<string, unknown> {
  return {
    customer_id: customerId,
    line_items: cart.lines.map((line) => ({ product_id: line.productId, quantity: line.quantity })),
    shipping_lines: [
      { method_id: 'flat_rate', method_title: 'Flat rate', total: shop.state.settings.shippingCost },
    ],
    coupon_lines: cart.coupons.map((code) => ({ code })),
  };
}

/** The sums under a cart or an order. */
export function totals(shop: Shop, order: Order): Html {
  const { priceDecimals } = shop.state.settings;
  const sums = totalsOf(order, priceDecimals);
  const row = (label: string, text: string) =>
    html`<tr>
      <th scope="row">${label}</th>
      <td class="number">${money(shop, text)}</td>
    </tr>`;
  const print = (value: Parameters<typeof printed>[0]) => printed(value, priceDecimals);
  return html`<table class="totals">
    <tbody>
      ${order.couponLines.map((line) => row(`Coupon ${line.code}`, `−${print(amount(line.discount))}`))}
      ${row('Shipping', print(sums.shipping))}
      ${sums.totalTax.numerator !== 0n && row('Tax', print(sums.totalTax))} ${row('Total', print(sums.total))}
    </tbody>
  </table>`;
}

function notice(problem: string | undefined): Html | undefined {
  return problem === undefined ? undefined : html`<p class="notice error" role="alert">${problem}</p>`;
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof StoreError)) throw error;
  return error.message.replaceAll('&quot;', '"');
}
