import type {
  Account,
  Affiliate,
  Attribution,
  Coupon,
  Customer,
  Explanation,
  Health,
  LedgerEntry,
  Note,
  Overview,
  Payout,
  Product,
  ProductCategory,
  Program,
  Redemption,
  Settings,
} from '@finders-fee/shared';

/** A small shop's books as the API tells them, kept in memory: enough for every screen of the page. */
export interface CannedShop {
  connected: boolean;
  settings: Settings;
  programs: Program[];
  affiliates: Affiliate[];
  coupons: Coupon[];
  customers: Customer[];
  redemptions: Redemption[];
  products: Product[];
  categories: ProductCategory[];
  notes: Note[];
  payouts: Payout[];
  /** What John is owed in euros and owes in dollars; those of others say whose they are. */
  balances: { affiliate_id?: string; currency: string; pending: string; approved: string; paid: string }[];
  health: Health;
}

const program = 'prg_0192f0c1000070008000000000000001';
const john = 'aff_0192f0c1000070008000000000000001';
const mia = 'aff_0192f0c1000070008000000000000002';

/** A shop that has just been installed: coupons and past orders, and nothing of ours. */
export function newShop(): CannedShop {
  return {
    connected: false,
    settings: {
      referral_code_mode: 1,
      multiple_coupons: 'last',
      hold_days: 30,
      coupon_commissions_enabled: true,
      link_days: 30,
      pay_permanent_code: false,
      earning_statuses: ['processing', 'completed'],
    },
    programs: [],
    affiliates: [],
    coupons: [
      coupon({ id: 11, code: 'welcome10', usage_count: 60 }),
      coupon({ id: 12, code: 'summer', usage_count: 12, discount_type: 'fixed_cart', amount: '5.00' }),
      coupon({ id: 13, code: 'old-friends', usage_count: 3, status: 'expired', expires_on: '2026-01-31' }),
    ],
    customers: [],
    redemptions: [],
    products: [
      { id: 31, name: 'Hoodie', category_ids: [52, 51] },
      { id: 32, name: 'Beanie', category_ids: [51] },
      { id: 33, name: 'Gift card', category_ids: [53] },
    ],
    categories: [
      { id: 51, name: 'Clothing' },
      { id: 52, name: 'Clothing › Hoodies' },
      { id: 53, name: 'Gift cards' },
    ],
    notes: [],
    payouts: [],
    balances: [],
    health: health(),
  };
}

/** A shop in its first autumn: two affiliates, two currencies, refunds, and coupons that earned nothing. */
export function busyShop(): CannedShop {
  const shop = newShop();
  shop.connected = true;
  shop.programs = [newProgram(program, 'Podcast', '10'), friends()];
  shop.affiliates = [
    {
      ...newAffiliate(john, 'John Miller', [
        { id: 21, code: 'john10' },
        { id: 23, code: 'john-friends' },
      ]),
      email: 'john@example.org',
      rate: { type: 'percent', value: '12.5' },
      phone: '+49 30 1234567',
      payout: { method: 'paypal', details: 'john@example.org' },
    },
    newAffiliate(mia, 'Mia Wong', [{ id: 22, code: 'mia' }]),
  ];
  shop.coupons.push(
    coupon({
      id: 21,
      code: 'john10',
      usage_count: 40,
      affiliate_id: john,
      affiliate_name: 'John Miller',
      program_id: program,
    }),
    coupon({
      id: 23,
      code: 'john-friends',
      usage_count: 2,
      affiliate_id: john,
      affiliate_name: 'John Miller',
      program_id: program,
      rate: { type: 'fixed_per_order', value: '5.00', currency: 'EUR' },
    }),
    coupon({
      id: 22,
      code: 'mia',
      usage_count: 9,
      affiliate_id: mia,
      affiliate_name: 'Mia Wong',
      program_id: program,
    }),
  );
  shop.notes = [
    {
      id: 'not_1',
      text: 'Wants to be paid by the 5th of each month.',
      written_by_user_id: 1,
      written_at: '2026-11-02T09:30:00Z',
    },
  ];
  shop.payouts = [
    {
      id: 'pay_1',
      affiliate_id: john,
      affiliate_name: 'John Miller',
      currency: 'EUR',
      amount: '120.00',
      status: 'paid',
      is_outdated: false,
      payable: null,
      account: null,
      items: [
        { commission_id: 'com_90', order_number: '990', amount: '124.50' },
        { commission_id: null, order_number: null, amount: '-4.50' },
      ],
      proposed_at: '2026-11-01T09:00:00Z',
      paid_at: '2026-11-02T09:00:00Z',
    },
  ];
  shop.balances = [
    { currency: 'EUR', pending: '35.60', approved: '6.50', paid: '120.00' },
    { currency: 'USD', pending: '0.00', approved: '-4.00', paid: '24.00' },
  ];
  shop.redemptions = Array.from({ length: 45 }, (_, index) => ({ ...redemption(index), ...brought[index] }));
  shop.customers = Array.from({ length: 6 }, (_, index) => customer(index));
  return shop;
}

