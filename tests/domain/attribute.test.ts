import { describe, expect, test } from '@jest/globals';
import type { ReasonCode } from '@finders-fee/shared';
import {
  attribute,
  type AttributionContext,
  type PriorDecision,
} from '@finders-fee/sidecar/domain/attribute';
import { refusalSentence } from '@finders-fee/sidecar/domain/refusal-sentence';
import { aCoupon, anOrder } from '../support/an-order.ts';

const always = { validFrom: null, validTo: null };
const context: AttributionContext = {
  commissionsEnabled: true,
  couponIdByCode: new Map([['john10', 77]]),
  deletedCoupons: new Set([90]),
  ownerships: new Map([
    [77, [{ affiliateId: 'john', ...always }]],
    [78, [{ affiliateId: 'jane', ...always }]],
    [79, [{ affiliateId: 'suspended', ...always }]],
    [80, [{ affiliateId: 'paused', ...always }]],
  ]),
  affiliates: new Map([
    ['john', { active: true, programId: 'p', programActive: true }],
    ['jane', { active: true, programId: 'p', programActive: true }],
    ['suspended', { active: false, programId: 'p', programActive: true }],
    ['paused', { active: true, programId: 'q', programActive: false }],
  ]),
};
const unknown: PriorDecision = { redemptions: [], earners: new Set() };
const using = (...couponIds: (number | null)[]) =>
  anOrder({
    coupons: couponIds.map((couponId) =>
      aCoupon({ couponId, code: couponId === null ? 'john10' : `code${couponId}` }),
    ),
  });

describe('the policy "last"', () => {
  test.each<[string, (number | null)[], ReasonCode[][]]>([
    ['no coupon, nobody', [], []],
    ['one owned coupon', [77], [['winner']]],
    ['two owned: the last', [77, 78], [['outranked'], ['winner']]],
    ['the last that may earn', [77, 78, 79], [['outranked'], ['winner'], ['affiliate_not_active']]],
    ['a suspended affiliate', [79], [['affiliate_not_active']]],
    ['a paused program', [80], [['program_paused']]],
    ['nobody’s coupon', [91], [['coupon_unassigned']]],
    ['nobody’s coupon that is deleted', [90], [['coupon_deleted']]],
    ['an old order tells only the code', [null], [['winner']]],
  ])('%s', (_, couponIds, reasons) => {
    expect(attribute(using(...couponIds), context, unknown).map((verdict) => verdict.reasons)).toEqual(
      reasons,
    );
  });

  test('with the module switched off nobody earns, and every cause is named', () => {
    const off = { ...context, commissionsEnabled: false };
    expect(attribute(using(77, 79), off, unknown).map((verdict) => verdict.reasons)).toEqual([
      ['coupon_commissions_disabled'],
      ['coupon_commissions_disabled', 'affiliate_not_active'],
    ]);
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
    const [verdict] = attribute({ ...using(77), placedAt }, known, unknown);
    expect(verdict?.affiliateId).toBe(owner);
  });
});

describe('what was decided before', () => {
  const before = (affiliateId: string, ...reasons: ReasonCode[]): PriorDecision => ({
    redemptions: [{ couponId: 79, couponCode: 'code79', affiliateId, reasons }],
    earners: new Set(),
  });
  test.each<[string, PriorDecision, ReasonCode]>([
    ['an affiliate who could earn when it came still can', before('suspended', 'order_not_paid'), 'winner'],
    ['one who could not still cannot', before('suspended', 'program_paused'), 'program_paused'],
    ['another owner is looked at anew', before('somebody', 'winner'), 'affiliate_not_active'],
    ['who has a commission keeps it', { redemptions: [], earners: new Set(['suspended']) }, 'winner'],
  ])('%s', (_, prior, reason) => {
    expect(attribute(using(79), context, prior)[0]?.reasons).toEqual([reason]);
  });
});

test.each<[ReasonCode, string, string]>([
  ['coupon_unassigned', 'processing', 'Nothing: the coupon belonged to nobody when the order was placed'],
  ['outranked', 'processing', 'Nothing: the order used another code applied later'],
  ['affiliate_not_active', 'processing', 'Nothing: the affiliate was not active when the order came'],
  ['program_paused', 'processing', 'Nothing: the program was paused when the order came'],
  ['order_not_paid', 'pending', 'Nothing yet: the order is not paid (pending)'],
])('%s on an order in %s is said as "%s"', (reason, status, text) => {
  expect(refusalSentence([reason], status).text).toBe(text);
});
