import type { Check, StoreFacts } from '@finders-fee/shared';

/** How a repeated job went the last time. */
export interface LastRun {
  ok: boolean;
  message: string;
  endedAt: Date;
}

/** What is known about the chain from the store to the ledger at `now`. */
export interface HealthFigures {
  now: Date;
  /** Null while no store is connected. */
  store: { url: string; facts: StoreFacts; factsAt: Date; connectedAt: Date } | null;
  pollSeconds: number;
  pulseSeconds: number;
  runs: ReadonlyMap<string, LastRun>;
  /** Since when nothing is known of the store's changes; null before the first pass. */
  polledAt: Date | null;
  inbox: { pending: number; oldestSeconds: number; dead: number };
  drift: { checkedAt: Date | null; commissions: number };
}

const expectedWebhooks = 10;
const oldestInboxSeconds = 300;
const clockToleranceSeconds = 30;
/** So long a new connection may take before silence counts as a fault. */
const graceSeconds = 300;

/** One verdict for each link of the chain; a broken one comes with what to do about it. */
export function judgeHealth(figures: HealthFigures): Check[] {
  const { store } = figures;
  const ours = [judgeInbox(figures), judgeDead(figures), judgeDrift(figures)];
  if (!store) {
    const remedy =
      'Run `finders-fee connect` on the sidecar and paste the code in wp-admin under Marketing > Finder’s Fee.';
    return [broken('connection', 'No store is connected.', remedy), ...ours];
  }
  return [
    judgeConnection(figures, store),
    judgeWebhooks(store),
    judgePulse(figures, store),
    judgePoller(figures, store),
    judgeClock(store),
    judgeCron(figures),
    ...ours,
  ];
}

type Store = NonNullable<HealthFigures['store']>;

function judgeConnection({ runs }: HealthFigures, { url }: Store): Check {
  const run = runs.get('facts');
  if (run?.ok !== false) return fine('connection', `Connected to ${url}.`);
  const remedy =
    'Check that the store is up and its Finder’s Fee plugin active; if the key was revoked, connect anew.';
  return broken('connection', `${url} does not answer: ${run.message}.`, remedy);
}

function judgeWebhooks({ facts: { webhooks } }: Store): Check {
  const inactive = webhooks.filter((webhook) => webhook.status !== 'active').map((webhook) => webhook.topic);
  if (inactive.length === 0 && webhooks.length >= expectedWebhooks) {
    return fine('webhooks', `${webhooks.length} webhooks are active.`);
  }
  const message =
    inactive.length > 0
      ? `Not active: ${inactive.join(', ')}.`
      : `Only ${webhooks.length} of ${expectedWebhooks} webhooks exist.`;
  const remedy =
    'The plugin turns them on again by itself within a minute. If they go off again, the store cannot reach the sidecar: check FINDERS_FEE_PUBLIC_URL, then connect anew.';
  return broken('webhooks', message, remedy);
}

function judgePulse({ runs, pulseSeconds }: HealthFigures, { facts }: Store): Check {
  if (pulseSeconds === 0) return fine('pulse', 'Watching the pulse is turned off (PULSE_SECONDS).');
  const run = runs.get('pulse');
  if (facts.pulse_url && run?.ok !== false) return fine('pulse', 'The store’s pulse is watched.');
  const remedy = 'Make wp-content/uploads writable for PHP and readable for the sidecar over HTTP.';
  return broken(
    'pulse',
    `${run?.message ?? 'The store has no pulse file'}; orders are heard of within 15 seconds instead of 2.`,
    remedy,
  );
}

function judgePoller({ now, polledAt, pollSeconds, runs }: HealthFigures, { connectedAt }: Store): Check {
  if (pollSeconds === 0) return fine('poller', 'Polling is turned off (POLL_SECONDS).');
  const since = polledAt ?? connectedAt;
  const lag = secondsBetween(since, now);
  if (lag <= Math.max(graceSeconds, pollSeconds * 5)) {
    return fine(
      'poller',
      polledAt ? `The store was polled ${lag} seconds ago.` : 'The first poll is under way.',
    );
  }
  const fault = runs.get('orders')?.message ?? 'no worker runs';
  const remedy = 'Check that a sidecar runs with --role=all or --role=worker and reaches the store.';
  return broken('poller', `The store was last polled ${lag} seconds ago (${fault}).`, remedy);
}

function judgeClock({ facts, factsAt }: Store): Check {
  const skew = secondsBetween(new Date(facts.now), factsAt);
  if (Math.abs(skew) <= clockToleranceSeconds) return fine('store_clock', 'Both clocks agree.');
  const message = `The store’s clock is ${Math.abs(skew)} seconds ${skew > 0 ? 'behind' : 'ahead of'} the sidecar’s.`;
  return broken(
    'store_clock',
    message,
    'Set both clocks by NTP: beyond a minute the store’s requests are refused.',
  );
}

function judgeCron({ runs }: HealthFigures): Check {
  const run = runs.get('cron');
  if (run?.ok !== false) return fine('wp_cron', 'wp-cron.php answers.');
  return broken(
    'wp_cron',
    `${run.message}.`,
    'Let the sidecar reach wp-cron.php on the store, or run it from a cron job.',
  );
}

function judgeInbox({ inbox: { pending, oldestSeconds } }: HealthFigures): Check {
  if (oldestSeconds <= oldestInboxSeconds) return fine('inbox', `${pending} messages wait.`);
  const message = `${pending} messages wait, the oldest for ${oldestSeconds} seconds.`;
  return broken(
    'inbox',
    message,
    'Check that a sidecar runs with --role=all or --role=worker, and what its log says.',
  );
}

function judgeDead({ inbox: { dead } }: HealthFigures): Check {
  if (dead === 0) return fine('dead_letters', 'No message was set aside.');
  const remedy =
    'Look for “set aside” in the sidecar’s log, then run `finders-fee reconcile`, which tries them again.';
  return broken('dead_letters', `${dead} messages were set aside after too many tries.`, remedy);
}

function judgeDrift({ drift: { checkedAt, commissions } }: HealthFigures): Check {
  if (!checkedAt) return fine('drift', 'The books were not verified yet.');
  if (commissions === 0) return fine('drift', 'The books agree with a recomputation.');
  const remedy = 'Run `finders-fee verify` for the list, and report it: this must not happen.';
  return broken('drift', `${commissions} commissions differ from a recomputation.`, remedy);
}

function secondsBetween(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / 1000);
}

function fine(code: Check['code'], message: string): Check {
  return { code, ok: true, message, remedy: null };
}

function broken(code: Check['code'], message: string, remedy: string): Check {
  return { code, ok: false, message, remedy };
}