export function overview(shop: CannedShop): Overview {
  const figures = (orders: number, sales: string, commission: string) => ({
    currency: 'EUR',
    orders,
    sales,
    discount: '100.00',
    commission,
    new_customers: Math.round(orders / 3),
  });
  const owning = shop.coupons.some((each) => each.affiliate_id !== null);
  const sold = shop.redemptions.length > 0;
  return {
    health: shop.health,
    store: { currency: 'EUR', time_zone: 'Europe/Berlin' },
    period: { after: '2026-10-22T22:00:00Z', before: '2026-11-21T23:00:00Z' },
    figures: sold
      ? [figures(42, '3780.50', '372.15'), { ...figures(3, '240.00', '24.00'), currency: 'USD' }]
      : [],
    figures_before: sold ? [figures(36, '3100.00', '310.00')] : [],
    days: sold
      ? Array.from({ length: 28 }, (_, index) => ({
          day: new Date(Date.UTC(2026, 9, 24 + index)).toISOString().slice(0, 10),
          currency: 'EUR',
          sales: (((index * 37) % 11) * 31.5).toFixed(2),
          commission: (((index * 37) % 11) * 3.15).toFixed(2),
        }))
      : [],
    owed: sold ? [{ currency: 'EUR', affiliates: 2, amount: '404.67' }] : [],
    steps: {
      connected: true,
      program: shop.programs.length > 0,
      affiliate_with_coupon: owning,
      first_order: sold,
    },
    newest: shop.redemptions.slice(0, 6),
  };
}

/** The order of `screens.md`'s receipt: one of two hoodies came back, and another coupon earned nothing. */
export function explanation(commissionId: string): Explanation {
  const step = (
    code: Explanation['steps'][number]['code'],
    label: string,
    amount: string | null,
    values = {},
  ) => ({
    code,
    label,
    values,
    amount,
  });
  const entry = (n: number, kind: 'earned' | 'adjusted', amount: string, day: string) => ({
    id: `trf_${n}`,
    affiliate_id: john,
    commission_id: commissionId,
    order_id: 1042,
    currency: 'EUR',
    kind,
    amount,
    moved: amount.replace('-', ''),
    from: amount.startsWith('-') ? ('pending' as const) : ('expense' as const),
    to: amount.startsWith('-') ? ('expense' as const) : ('pending' as const),
    reference: `commission:${commissionId}:${n}`,
    reason: 'order 1042',
    occurred_at: `${day}T14:05:00Z`,
    recorded_at: `${day}T14:05:02Z`,
  });
  return {
    commission_id: commissionId,
    currency: 'EUR',
    amount: '9.00',
    base_amount: '90.00',
    summary: lessSentence(),
    steps: [
      step('line', 'Hoodie, 2 × 50.00', '100.00', { name: 'Hoodie', quantity: 2, unit: '50.00' }),
      step('discount', 'Discount john10', '-10.00', { name: 'Hoodie', codes: 'john10' }),
      step('refunded', 'Refunded on 2026-11-05, 1 piece', '-45.00', {
        name: 'Hoodie',
        on: '2026-11-05',
        quantity: 1,
      }),
      step('line', 'Beanie, 1 × 50.00', '50.00', { name: 'Beanie', quantity: 1, unit: '50.00' }),
      step('discount', 'Discount john10', '-5.00', { name: 'Beanie', codes: 'john10' }),
      step('not_counted', 'Shipping, tax: not counted', null, { shipping: '10.00', tax: '29.00' }),
      step('base', 'Base', '90.00'),
      step('rate', '10 % of 90.00 (program Podcast, since 2026-10-01)', '9.00', {
        rate: '10 %',
        type: 'percent',
        source: 'program',
        program: 'Podcast',
        since: '2026-10-01',
        base: '90.00',
      }),
      step('amount', 'Commission', '9.00'),
    ],
    terms: {
      program_id: program,
      program_name: 'Podcast',
      program_version: 2,
      program_version_since: '2026-10-01T08:00:00Z',
      rate: { type: 'percent', value: '10' },
      rate_source: 'program',
      rates: [{ source: 'program', rate: { type: 'percent', value: '10' } }],
      base: { price: 'after_discount', include_tax: false, include_shipping: false, include_fees: false },
      excluded: { product_ids: [], category_ids: [] },
      minimum: null,
    },
    entries: [entry(1, 'earned', '13.50', '2026-11-03'), entry(2, 'adjusted', '-4.50', '2026-11-05')],
    payable_from: '2026-12-03T14:05:00Z',
  };
}

