import { describe, expect, test } from '@jest/globals';
import type { ReasonCode } from '@finders-fee/shared';
import {
  attribute,
  type AttributedOrder,
  type AttributionContext,
  type PriorDecision,
} from '@finders-fee/sidecar/domain/attribute';
import type { ProgramTerms } from '@finders-fee/sidecar/domain/freeze-terms';
import type { OrderRules } from '@finders-fee/sidecar/domain/books';
import type { OrderSnapshot } from '@finders-fee/sidecar/domain/order-snapshot';
import { refusalSentence } from '@finders-fee/sidecar/domain/refusal-sentence';
import { aCoupon, anOrder } from '../support/an-order.ts';

const always = { validFrom: null, validTo: null };
const program = (change: Partial<ProgramTerms> = {}): ProgramTerms => ({
  programId: 'p',
  name: 'Podcast',
  status: 'active',
  startsAt: null,
  endsAt: null,
  deleted: false,
  versions: [],
  ...change,
});
const context: AttributionContext = {
  commissionsEnabled: true,
  couponIdByCode: new Map([['john10', 77]]),
  deletedCoupons: new Set([90]),
  restrictions: new Map(),
  ownerships: new Map(
    ['john', 'jane', 'suspended', 'paused', 'early', 'late', 'deleted'].map((affiliateId, index) => [
      77 + index,
      [{ affiliateId, ...always }],
    ]),
  ),
  affiliateByLink: new Map([['jane2345', 'jane']]),
  referralCodes: new Map(),
  affiliates: new Map([
    ['john', { active: true, programId: 'p' }],
    ['jane', { active: true, programId: 'p' }],
    ['suspended', { active: false, programId: 'p' }],
    ['paused', { active: true, programId: 'q' }],
    ['early', { active: true, programId: 'r' }],
    ['late', { active: true, programId: 's' }],
    ['deleted', { active: true, programId: 't' }],
  ]),
  programs: new Map([
    ['p', program()],
    ['q', program({ status: 'paused' })],
    ['r', program({ startsAt: new Date('2026-11-03T10:00:01Z') })],
    ['s', program({ endsAt: new Date('2026-11-03T10:00:00Z') })],
    ['t', program({ deleted: true })],
  ]),
};
const unknown: PriorDecision = { redemptions: [], earners: new Set() };
const rules = {
  multipleCoupons: 'last',
  earningStatuses: ['processing'],
  linkDays: 30,
  payPermanentCode: false,
} as const;
const order = (change: Partial<OrderSnapshot>, own: Partial<OrderRules> = {}): AttributedOrder => ({
  snapshot: anOrder(change),
  customerId: 'ann',
  rules: { ...rules, earningStatuses: [...rules.earningStatuses], ...own },
  categories: {},
});
const using = (...couponIds: (number | null)[]) =>
  order({
    coupons: couponIds.map((couponId) =>
      aCoupon({ couponId, code: couponId === null ? 'john10' : `code${couponId}` }),
    ),
  });

describe('which coupons may earn', () => {
  test.each<[string, (number | null)[], ReasonCode[][]]>([
    ['no coupon, nobody', [], []],
    ['two owned ones both may', [77, 78], [[], []]],
    ['a suspended affiliate', [79], [['affiliate_not_active']]],
    ['a paused program', [80], [['program_paused']]],
    ['a program that had not begun', [81], [['program_not_started']]],
    ['a program that had ended', [82], [['program_ended']]],
    ['a deleted program', [83], [['program_deleted']]],
    ['nobody’s coupon', [91], [['coupon_unassigned']]],
    ['nobody’s coupon that is deleted', [90], [['coupon_deleted']]],
    ['an old order tells only the code', [null], [[]]],
  ])('%s', (_, couponIds, reasons) => {
    const verdicts = attribute(using(...couponIds), context, unknown);
    expect(verdicts.map((verdict) => verdict.reasons)).toEqual(reasons);
    expect(verdicts.map(({ eligible }) => eligible)).toEqual(reasons.map(({ length }) => length === 0));
  });

  test('with the module switched off nobody earns, and every cause is named (S1-02)', () => {
    const off = { ...context, commissionsEnabled: false };
    expect(attribute(using(77, 79), off, unknown).map((verdict) => verdict.reasons)).toEqual([
      ['coupon_commissions_disabled'],
      ['coupon_commissions_disabled', 'affiliate_not_active'],
    ]);
  });

  test('what a coupon may discount is looked at once', () => {
    const shirts = { productIds: [11], excludedProductIds: [], categoryIds: [], excludedCategoryIds: [] };
    const restricted = { ...context, restrictions: new Map([[77, shirts]]) };
    const [first] = attribute(using(77), restricted, unknown);
    expect(first?.restrictions).toEqual(shirts);
    const [again] = attribute(using(77), context, { redemptions: [first!], earners: new Set() });
    expect(again?.restrictions).toEqual(shirts);
  });
});

describe('who owned the coupon', () => {
  const until = new Date('2026-11-03T10:00:00Z');
  const periods = [
    { affiliateId: 'john', validFrom: null, validTo: until },
    { affiliateId: 'jane', validFrom: until, validTo: null },
  ];
  test.each([
    ['2026-11-03T09:59:59Z', 'john'],
    ['2026-11-03T10:00:00Z', 'jane'],
  ])('when the order was placed: %s → %s', (placedAt, owner) => {
    const known = { ...context, ownerships: new Map([[77, periods]]) };
    const [verdict] = attribute(order({ coupons: [aCoupon()], placedAt }), known, unknown);
    expect(verdict?.affiliateId).toBe(owner);
  });
});

describe('what was decided before', () => {
  const before = (affiliateId: string, ...reasons: ReasonCode[]): PriorDecision => ({
    redemptions: [
      {
        channel: 'coupon',
        couponId: 79,
        couponCode: 'code79',
        affiliateId,
        programId: 'p',
        restrictions: null,
        reasons,
      },
    ],
    earners: new Set(),
  });
  test.each<[string, PriorDecision, ...ReasonCode[]]>([
    ['an affiliate who could earn when it came still can', before('suspended', 'order_not_paid')],
    ['one who could not still cannot', before('suspended', 'program_paused'), 'program_paused'],
    ['another owner is looked at anew', before('somebody', 'winner'), 'affiliate_not_active'],
    ['who has a commission keeps it', { redemptions: [], earners: new Set(['suspended']) }],
  ])('%s', (_, prior, ...reasons) => {
    expect(attribute(using(79), context, prior)[0]?.reasons).toEqual(reasons);
  });
});

test.each<[ReasonCode, string, string]>([
  ['coupon_unassigned', 'processing', 'Nothing: the coupon belonged to nobody when the order was placed'],
  ['outranked', 'processing', 'Nothing: another coupon or link on the order earns'],
  ['affiliate_not_active', 'processing', 'Nothing: the affiliate was not active when the order came'],
  ['program_paused', 'processing', 'Nothing: the program was paused when the order came'],
  ['order_not_paid', 'pending', 'Nothing yet: the order is not paid (pending)'],
])('%s on an order in %s is said as "%s"', (reason, status, text) => {
  expect(refusalSentence([reason], status).text).toBe(text);
});
