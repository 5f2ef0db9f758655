import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anApi, fieldsOf, type Api } from '../../support/an-api.ts';

const defaults = {
  referral_code_mode: 1,
  multiple_coupons: 'last',
  hold_days: 30,
  coupon_commissions_enabled: true,
  link_days: 30,
  pay_permanent_code: false,
  earning_statuses: ['processing', 'completed'],
};

describe('settings', () => {
  let api: Api;
  beforeAll(async () => {
    api = await anApi();
  });
  afterAll(() => api.stop());

  test('a new store has the contract’s defaults', async () => {
    expect((await api.owner('GET', '/settings')).body).toEqual(defaults);
  });

  test('a change leaves what it does not name', async () => {
    const { body } = await api.owner('PUT', '/settings', { hold_days: 14, referral_code_mode: 0 });
    expect(body).toEqual({ ...defaults, hold_days: 14, referral_code_mode: 0 });
    expect((await api.owner('PUT', '/settings', {})).body).toEqual(body);
  });

  test.each(['first', 'last', 'largest', 'split'])('coupons of several affiliates: %s', async (policy) => {
    const { body } = await api.owner('PUT', '/settings', { multiple_coupons: policy });
    expect(body.multiple_coupons).toBe(policy);
  });

  test.each([
    [{ referral_code_mode: 3 }, 'body.referral_code_mode'],
    [{ multiple_coupons: 'everyone' }, 'body.multiple_coupons'],
    [{ hold_days: -1 }, 'body.hold_days'],
    [{ hold_days: '14' }, 'body.hold_days'],
    [{ coupon_commissions_enabled: 'yes' }, 'body.coupon_commissions_enabled'],
    [{ link_days: -1 }, 'body.link_days'],
    [{ link_days: 366 }, 'body.link_days'],
    [{ pay_permanent_code: 1 }, 'body.pay_permanent_code'],
    [{ earning_statuses: [] }, 'body.earning_statuses'],
    [{ earning_statuses: ['trash'] }, 'body.earning_statuses.0'],
    [{ earning_statuses: ['completed', 'refunded'] }, 'body.earning_statuses.1'],
    [{ earning_statuses: ['wc-processing'] }, 'body.earning_statuses.0'],
  ])('%j is refused and changes nothing', async (change, field) => {
    const before = (await api.owner('GET', '/settings')).body as object;
    const refused = await api.owner('PUT', '/settings', { ...change, hold_days: 7, ...change });
    expect(refused.status).toBe(400);
    expect(fieldsOf(refused)).toEqual([field]);
    expect((await api.owner('GET', '/settings')).body).toEqual(before);
  });
});
