import { clicksOf, type SeedClick } from './clicks.ts';
import { seededRandom, type Random } from './random.ts';
import products from '../store/products.json' with { type: 'json' };

const dayMs = 24 * 60 * 60 * 1000;
const ordersCount = 300;
const customersCount = 90;
const seed = 20_260_101;

export interface SeedProgram {
  name: string;
  rate: { type: 'percent'; value: string };
  base?: {
    price: 'before_discount' | 'after_discount';
    include_tax: boolean;
    include_shipping: boolean;
    include_fees: boolean;
  };
}

export interface SeedAffiliate {
  name: string;
  email: string;
  status: 'active' | 'pending' | 'rejected' | 'suspended';
  /** Position in `programs`. */
  program: number;
}

export interface SeedCoupon {
  code: string;
  discountType: 'percent' | 'fixed_cart' | 'fixed_product';
  amount: string;
  /** Position in `affiliates`; null: nobody's. */
  owner: number | null;
}

export interface SeedCustomer {
  firstName: string;
  lastName: string;
  email: string;
  /** Has an account. Everybody else buys as a guest. */
  isMember: boolean;
}

export interface SeedRefund {
  at: string;
  reason: string;
  /** Of the first line: how many pieces, or an amount without lines, or everything. */
  kind: 'pieces' | 'amount' | 'full';
  pieces?: number;
  amount?: string;
}

export interface SeedOrder {
  placedAt: string;
  status: 'completed' | 'processing' | 'on-hold' | 'cancelled' | 'failed';
  /** Position in `customers`. */
  customer: number;
  currency: string;
  lines: { sku: string; quantity: number }[];
  coupon: string | null;
  click: SeedClick | null;
  refunds: SeedRefund[];
}

/** A small shop's year: what an owner finds who has worked with coupons before they installed this. Instants are RFC 3339 in UTC. */
export interface Year {
  programs: SeedProgram[];
  affiliates: SeedAffiliate[];
  coupons: SeedCoupon[];
  customers: SeedCustomer[];
  /** By the instant they were placed. */
  orders: SeedOrder[];
}

const programs: SeedProgram[] = [
  { name: 'Podcasts', rate: { type: 'percent', value: '10' } },
  { name: 'Baristas', rate: { type: 'percent', value: '12.5' } },
  { name: 'Newsletters', rate: { type: 'percent', value: '7.5' } },
  {
    name: 'Friends of the house',
    rate: { type: 'percent', value: '5' },
    base: { price: 'before_discount', include_tax: false, include_shipping: true, include_fees: false },
  },
];

const firstNames =
  'Anna Jonas Mia Paul Emma Leon Hannah Felix Sofia Noah Lena Elias Clara Ben Marie Luca Ida Max Nora Tom Greta Oskar Frida Emil Lotte'.split(
    ' ',
  );
const lastNames =
  'Berger Vogel Lang Krause Winter Sommer Falk Brandt Hansen Petersen Keller Roth Seidel Arnold Busch Lorenz Engel Jansen Kuhn Haas Graf Dietrich Ziegler Pohl Thomas'.split(
    ' ',
  );

/** The same shop in every run, ending today. */
export function aShopsYear(today: Date): Year {
  const random = seededRandom(seed);
  const affiliates = firstNames.map((first, position) => affiliate(first, lastNames[position]!, position));
  const coupons = makeCoupons(affiliates);
  const customers = Array.from({ length: customersCount }, (_, position) => customer(random, position));
  const orders = Array.from({ length: ordersCount }, (_, position) => {
    // A little more towards today: the shop grows.
    const age = 1 - Math.sqrt((position + random.below(100) / 100) / ordersCount);
    const placedAt = new Date(today.getTime() - dayMs / 24 - age * 365 * dayMs);
    return order(random, placedAt, today, customers.length, coupons);
  }).sort((a, b) => a.placedAt.localeCompare(b.placedAt));
  const clicks = clicksOf(orders, affiliates);
  return {
    programs,
    affiliates,
    coupons,
    customers,
    orders: orders.map((placed, position) => ({ ...placed, click: clicks[position]! })),
  };
}

