import { createHmac } from 'node:crypto';

export interface SignedBody {
  body: string;
  signature: string;
}

/** Distinct `order.updated` payloads of the size and shape that WooCommerce 11 delivers for three lines and one coupon, each signed. Ids count from `after` + 1. */
export function signedOrders(count: number, secret: string, after = 0): SignedBody[] {
  return Array.from({ length: count }, (_, index) => {
    const body = JSON.stringify(order(after + index + 1));
    return { body, signature: createHmac('sha256', secret).update(body).digest('base64') };
  });
}

function order(id: number) {
  const created = new Date(Date.UTC(2026, 0, 1) + id * 60_000).toISOString().slice(0, 19);
  const address = {
    first_name: 'Buyer',
    last_name: `Number ${id}`,
    company: '',
    address_1: '12 Sample Street',
    address_2: '',
    city: 'Springfield',
    state: '',
    postcode: '12345',
    country: 'DE',
    phone: '030 1234567',
  };
  return {
    id,
    parent_id: 0,
    status: 'processing',
    currency: 'EUR',
    version: '11.0.1',
    prices_include_tax: false,
    date_created: created,
    date_modified: created,
    discount_total: '15.00',
    discount_tax: '2.85',
    shipping_total: '10.00',
    shipping_tax: '1.90',
    cart_tax: '25.65',
    total: '172.55',
    total_tax: '27.55',
    customer_id: id % 3 === 0 ? id : 0,
    order_key: `wc_order_${id.toString(36).padStart(13, '0')}`,
    billing: { ...address, email: `buyer${id}@example.com` },
    shipping: address,
    payment_method: 'bacs',
    payment_method_title: 'Direct bank transfer',
    transaction_id: '',
    customer_ip_address: '127.0.0.1',
    customer_user_agent:
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
    created_via: 'store-api',
    customer_note: '',
    date_completed: null,
    date_paid: created,
    cart_hash: 'd41d8cd98f00b204e9800998ecf8427e',
    number: String(id),
    meta_data: attribution(id),
    line_items: [line(id * 10, 'Hoodie', 2), line(id * 10 + 1, 'Beanie', 1), line(id * 10 + 2, 'Cap', 1)],
    tax_lines: [
      {
        id: id * 10 + 3,
        rate_code: 'DE-VAT-1',
        rate_id: 1,
        label: 'VAT',
        compound: false,
        tax_total: '25.65',
        shipping_tax_total: '1.90',
        rate_percent: 19,
        meta_data: [],
      },
    ],
    shipping_lines: [
      {
        id: id * 10 + 4,
        method_title: 'Flat rate',
        method_id: 'flat_rate',
        instance_id: '1',
        total: '10.00',
        total_tax: '1.90',
        taxes: [{ id: 1, total: '1.9', subtotal: '' }],
        tax_status: 'taxable',
        meta_data: [
          {
            id: id * 10 + 5,
            key: 'Items',
            value: 'Hoodie &times; 2, Beanie &times; 1',
            display_key: 'Items',
            display_value: 'Hoodie &times; 2, Beanie &times; 1',
          },
        ],
      },
    ],
    fee_lines: [],
    coupon_lines: [
      {
        id: id * 10 + 6,
        code: `john${id % 40}`,
        discount: '15',
        discount_tax: '2.85',
        meta_data: [
          {
            id: id * 10 + 7,
            key: 'coupon_info',
            value: `[${(id % 40) + 1},"john${id % 40}","percent",10]`,
            display_key: 'coupon_info',
            display_value: `[${(id % 40) + 1},"john${id % 40}","percent",10]`,
          },
        ],
        discount_type: 'percent',
        nominal_amount: 10,
        free_shipping: false,
      },
    ],
    refunds: [],
    payment_url: `https://shop.example/checkout/order-pay/${id}/?pay_for_order=true&key=wc_order_${id}`,
    is_editable: false,
    needs_payment: false,
    needs_processing: true,
    date_created_gmt: created,
    date_modified_gmt: created,
    date_completed_gmt: null,
    date_paid_gmt: created,
    currency_symbol: '€',
    _links: {
      self: [
        {
          href: `https://shop.example/wp-json/wc/v3/orders/${id}`,
          targetHints: { allow: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] },
        },
      ],
      collection: [{ href: 'https://shop.example/wp-json/wc/v3/orders' }],
    },
  };
}

function line(id: number, name: string, quantity: number) {
  const subtotal = (50 * quantity).toFixed(2);
  const total = (45 * quantity).toFixed(2);
  return {
    id,
    name,
    product_id: id % 7,
    variation_id: 0,
    quantity,
    tax_class: '',
    subtotal,
    subtotal_tax: (9.5 * quantity).toFixed(2),
    total,
    total_tax: (8.55 * quantity).toFixed(2),
    taxes: [{ id: 1, total: (8.55 * quantity).toFixed(2), subtotal: (9.5 * quantity).toFixed(2) }],
    meta_data: [],
    sku: `sku-${id % 7}`,
    global_unique_id: '',
    price: 45,
    image: { id: '', src: '' },
    parent_name: null,
  };
}

function attribution(id: number) {
  const values = {
    source_type: 'utm',
    referrer: 'https://podcast.example/',
    utm_source: 'podcast.example',
    session_pages: '4',
    session_count: '1',
    device_type: 'Mobile',
  };
  return Object.entries(values).map(([key, value], index) => ({
    id: id * 10 + index,
    key: `_wc_order_attribution_${key}`,
    value,
  }));
}
