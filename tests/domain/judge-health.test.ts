import { describe, expect, test } from '@jest/globals';
import { judgeHealth, type HealthFigures } from '@finders-fee/sidecar/domain/judge-health';

const now = new Date('2026-03-01T12:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const failed = { ok: false, message: 'no answer', endedAt: now };
const webhooks = (count: number, status = 'active') =>
  Array.from({ length: count }, (_, id) => ({
    id,
    topic: `order.${id}`,
    status,
    failure_count: 0,
    healed: false,
  }));

function figures(changes: Partial<HealthFigures> = {}, facts: Record<string, unknown> = {}): HealthFigures {
  return {
    now,
    store: {
      url: 'https://shop.example.com',
      facts: {
        currency: 'EUR',
        price_decimals: 2,
        time_zone: 'Europe/Paris',
        wordpress_version: '7.1.0',
        woocommerce_version: '11.0.1',
        plugin_version: '0.1.0',
        hpos: true,
        now: now.toISOString(),
        pulse_url: 'https://shop.example.com/pulse.txt',
        outbox_pending: 0,
        webhooks: webhooks(10),
        ...facts,
      },
      factsAt: now,
      connectedAt: ago(86_400),
    },
    pollSeconds: 60,
    pulseSeconds: 2,
    runs: new Map(),
    polledAt: ago(30),
    inbox: { pending: 0, oldestSeconds: 0, dead: 0 },
    drift: { checkedAt: null, commissions: 0 },
    ...changes,
  };
}

const brokenIn = (given: HealthFigures) =>
  judgeHealth(given)
    .filter((check) => !check.ok)
    .map((check) => check.code);

describe('health', () => {
  test('of a chain without fault names no broken link', () => {
    expect(brokenIn(figures())).toEqual([]);
  });

  test.each<[string, HealthFigures, string[]]>([
    ['no store is connected', figures({ store: null }), ['connection']],
    ['the store does not answer', figures({ runs: new Map([['facts', failed]]) }), ['connection']],
    [
      'a webhook was turned off',
      figures({}, { webhooks: [...webhooks(9), ...webhooks(1, 'disabled')] }),
      ['webhooks'],
    ],
    ['a webhook is missing', figures({}, { webhooks: webhooks(9) }), ['webhooks']],
    ['the store has no pulse', figures({}, { pulse_url: null }), ['pulse']],
    ['the pulse cannot be read', figures({ runs: new Map([['pulse', failed]]) }), ['pulse']],
    ['nobody polls', figures({ polledAt: ago(3600) }), ['poller']],
    ['nobody ever polled', figures({ polledAt: null }), ['poller']],
    ['the clocks differ by a minute', figures({}, { now: ago(60).toISOString() }), ['store_clock']],
    ['wp-cron.php does not answer', figures({ runs: new Map([['cron', failed]]) }), ['wp_cron']],
    ['messages lie about', figures({ inbox: { pending: 5, oldestSeconds: 900, dead: 0 } }), ['inbox']],
    [
      'messages were set aside',
      figures({ inbox: { pending: 0, oldestSeconds: 0, dead: 1 } }),
      ['dead_letters'],
    ],
    ['the books drift', figures({ drift: { checkedAt: now, commissions: 2 } }), ['drift']],
    [
      'polling and pulse are turned off on purpose',
      figures({ pollSeconds: 0, pulseSeconds: 0, polledAt: null }),
      [],
    ],
  ])('when %s', (_label, given, broken) => {
    expect(brokenIn(given)).toEqual(broken);
  });

  test('every broken link comes with a remedy, every sound one without', () => {
    for (const check of [...judgeHealth(figures()), ...judgeHealth(figures({ store: null }))]) {
      expect(check.remedy === null).toBe(check.ok);
    }
  });
});