function affiliate(first: string, last: string, position: number): SeedAffiliate {
  const unusual = { 20: 'pending', 21: 'pending', 22: 'suspended', 23: 'suspended', 24: 'rejected' } as const;
  return {
    name: `${first} ${last}`,
    email: `${first}.${last}@example.test`.toLowerCase(),
    status: unusual[position as keyof typeof unusual] ?? 'active',
    program: position % programs.length,
  };
}

/** 34 with an owner, most affiliates having one, and 6 that the shop uses for itself. */
function makeCoupons(affiliates: SeedAffiliate[]): SeedCoupon[] {
  const owners = affiliates.flatMap(({ status }, position) =>
    status === 'active' || status === 'suspended' ? [position] : [],
  );
  const owned = owners.map((owner) =>
    coupon(`${affiliates[owner]!.name.split(' ')[0]}10`, 'percent', '10', owner),
  );
  const second = owners.slice(0, 12).map((owner, position) => {
    const name = affiliates[owner]!.name.split(' ')[0];
    return position % 2 === 0
      ? coupon(`${name}-five`, 'fixed_cart', '5', owner)
      : coupon(`${name}-15`, 'percent', '15', owner);
  });
  const own = ['welcome', 'spring', 'summer', 'autumn', 'winter', 'sorry'].map((code) =>
    coupon(code, 'percent', '5', null),
  );
  return [...owned, ...second, ...own];
}

function coupon(
  code: string,
  discountType: SeedCoupon['discountType'],
  amount: string,
  owner: number | null,
): SeedCoupon {
  return { code: code.toLowerCase(), discountType, amount, owner };
}

function customer(random: Random, position: number): SeedCustomer {
  const firstName = random.pick(firstNames);
  const lastName = random.pick(lastNames);
  return {
    firstName,
    lastName,
    email: `${firstName}.${lastName}.${position}@mail.example`.toLowerCase(),
    isMember: random.happens(45),
  };
}

function order(
  random: Random,
  placedAt: Date,
  today: Date,
  customers: number,
  coupons: SeedCoupon[],
): Omit<SeedOrder, 'click'> {
  const ageDays = (today.getTime() - placedAt.getTime()) / dayMs;
  const status = statusOf(random, ageDays);
  const lines = Array.from({ length: 1 + random.below(3) }, () => ({
    sku: random.pickEarly(products).sku,
    quantity: random.happens(70) ? 1 : 2 + random.below(2),
  }));
  return {
    placedAt: placedAt.toISOString(),
    status,
    customer: random.below(customers),
    currency: random.happens(12) ? 'USD' : 'EUR',
    lines: lines.filter(({ sku }, position) => lines.findIndex((line) => line.sku === sku) === position),
    coupon: random.happens(72) ? random.pickEarly(coupons).code : null,
    refunds: status === 'completed' && ageDays > 10 && random.happens(14) ? [refund(random, placedAt)] : [],
  };
}

function statusOf(random: Random, ageDays: number): SeedOrder['status'] {
  if (random.happens(5)) return 'cancelled';
  if (random.happens(3)) return 'failed';
  if (ageDays < 10) return random.happens(85) ? 'processing' : 'on-hold';
  return 'completed';
}

function refund(random: Random, placedAt: Date): SeedRefund {
  const at = new Date(placedAt.getTime() + (2 + random.below(7)) * dayMs).toISOString();
  const lot = random.below(10);
  if (lot < 5) return { at, reason: 'Arrived damaged', kind: 'pieces', pieces: 1 };
  if (lot < 8) return { at, reason: 'Late delivery', kind: 'amount', amount: '4.00' };
  return { at, reason: 'Sent back', kind: 'full' };
}
