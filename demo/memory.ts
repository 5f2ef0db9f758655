import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What a demo has to know again at its next start with the same `--data`. */
interface Remembered {
  /** Seals the store's secrets in the sidecar's database. */
  key: string;
  database: string;
  storeKind?: 'woocommerce' | 'sample';
  affiliate?: { user: string; password: string };
  connected?: { store: string; sidecar: string };
  /** The year's orders are in the shop. */
  hasHistory?: boolean;
  /** And in the books. */
  isSeeded?: boolean;
}

export interface Memory {
  folder: string;
  /** Undefined when nothing is kept: every part then makes a temporary folder of its own. */
  dataDir(part: 'database' | 'store'): string | undefined;
  known: Remembered;
  remember(facts: Partial<Remembered>): Promise<void>;
  stop(): Promise<void>;
}

/** Opens the folder of `--data`, or a temporary one that is removed at the end. */
export async function openMemory(dataDir: string | undefined): Promise<Memory> {
  const folder = dataDir ? resolve(dataDir) : await mkdtemp(join(tmpdir(), 'finders-fee-demo-'));
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'demo.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const known: Remembered = text
    ? (JSON.parse(text) as Remembered)
    : {
        key: randomBytes(32).toString('hex'),
        database: `finders_fee_demo_${randomBytes(4).toString('hex')}`,
      };
  const remember = async (facts: Partial<Remembered>) => {
    Object.assign(known, facts);
    await writeFile(file, JSON.stringify(known, null, 2), { mode: 0o600 });
  };
  await remember({});
  return {
    folder,
    dataDir: (part) => (dataDir ? join(folder, part) : undefined),
    known,
    remember,
    stop: async () => {
      if (!dataDir) await rm(folder, { recursive: true, force: true });
    },
  };
}
