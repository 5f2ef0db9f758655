import { describe, expect, test } from '@jest/globals';
import { linkTo, parseAddress } from '../../admin-ui/src/admin/address.ts';
import {
  isNarrowed,
  parametersToView,
  viewToParameters,
  viewToQuery,
} from '../../admin-ui/src/admin/list/view.ts';
import { ownView, rules } from '../../admin-ui/src/admin/pages/commissions/view.ts';
import * as payouts from '../../admin-ui/src/admin/pages/payouts/view.ts';
import { bucketsOf, niceCeiling } from '../../admin-ui/src/admin/components/chart-buckets.ts';
import { earlyRequests } from './support/early-request.ts';

describe('a list’s view', () => {
  test('asks the server for nothing but pages and order when it opens, as the plugin asks ahead of it', () => {
    expect(`redemptions?${viewToQuery(ownView, rules)}`).toBe(earlyRequests.commissions);
  });

  test('asks for search, filters and order by the server’s names', () => {
    const view = {
      ...ownView,
      search: ' john ',
      page: 3,
      sort: { field: 'amount', direction: 'asc' as const },
      filters: [
        { field: 'status', operator: 'is' as const, value: 'none' },
        { field: 'affiliate_name', operator: 'is' as const, value: 'aff_1' },
        { field: 'affiliate_name', operator: 'is' as const, value: undefined },
      ],
    };
    expect(viewToQuery(view, rules)).toBe(
      'page=3&per_page=20&orderby=amount&order=asc&search=john&status=none&affiliate_id=aff_1',
    );
  });

  test('comes back from the address bar as it went in', () => {
    const view = {
      ...ownView,
      search: 'john',
      page: 2,
      perPage: 50,
      sort: { field: 'amount', direction: 'asc' as const },
      filters: [{ field: 'status', operator: 'is' as const, value: 'pending' }],
    };
    expect(parametersToView(viewToParameters(view, ownView, rules), ownView, rules)).toEqual(view);
  });

  test('leaves the address bar empty while it is the page’s own', () => {
    expect(viewToParameters(ownView, ownView, rules)).toEqual({});
  });

  test('that opens narrowed asks for that, as the plugin asks ahead of it, and says in the address that it shows all', () => {
    const { ownView: own, rules: known } = payouts;
    expect(`payouts?${viewToQuery(own, known)}`).toBe(earlyRequests.payouts);
    expect(viewToParameters(own, own, known)).toEqual({});
    const all = { ...own, filters: [] };
    expect(viewToParameters(all, own, known)).toEqual({ status: '' });
    expect(parametersToView({ status: '' }, own, known)).toEqual(all);
    expect(parametersToView({}, own, known)).toEqual(own);
    expect([isNarrowed(own, own), isNarrowed(all, own), isNarrowed(own)]).toEqual([false, false, true]);
  });

  test('leaves out the columns that are the same for all of a kind, and brings them back', () => {
    const { ownView: own, withKind, withoutKind } = payouts;
    const shown = withKind(own);
    expect(shown.fields).toEqual(['amount', 'account', 'items', 'proposed_at', 'record']);
    expect(withoutKind(shown, own)).toEqual(own);
    const taken = { ...shown, fields: shown.fields!.filter((field) => field !== 'items') };
    expect(withoutKind(taken, own).fields).toEqual(['amount', 'status', 'account', 'proposed_at', 'paid_at']);
  });

  test('ignores what somebody wrote into the address by hand', () => {
    const view = parametersToView(
      { orderby: 'nonsense', paged: '-3', per_page: '9999', evil: '1' },
      ownView,
      rules,
    );
    expect(view).toEqual({ ...ownView, perPage: 100 });
  });
});

describe('the address', () => {
  test('names the tab, the open thing and the rest', () => {
    expect(parseAddress('?page=finders-fee&tab=commissions&id=1042&search=x')).toEqual({
      tab: 'commissions',
      id: '1042',
      parameters: { search: 'x' },
    });
  });

  test('is the first screen’s for a tab that is not there', () => {
    expect(parseAddress('?page=finders-fee&tab=nonsense').tab).toBe('overview');
  });

  test('makes links that a mail can carry', () => {
    const pageUrl = 'https://shop.example/wp-admin/admin.php?page=finders-fee';
    expect(linkTo({ tab: 'commissions', id: '1042' }, pageUrl)).toBe(`${pageUrl}&tab=commissions&id=1042`);
    expect(linkTo({ tab: 'overview' }, pageUrl)).toBe(pageUrl);
  });
});

describe('the chart', () => {
  const period = { after: '2026-10-31T23:00:00Z', before: '2026-11-03T23:00:00Z' };
  const day = (name: string, sales: string) => ({ day: name, currency: 'EUR', sales, commission: '1.00' });

  test('has a place for every day of the store, also the quiet ones', () => {
    const buckets = bucketsOf([day('2026-11-02', '10.00')], 'EUR', period, 'Europe/Berlin');
    expect(buckets.map(({ from, sales }) => [from, sales])).toEqual([
      ['2026-11-01', 0],
      ['2026-11-02', 10],
      ['2026-11-03', 0],
    ]);
  });

  test('draws a year by weeks', () => {
    const year = { after: '2025-11-21T00:00:00Z', before: '2026-11-21T00:00:00Z' };
    const buckets = bucketsOf([day('2026-11-19', '10.00'), day('2026-11-20', '5.00')], 'EUR', year, 'UTC');
    expect(buckets).toHaveLength(53);
    expect(buckets.reduce((sum, bucket) => sum + bucket.sales, 0)).toBe(15);
  });

  test('ends its axis at a round number', () => {
    expect([0, 3.2, 180, 315].map(niceCeiling)).toEqual([1, 5, 200, 500]);
  });
});