/** Entries of an affiliate's books, newest first: earned, refunded, payable, paid, taken back. */
export function ledger(affiliateId: string): LedgerEntry[] {
  return Array.from({ length: 45 }, (_, index) => {
    const [kind, amount, from, to] = movements[index % movements.length] ?? [
      'earned',
      '13.50',
      'expense',
      'pending',
    ];
    const day = new Date(Date.UTC(2026, 10, 20 - Math.floor(index / 2), 14)).toISOString();
    return {
      id: `trf_${index}`,
      affiliate_id: affiliateId,
      commission_id: kind === 'paid' || kind === 'written_off' ? null : `com_${index}`,
      order_id: kind === 'paid' || kind === 'written_off' ? null : 1042 - index,
      currency: 'EUR',
      kind,
      amount,
      moved: '13.50',
      from,
      to,
      reference: `test:${index}`,
      reason: kind === 'written_off' ? 'The parcel was lost, not their fault' : 'order',
      occurred_at: day,
      recorded_at: day,
    };
  });
}

const movements: [LedgerEntry['kind'], string, Account, Account][] = [
  ['earned', '13.50', 'expense', 'pending'],
  ['adjusted', '-4.50', 'pending', 'expense'],
  ['approved', '0.00', 'pending', 'approved'],
  ['paid', '-120.00', 'approved', 'paid'],
  ['clawed_back', '-4.00', 'approved', 'expense'],
  ['written_off', '4.00', 'expense', 'approved'],
];

export function attribution(shop: CannedShop, orderId: number): Attribution | undefined {
  const rows = shop.redemptions.filter((row) => row.order_id === orderId);
  const [first] = rows;
  if (!first) return undefined;
  const won = rows.filter((row) => row.commission_id !== null);
  const refused = rows
    .filter((row) => row.commission_id === null)
    .map((row) => ({
      coupon_code: row.coupon_code,
      channel: row.channel,
      affiliate_id: row.affiliate_id,
      affiliate_name: row.affiliate_name,
      reasons: row.reasons,
      summary: row.summary,
    }));
  const outranked = {
    coupon_code: 'mia',
    channel: 'coupon' as const,
    affiliate_id: mia,
    affiliate_name: 'Mia Wong',
    reasons: ['outranked' as const],
    summary: {
      code: 'outranked',
      values: { status: 'processing' },
      text: 'Nothing: another coupon or link on the order earns',
    },
  };
  return {
    order_id: orderId,
    multiple_coupons: 'last',
    order_number: first.order_number,
    order_status: first.order_status,
    winners: won.map((row) => ({
      affiliate_id: john,
      affiliate_name: 'John Miller',
      coupon_code: row.coupon_code,
      channel: row.channel,
      share: '1',
      commission_id: row.commission_id,
    })),
    refused: won.length > 0 ? [...refused, outranked] : refused,
    reasons: [],
  };
}

function redemption(index: number): Redemption {
  const earned = index % 3 !== 2;
  const sentences = [
    {
      code: 'earned',
      values: { amount: '13.50', rate: '10 %', base: '135.00' },
      text: '13.50: 10 % of 135.00',
    },
    lessSentence(),
    {
      code: 'coupon_unassigned',
      values: { status: 'processing' },
      text: 'Nothing: the coupon belonged to nobody when the order was placed',
    },
  ];
  return {
    id: `red_${index}`,
    order_id: 1042 - index,
    order_number: String(1042 - index),
    order_status: 'processing',
    channel: 'coupon',
    coupon_id: earned ? 21 : 11,
    coupon_code: earned ? 'john10' : 'welcome10',
    affiliate_id: earned ? john : null,
    affiliate_name: earned ? 'John Miller' : null,
    commission_id: earned ? `com_${index}` : null,
    status: earned ? 'pending' : 'none',
    currency: 'EUR',
    amount: earned ? (index % 3 === 0 ? '13.50' : '4.50') : '0.00',
    reasons: [earned ? 'winner' : 'coupon_unassigned'],
    summary: sentences[index % 3] ?? lessSentence(),
    placed_at: new Date(Date.UTC(2026, 10, 20 - Math.floor(index / 2), 14, index)).toISOString(),
  };
}

