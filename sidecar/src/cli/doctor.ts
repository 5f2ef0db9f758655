import type { Check } from '@finders-fee/shared';
import { isDatabaseReady } from '../database/queries/readiness.ts';
import { readHealth } from '../database/queries/health.ts';
import { describeFault } from '../describe-fault.ts';
import type { Services } from '../services.ts';
import { refreshFacts } from '../use-cases/refresh-facts.ts';
import type { Command } from './command.ts';
import { createServices } from '../assemble.ts';
import { createLogger } from '../logger.ts';

interface Finding {
  code: Check['code'] | 'database' | 'key' | 'address';
  ok: boolean;
  message: string;
  remedy: string | null;
}

const addressTimeoutMs = 3_000;

export const doctor: Command = {
  summary: 'looks at every link from the store to the ledger, and says what to do about a broken one',
  options: {},
  async run({ config, answer }) {
    const services = createServices(config, { logger: createLogger(config, { toStandardError: true }) });
    try {
      const findings = await examine(services);
      const isHealthy = findings.every((finding) => finding.ok);
      answer({ ok: isHealthy, checks: findings }, findings.flatMap(describe));
      return isHealthy ? 0 : 3;
    } finally {
      await services.database.close();
    }
  },
};

/** Each link is looked at now, not as it was when the sidecar last looked. */
async function examine(services: Services): Promise<Finding[]> {
  if (!(await isDatabaseReady(services.database))) {
    const remedy = 'Check DATABASE_URL and that the database runs; `finders-fee migrate` makes the tables.';
    return [
      { code: 'database', ok: false, message: 'The database does not answer, or has no tables.', remedy },
    ];
  }
  const database: Finding = { code: 'database', ok: true, message: 'The database answers.', remedy: null };
  const key = await examineKey(services);
  const fault = key.ok ? await askStore(services) : undefined;
  const { checks } = await readHealth(services);
  const links = checks.map((check) => (check.code === 'connection' && fault ? fault : check));
  return [database, key, await examineAddress(services), ...links];
}

async function examineKey({ connection }: Services): Promise<Finding> {
  try {
    await connection.find();
    return { code: 'key', ok: true, message: 'FINDERS_FEE_KEY opens the stored secrets.', remedy: null };
  } catch {
    const remedy = 'Set FINDERS_FEE_KEY to the key the store was connected with, or connect the store anew.';
    return { code: 'key', ok: false, message: 'FINDERS_FEE_KEY does not open the stored secrets.', remedy };
  }
}

/** The broken link when the connected store does not answer now. */
async function askStore(services: Services): Promise<Finding | undefined> {
  try {
    if (await services.stores.find()) await refreshFacts(services);
    return undefined;
  } catch (error) {
    const message = describeFault(error);
    const remedy =
      'Check that the store is up and its Finder’s Fee plugin active; if the key was revoked, connect anew.';
    return { code: 'connection', ok: false, message: `The store does not answer: ${message}.`, remedy };
  }
}

/** The store must reach this address; that it answers here is the most we can tell from this side. */
async function examineAddress({ config }: Services): Promise<Finding> {
  const { publicUrl } = config;
  const answers = await fetch(`${publicUrl}/healthz`, { signal: AbortSignal.timeout(addressTimeoutMs) }).then(
    (answer) => answer.ok,
    () => false,
  );
  if (answers) return { code: 'address', ok: true, message: `${publicUrl} answers.`, remedy: null };
  const remedy =
    'Start `finders-fee serve`, and set FINDERS_FEE_PUBLIC_URL to the address at which the store reaches it.';
  return { code: 'address', ok: false, message: `${publicUrl} does not answer.`, remedy };
}

function describe({ ok, message, remedy }: Finding): string[] {
  return [`${ok ? '✓' : '✗'} ${message}`, ...(remedy ? [`  → ${remedy}`] : [])];
}
