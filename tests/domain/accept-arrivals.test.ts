import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { acceptArrivals, hashSnapshot, type HeldState } from '@finders-fee/sidecar/domain/accept-arrivals';
import type { Arrival } from '@finders-fee/sidecar/domain/arrival';
import type { OrderSnapshot } from '@finders-fee/sidecar/domain/order-snapshot';
import { aBuyer, anOrder, bareRefund } from '../support/an-order.ts';
import { shuffled } from '../support/shuffled.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 3, 12, 0, seconds));
const order = (modified: number, overrides: Partial<OrderSnapshot> = {}) =>
  anOrder({ modifiedAt: at(modified).toISOString(), ...overrides });
const held = (snapshot: OrderSnapshot, asOf: number): HeldState => ({
  snapshot,
  snapshotHash: hashSnapshot(snapshot),
  modifiedAt: new Date(snapshot.modifiedAt),
  asOf: at(asOf),
});
const state = (snapshot: OrderSnapshot, asOf: number, fetched: boolean): Arrival => ({
  kind: 'state',
  snapshot,
  buyer: aBuyer(),
  asOf: at(asOf),
  fetched,
});
const other = { refunds: [bareRefund] };

describe('a state that arrives', () => {
  test.each<[string, HeldState | undefined, Arrival[], string]>([
    ['of an unknown order', undefined, [state(order(5), 6, false)], 'accepted'],
    ['of a draft', undefined, [state(order(5, { status: 'checkout-draft' }), 6, true)], 'ignored'],
    [
      'of a known order that became a draft',
      held(order(5), 6),
      [state(order(6, { status: 'draft' }), 7, true)],
      'accepted',
    ],
    ['older', held(order(5), 6), [state(order(4), 7, true)], 'ignored'],
    [
      'older, read so much later that the store itself went back to a backup',
      held(order(5), 6),
      [state(order(4), 3600, true)],
      'accepted',
    ],
    ['older, by webhook, however late', held(order(5), 6), [state(order(4), 3600, false)], 'ignored'],
    ['newer, by webhook', held(order(5), 6), [state(order(6), 7, false)], 'accepted'],
    ['the same, by webhook', held(order(5), 6), [state(order(5), 7, false)], 'ignored'],
    ['the same, read again', held(order(5), 6), [state(order(5), 7, true)], 'repeated'],
    [
      'of the same second but other, by webhook',
      held(order(5), 6),
      [state(order(5, other), 7, false)],
      'ambiguous',
    ],
    [
      'of the same second but other, read later',
      held(order(5), 6),
      [state(order(5, other), 7, true)],
      'accepted',
    ],
    [
      'of the same second but other, read earlier',
      held(order(5), 6),
      [state(order(5, other), 5, true)],
      'ignored',
    ],
    [
      'of the same second, ambiguous until read',
      held(order(5), 6),
      [state(order(5, other), 7, false), state(order(5), 8, true)],
      'repeated',
    ],
    [
      'of the same second, ambiguous until a newer second',
      held(order(5), 6),
      [state(order(5, other), 7, false), state(order(6), 8, false)],
      'accepted',
    ],
    [
      'of a gone order, by webhook',
      held(order(5, { status: 'deleted' }), 6),
      [state(order(5), 7, false)],
      'ambiguous',
    ],
    [
      'of a gone order that the store shows again',
      held(order(5, { status: 'deleted' }), 6),
      [state(order(5), 7, true)],
      'accepted',
    ],
    ['gone', held(order(5), 6), [{ kind: 'gone', orderId: 1042, asOf: at(7) }], 'accepted'],
    [
      'gone, asked before the newest state was read',
      held(order(5), 6),
      [{ kind: 'gone', orderId: 1042, asOf: at(5) }],
      'ignored',
    ],
    [
      'of a gone order, by webhook, and gone when asked',
      held(order(5, { status: 'deleted' }), 6),
      [state(order(5), 7, false), { kind: 'gone', orderId: 1042, asOf: at(8) }],
      'ignored',
    ],
    [
      'gone again',
      held(order(5, { status: 'deleted' }), 6),
      [{ kind: 'gone', orderId: 1042, asOf: at(7) }],
      'ignored',
    ],
    ['to be decided again', held(order(5), 6), [{ kind: 'reassess', orderId: 1042 }], 'accepted'],
    ['to be decided again, but unknown', undefined, [{ kind: 'reassess', orderId: 1042 }], 'ignored'],
  ])('%s', (_, before, arrivals, kind) => {
    expect(acceptArrivals(before, arrivals).kind).toBe(kind);
  });
});

test('the hash does not depend on the order of keys', () => {
  const { orderId, ...rest } = order(5);
  expect(hashSnapshot({ ...rest, orderId })).toBe(hashSnapshot(order(5)));
});

test('what the store was read to say, in any order and repeated, ends in its last word', () => {
  const history = fc.array(fc.record({ step: fc.integer({ min: 0, max: 2 }), paid: fc.boolean() }), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(history, (steps) => {
      let modified = 0;
      const told = steps.map(({ step, paid }, index) => {
        modified += step;
        return state(order(modified, { status: paid ? 'processing' : 'pending' }), index + 1, true);
      });
      const last = told.at(-1);
      let now: HeldState | undefined;
      for (const arrival of shuffled([...told, ...told])) {
        const acceptance = acceptArrivals(now, [arrival]);
        if (acceptance.kind === 'accepted') now = acceptance.state;
        if (acceptance.kind === 'repeated' && now) now = { ...now, asOf: acceptance.asOf };
      }
      expect(last?.kind === 'state' && now?.snapshot).toEqual(last?.kind === 'state' && last.snapshot);
    }),
    { numRuns: 300 },
  );
});