/** Some orders came through John's link, and to one a customer came back whose referral code is his. */
const throughLink = {
  channel: 'link' as const,
  coupon_id: null,
  coupon_code: null,
  affiliate_id: john,
  affiliate_name: 'John Miller',
};
const brought: Record<number, Partial<Redemption>> = {
  2: {
    ...throughLink,
    reasons: ['link_expired'],
    summary: {
      code: 'link_expired',
      values: { status: 'processing' },
      text: 'Nothing: the link was followed too long before the order',
    },
  },
  10: throughLink,
  12: { channel: 'referral_code' },
};

function lessSentence() {
  return {
    code: 'pieces_refunded',
    values: { before: '9.00', less: '4.50', pieces: 1, of: 2 },
    text: '9.00 less 4.50: 1 of 2 pieces refunded',
  };
}

function customer(index: number): Customer {
  const member = index % 2 === 0;
  return {
    id: `cus_${index}`,
    wordpress_user_id: member ? 40 + index : null,
    email: `buyer${index}@example.org`,
    name: member ? `Buyer ${index}` : '',
    store_status: member ? 'member' : 'guest',
    referral_code: index % 3 === 0 ? 'john10' : null,
    referral_code_set_at: index % 3 === 0 ? '2026-11-03T14:05:00Z' : null,
    referral_code_order_id: index % 3 === 0 ? 1042 : null,
    referral_code_source: index % 3 === 0 ? 'first_order' : null,
    orders_count: index + 1,
    orders_total: [{ currency: 'EUR', total: `${(index + 1) * 120}.00` }],
  };
}

export function newProgram(id: string, name: string, rate: string): Program {
  return {
    id,
    name,
    status: 'active',
    rate: { type: 'percent', value: rate },
    base: { price: 'after_discount', include_tax: false, include_shipping: false, include_fees: false },
    hold_days: null,
    product_rates: [],
    excluded: { product_ids: [], category_ids: [] },
    minimum: null,
    starts_at: null,
    ends_at: null,
    metadata: {},
    version: 1,
    version_since: '2026-10-01T08:00:00Z',
    affiliates_count: 2,
    coupons_count: 12,
    created_at: '2026-10-01T08:00:00Z',
  };
}

/** A program that uses everything a program can say. */
function friends(): Program {
  return {
    ...newProgram('prg_0192f0c1000070008000000000000002', 'Friends', '12.5'),
    product_rates: [
      {
        product_ids: [31],
        category_ids: [],
        rate: { type: 'fixed_per_item', value: '2.50', currency: 'EUR' },
      },
      { product_ids: [32], category_ids: [52], rate: { type: 'percent', value: '20' } },
    ],
    excluded: { product_ids: [], category_ids: [53] },
    minimum: { amount: '80.00', currency: 'EUR' },
    hold_days: 14,
    starts_at: '2026-09-30T22:00:00Z',
    ends_at: '2099-12-31T23:00:00Z',
    metadata: { campaign: 'Autumn 26' },
    version: 3,
  };
}

export function newAffiliate(id: string, name: string, coupons: Affiliate['coupons']): Affiliate {
  return {
    id,
    name,
    email: null,
    status: 'active',
    wordpress_user_id: null,
    program_id: program,
    program_name: 'Podcast',
    rate: null,
    phone: null,
    payout: null,
    link: 'https://shop.example/?ref=k7m2qd9x',
    coupons,
    created_at: '2026-10-01T08:00:00Z',
  };
}

function coupon(some: Partial<Coupon>): Coupon {
  return {
    id: 0,
    code: '',
    discount_type: 'percent',
    amount: '10',
    affiliate_id: null,
    affiliate_name: null,
    program_id: null,
    rate: null,
    expires_on: null,
    usage_count: 0,
    status: 'active',
    sync: 'synced',
    ...some,
  };
}

function health(): Health {
  const check = (code: Health['checks'][number]['code'], message: string) => ({
    code,
    ok: true,
    message,
    remedy: null,
  });
  return {
    connected: true,
    store_url: 'http://127.0.0.1:8080',
    history: { complete: true, orders_read: 150, orders_total: 150 },
    webhooks: [{ topic: 'order.updated', status: 'active', last_delivery_at: '2026-11-21T09:00:00Z' }],
    inbox: { pending: 0, oldest_seconds: 0, dead: 0 },
    poller: { last_run_at: '2026-11-21T09:00:00Z', lag_seconds: 12 },
    drift: { checked_at: '2026-11-21T02:00:00Z', commissions: 0, amount: [] },
    last_order_heard_at: new Date(Date.now() - 12_000).toISOString(),
    checks: [
      check('connection', 'The shop answers.'),
      check('webhooks', '10 webhooks are active.'),
      check('poller', 'The shop was read 12 seconds ago.'),
      check('drift', 'The books agree with a recomputation of last night.'),
    ],
  };
}
