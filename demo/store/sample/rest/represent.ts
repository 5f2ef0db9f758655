import { sum } from '@finders-fee/shared';
import { amount, negative, printed, raw, rounded } from '../amount.ts';
import { asGmt, asLocal } from '../dates.ts';
import { lineTax, refundTax, totalsOf } from '../shop/order-totals.ts';
import { findUser, type Shop } from '../shop/shop.ts';
import type {
  Address,
  Category,
  Coupon,
  ExtraLine,
  Line,
  Order,
  Product,
  Refund,
  RefundLine,
  User,
  Webhook,
} from '../state.ts';

export const woocommerceVersion = '11.0.1';

export type Json = Record<string, unknown>;

const billingFields =
  'first_name last_name company address_1 address_2 city state postcode country email phone'.split(' ');
const shippingFields = billingFields.filter((field) => field !== 'email');
/** Of a coupon's amounts, whatever those of the shop's prices are. */
const couponDecimals = 2;
const currencySymbols: Record<string, string> = { EUR: '€', USD: '$', GBP: '£', JPY: '¥', CHF: 'CHF' };

/** An order as `wc/v3` shows it, amounts at `decimals` places. */
export function representOrder(shop: Shop, order: Order, decimals = shop.state.settings.priceDecimals): Json {
  const { settings } = shop.state;
  const totals = totalsOf(order, settings.priceDecimals);
  const dates = datesOf(shop, {
    created: order.createdAt,
    modified: order.modifiedAt,
    completed: order.completedAt,
    paid: order.paidAt,
  });
  const path = `${shop.url}/wp-json/wc/v3/orders`;
  const needsPayment =
    ['pending', 'failed', 'checkout-draft'].includes(order.status) && totals.total.numerator > 0n;
  return {
    id: order.id,
    parent_id: 0,
    status: order.status,
    currency: order.currency,
    version: woocommerceVersion,
    prices_include_tax: false,
    date_created: dates['date_created'],
    date_modified: dates['date_modified'],
    discount_total: printed(totals.discount, decimals),
    discount_tax: printed(totals.discountTax, decimals),
    shipping_total: printed(totals.shipping, decimals),
    shipping_tax: printed(totals.shippingTax, decimals),
    cart_tax: printed(totals.cartTax, decimals),
    total: printed(totals.total, decimals),
    total_tax: printed(totals.totalTax, decimals),
    customer_id: order.customerId,
    order_key: order.key,
    billing: address(order.billing, billingFields),
    shipping: address(order.shipping, shippingFields),
    payment_method: order.paymentMethod,
    payment_method_title: order.paymentMethodTitle,
    transaction_id: order.transactionId,
    customer_ip_address: '',
    customer_user_agent: '',
    created_via: order.createdVia,
    customer_note: order.customerNote,
    date_completed: dates['date_completed'],
    date_paid: dates['date_paid'],
    cart_hash: '',
    number: String(order.id),
    meta_data: order.metaData,
    line_items: order.lines.map((line) => representLine(shop, line, decimals)),
    tax_lines: taxLines(shop, order, decimals),
    shipping_lines: order.shippingLines.map((line) => representShipping(shop, line, decimals)),
    fee_lines: order.feeLines.map((line) => representFee(shop, line, decimals)),
    coupon_lines: order.couponLines.map(representCouponLine),
    refunds: newestFirst(order.refunds).map((refund) => ({
      id: refund.id,
      reason: refund.reason,
      total: `-${representAmount(refund, decimals)}`,
      total_tax: printed(negative(refundTax(refund)), decimals),
    })),
    payment_url: `${shop.url}/checkout/order-pay/${order.id}/?pay_for_order=true&key=${order.key}`,
    is_editable: ['pending', 'on-hold', 'auto-draft'].includes(order.status),
    needs_payment: needsPayment,
    needs_processing: order.lines.length > 0,
    date_created_gmt: dates['date_created_gmt'],
    date_modified_gmt: dates['date_modified_gmt'],
    date_completed_gmt: dates['date_completed_gmt'],
    date_paid_gmt: dates['date_paid_gmt'],
    currency_symbol: currencySymbols[order.currency] ?? order.currency,
    _links: {
      ...links(path, order.id, ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
      email_templates: [{ embeddable: true, href: `${path}/${order.id}/actions/email_templates` }],
    },
  };
}

/** A refund as `/orders/{id}/refunds` shows it: `amount` positive, its lines negative. `/refunds` adds the order's id. */
export function representRefund(
  shop: Shop,
  order: Order,
  refund: Refund,
  options: { parent?: boolean } = {},
): Json {
  const decimals = shop.state.settings.priceDecimals;
  const { date_created, date_created_gmt } = datesOf(shop, { created: refund.createdAt });
  const path = `${shop.url}/wp-json/wc/v3/orders/${order.id}`;
  const of = (kind: RefundLine['kind']) => refund.lines.filter((line) => line.kind === kind);
  return {
    id: refund.id,
    ...(options.parent ? { parent_id: order.id } : {}),
    date_created,
    date_created_gmt,
    amount: representAmount(refund, decimals),
    reason: refund.reason,
    refunded_by: refund.refundedBy,
    refunded_payment: false,
    meta_data: [
      { id: refund.metaId, key: '_refund_type', value: order.status === 'refunded' ? 'full' : 'partial' },
    ],
    line_items: of('line').map((line) => representRefundedLine(shop, order, line)),
    shipping_lines: of('shipping').map((line) =>
      representRefundedExtra(shop, order.shippingLines, line, 'method_title'),
    ),
    tax_lines: refund.taxItems.map(({ rateId, itemId }) => refundTaxLine(shop, refund, rateId, itemId)),
    fee_lines: of('fee').map((line) => representRefundedExtra(shop, order.feeLines, line, 'name')),
    _links: { ...links(`${path}/refunds`, refund.id, ['GET', 'DELETE']), up: [{ href: path }] },
  };
}

/** What a refund without an amount has is nothing, not 0. */
function representAmount(refund: Refund, decimals: number): string {
  return refund.amount === '' ? '' : printed(amount(refund.amount), decimals);
}

export function representCoupon(shop: Shop, coupon: Coupon): Json {
  const dates = datesOf(shop, {
    created: coupon.createdAt,
    modified: coupon.modifiedAt,
    expires: coupon.expiresAt,
  });
  return {
    id: coupon.id,
    code: coupon.code,
    amount: printed(amount(coupon.amount), couponDecimals),
    status: coupon.status,
    date_created: dates['date_created'],
    date_created_gmt: dates['date_created_gmt'],
    date_modified: dates['date_modified'],
    date_modified_gmt: dates['date_modified_gmt'],
    discount_type: coupon.discountType,
    description: coupon.description,
    date_expires: dates['date_expires'],
    date_expires_gmt: dates['date_expires_gmt'],
    usage_count: coupon.usageCount,
    individual_use: coupon.individualUse,
    product_ids: coupon.productIds,
    excluded_product_ids: coupon.excludedProductIds,
    usage_limit: coupon.usageLimit,
    usage_limit_per_user: coupon.usageLimitPerUser,
    limit_usage_to_x_items: coupon.limitUsageToItems,
    free_shipping: coupon.freeShipping,
    product_categories: coupon.productCategories,
    excluded_product_categories: coupon.excludedProductCategories,
    exclude_sale_items: false,
    minimum_amount: printed(amount(coupon.minimumAmount), couponDecimals),
    maximum_amount: printed(amount(coupon.maximumAmount), couponDecimals),
    email_restrictions: [],
    used_by: coupon.usedBy,
    meta_data: coupon.metaData,
    _links: links(`${shop.url}/wp-json/wc/v3/coupons`, coupon.id, ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  };
}

export function representCustomer(shop: Shop, user: User): Json {
  const orders = [...shop.state.orders.values()];
  return {
    id: user.id,
    ...datesOf(shop, { created: user.registeredAt, modified: user.modifiedAt }),
    email: user.email,
    first_name: user.firstName,
    last_name: user.lastName,
    role: user.role,
    username: user.login,
    billing: address(user.billing, billingFields),
    shipping: address(user.shipping, shippingFields),
    is_paying_customer: orders.some((order) => order.customerId === user.id && order.paidAt !== null),
    avatar_url: '',
    meta_data: [],
    _links: links(`${shop.url}/wp-json/wc/v3/customers`, user.id, ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  };
}

export function representProduct(shop: Shop, product: Product): Json {
  return {
    id: product.id,
    name: product.name,
    slug: product.name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    permalink: `${shop.url}/?product=${product.id}`,
    ...datesOf(shop, { created: product.createdAt, modified: product.modifiedAt }),
    type: 'simple',
    status: product.status,
    sku: product.sku,
    price: product.price,
    regular_price: product.price,
    sale_price: '',
    on_sale: false,
    purchasable: true,
    tax_status: 'taxable',
    tax_class: '',
    stock_status: 'instock',
    categories: shop.state.categories
      .filter(({ id }) => product.categoryIds.includes(id))
      .map(({ id, name, slug }) => ({ id, name, slug })),
    variations: [],
    meta_data: [],
    _links: links(`${shop.url}/wp-json/wc/v3/products`, product.id, [
      'GET',
      'POST',
      'PUT',
      'PATCH',
      'DELETE',
    ]),
  };
}

export function representCategory(shop: Shop, { id, name, slug, parent }: Category): Json {
  const { products } = shop.state;
  const path = `${shop.url}/wp-json/wc/v3/products/categories`;
  return {
    id,
    name,
    slug,
    parent,
    description: '',
    display: 'default',
    image: null,
    menu_order: 0,
    count: products.filter(({ status, categoryIds }) => status === 'publish' && categoryIds.includes(id))
      .length,
    _links: {
      ...links(path, id, ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
      ...(parent === 0 ? {} : { up: [{ href: `${path}/${parent}` }] }),
    },
  };
}

export function representWebhook(shop: Shop, webhook: Webhook): Json {
  const [resource = '', event = ''] = webhook.topic.split('.');
  return {
    id: webhook.id,
    name: webhook.name,
    status: webhook.status,
    topic: webhook.topic,
    resource,
    event,
    hooks: webhookHooks[webhook.topic] ?? [event],
    delivery_url: webhook.deliveryUrl,
    ...datesOf(shop, { created: webhook.createdAt, modified: webhook.modifiedAt }),
    _links: links(`${shop.url}/wp-json/wc/v3/webhooks`, webhook.id, [
      'GET',
      'POST',
      'PUT',
      'PATCH',
      'DELETE',
    ]),
  };
}

const webhookHooks: Record<string, string[]> = {
  'order.created': ['woocommerce_new_order'],
  'order.updated': ['woocommerce_update_order', 'woocommerce_order_refunded'],
  'order.deleted': ['wp_trash_post', 'woocommerce_trash_order'],
  'order.restored': ['untrashed_post', 'woocommerce_untrash_order'],
  'coupon.created': ['woocommerce_process_shop_coupon_meta', 'woocommerce_new_coupon'],
  'coupon.updated': ['woocommerce_process_shop_coupon_meta', 'woocommerce_update_coupon'],
  'coupon.deleted': ['wp_trash_post'],
  'coupon.restored': ['untrashed_post'],
  'customer.created': ['user_register', 'woocommerce_created_customer', 'woocommerce_new_customer'],
  'customer.updated': ['profile_update', 'woocommerce_update_customer'],
  'customer.deleted': ['delete_user'],
};

/** Whether WooCommerce would make a webhook of this topic. */
export function isWebhookTopic(topic: string): boolean {
  return topic in webhookHooks || /^action\.(woocommerce|wc)_\w+$/.test(topic);
}

function newestFirst(refunds: readonly Refund[]): Refund[] {
  return [...refunds].sort((a, b) => b.createdAt.localeCompare(a.createdAt) || a.id - b.id);
}

function representLine(shop: Shop, line: Line, decimals: number): Json {
  const own = shop.state.settings.priceDecimals;
  const rounding = (which: 'subtotal' | 'total') =>
    printed(rounded(lineTax(line.taxes, which), own), decimals);
  return {
    id: line.id,
    name: line.name,
    product_id: line.productId,
    variation_id: line.variationId,
    quantity: line.quantity,
    tax_class: '',
    subtotal: printed(amount(line.subtotal), decimals),
    subtotal_tax: rounding('subtotal'),
    total: printed(amount(line.total), decimals),
    total_tax: rounding('total'),
    taxes: line.taxes.map((tax) => ({
      id: tax.rateId,
      total: printed(amount(tax.total), decimals),
      subtotal: printed(amount(tax.subtotal), decimals),
    })),
    meta_data: [],
    sku: line.sku,
    global_unique_id: '',
    price: Number(line.total) / Math.max(1, line.quantity),
    image: { id: '', src: '' },
    parent_name: null,
  };
}

function representShipping(shop: Shop, line: ExtraLine, decimals: number): Json {
  return {
    id: line.id,
    method_title: line.name,
    method_id: line.methodId,
    instance_id: '',
    ...extraTotals(shop, line, decimals),
    tax_status: 'taxable',
    meta_data: [],
  };
}

function representFee(shop: Shop, line: ExtraLine, decimals: number): Json {
  return {
    id: line.id,
    name: line.name,
    tax_class: '',
    tax_status: 'taxable',
    amount: '',
    ...extraTotals(shop, line, decimals),
    meta_data: [],
  };
}

function extraTotals(shop: Shop, line: ExtraLine, decimals: number): Json {
  const tax = rounded(lineTax(line.taxes, 'total'), shop.state.settings.priceDecimals);
  return {
    total: printed(amount(line.total), decimals),
    total_tax: printed(tax, decimals),
    taxes: line.taxes.map((part) => ({
      id: part.rateId,
      total: printed(amount(part.total), decimals),
      subtotal: '',
    })),
  };
}

/** `coupon_info` is the one link from an order to its coupon that a new name does not break. Not formatted: `"15"`, not `"15.00"`. */
function representCouponLine(line: Order['couponLines'][number]): Json {
  const [, , type, nominal, freeShipping] = JSON.parse(line.info) as [
    number,
    string,
    string | null,
    number,
    boolean?,
  ];
  return {
    id: line.id,
    code: line.code,
    discount: line.discount,
    discount_tax: line.discountTax,
    meta_data: [
      {
        id: line.metaId,
        key: 'coupon_info',
        value: line.info,
        display_key: 'coupon_info',
        display_value: line.info,
      },
    ],
    discount_type: type ?? 'fixed_cart',
    nominal_amount: nominal,
    free_shipping: freeShipping === true,
  };
}

function taxLines(shop: Shop, order: Order, decimals: number): Json[] {
  const own = shop.state.settings.priceDecimals;
  const partOf = (lines: { taxes: { rateId: number; total: string }[] }[], rateId: number) =>
    sum(
      lines.flatMap((line) =>
        line.taxes.filter((tax) => tax.rateId === rateId).map((tax) => rounded(amount(tax.total), own)),
      ),
    );
  return order.taxItems.map(({ rateId, itemId }) => ({
    ...taxRate(shop, rateId),
    id: itemId,
    tax_total: printed(partOf([...order.lines, ...order.feeLines], rateId), decimals),
    shipping_tax_total: printed(partOf(order.shippingLines, rateId), decimals),
  }));
}

function refundTaxLine(shop: Shop, refund: Refund, rateId: number, itemId: number): Json {
  const decimals = shop.state.settings.priceDecimals;
  const part = (isShipping: boolean) =>
    sum(
      refund.lines
        .filter((line) => (line.kind === 'shipping') === isShipping)
        .flatMap((line) => line.taxes.filter((tax) => tax.rateId === rateId).map((tax) => amount(tax.total))),
    );
  return {
    ...taxRate(shop, rateId),
    id: itemId,
    tax_total: printed(part(false), decimals),
    shipping_tax_total: printed(part(true), decimals),
  };
}

function taxRate(shop: Shop, rateId: number): Json {
  const rate = shop.state.settings.taxRates.find((candidate) => candidate.id === rateId);
  return {
    id: 0,
    rate_code: `${(rate?.label ?? 'TAX').toUpperCase()}-1`,
    rate_id: rateId,
    label: rate?.label ?? 'Tax',
    compound: false,
    tax_total: '0',
    shipping_tax_total: '0',
    rate_percent: Number(rate?.percent ?? 0),
    meta_data: [],
  };
}

function representRefundedLine(shop: Shop, order: Order, refunded: RefundLine): Json {
  const line = order.lines.find((candidate) => candidate.id === refunded.refundedItemId);
  const decimals = shop.state.settings.priceDecimals;
  const total = amount(refunded.total);
  const tax = sum(refunded.taxes.map((part) => amount(part.total)));
  return {
    id: refunded.id,
    name: line?.name ?? '',
    product_id: line?.productId ?? 0,
    variation_id: line?.variationId ?? 0,
    quantity: refunded.quantity,
    tax_class: '',
    subtotal: printed(total, decimals),
    subtotal_tax: printed(tax, decimals),
    total: printed(total, decimals),
    total_tax: printed(tax, decimals),
    taxes: refunded.taxes.map((part) => ({
      id: part.rateId,
      total: printed(amount(part.total), decimals),
      subtotal: printed(amount(part.total), decimals),
    })),
    meta_data: [refundedItem(refunded)],
    sku: line?.sku ?? '',
    global_unique_id: '',
    price: refunded.quantity === 0 ? 0 : Number(raw(total)) / refunded.quantity,
    image: { id: '', src: '' },
    parent_name: null,
  };
}

function representRefundedExtra(
  shop: Shop,
  lines: ExtraLine[],
  refunded: RefundLine,
  nameField: string,
): Json {
  const line = lines.find((candidate) => candidate.id === refunded.refundedItemId);
  const decimals = shop.state.settings.priceDecimals;
  return {
    id: refunded.id,
    [nameField]: line?.name ?? '',
    ...(nameField === 'method_title'
      ? { method_id: line?.methodId ?? '', instance_id: '' }
      : { tax_class: '', tax_status: 'taxable', amount: '' }),
    total: printed(amount(refunded.total), decimals),
    total_tax: printed(sum(refunded.taxes.map((part) => amount(part.total))), decimals),
    taxes: refunded.taxes.map((part) => ({
      id: part.rateId,
      total: printed(amount(part.total), decimals),
      subtotal: '',
    })),
    ...(nameField === 'method_title' ? { tax_status: 'taxable' } : {}),
    meta_data: [refundedItem(refunded)],
  };
}

function refundedItem(refunded: RefundLine): Json {
  const value = String(refunded.refundedItemId);
  return {
    id: refunded.metaId,
    key: '_refunded_item_id',
    value,
    display_key: '_refunded_item_id',
    display_value: value,
  };
}

/** `date_<name>` in the shop's zone and `date_<name>_gmt`, neither with a zone written to it. */
function datesOf(shop: Shop, instants: Record<string, string | null>): Json {
  const { timeZone } = shop.state.settings;
  return Object.fromEntries(
    Object.entries(instants).flatMap(([name, instant]) => [
      [`date_${name}`, asLocal(instant, timeZone)],
      [`date_${name}_gmt`, asGmt(instant)],
    ]),
  );
}

function address(given: Address, fields: string[]): Address {
  return Object.fromEntries(fields.map((field) => [field, given[field] ?? '']));
}

function links(collection: string, id: number, allow: string[]): Json {
  return {
    self: [{ href: `${collection}/${id}`, targetHints: { allow } }],
    collection: [{ href: collection }],
  };
}

/** The e-mail an order is known by: its own, or its customer's. */
export function emailOf(shop: Shop, order: Order): string {
  return order.billing['email'] || (findUser(shop, order.customerId)?.email ?? '');
}
