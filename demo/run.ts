import { createConnection } from 'mysql2/promise';
import { takeDatabaseServer, type DatabaseServer } from './database-server.ts';
import { freePort, isListening } from './free-port.ts';
import { openMemory, type Memory } from './memory.ts';
import { parseOptions, type DemoOptions } from './options.ts';
import { printGuide } from './print-guide.ts';
import { openBooks, settle } from './seed/open-books.ts';
import { aShopsYear } from './seed/year.ts';
import { startSidecar, type RunningSidecar } from './sidecar.ts';
import { chooseStore, startStore, type DemoStore } from './start-store.ts';
import { storeApi } from './store-api.ts';
import { tellStory } from './story.ts';

const parentCheckMs = 500;

type Say = (line: string) => void;
/** Of `build.mjs`, which runs before TypeScript can. */
type Build = (parts: string[], say: Say) => Promise<void>;

/** What the demo has started, last first to be ended. Once the end has come, nothing more is started. */
interface Started {
  add<T extends { stop(): Promise<void> }>(start: () => Promise<T>): Promise<T>;
  stopAll(): Promise<void>;
}

/** The whole demo, from the command line to the end of everything it started. Returns the exit code. */
export async function runDemo(words: string[], build: Build): Promise<number> {
  const options = parseOptions(words);
  const say: Say = options.json
    ? (line) => process.stderr.write(`${line}\n`)
    : (line) => process.stdout.write(`${line}\n`);
  const interrupted = whenInterrupted();
  const started = whatIsStarted();
  const played = play(options, build, started, interrupted, say);
  // After an interruption it runs into the end of everything, which is not worth a word.
  played.catch(() => undefined);
  try {
    return await Promise.race([interrupted, played]);
  } finally {
    say('Stopping');
    await started.stopAll();
  }
}

async function play(
  options: DemoOptions,
  build: Build,
  started: Started,
  interrupted: Promise<0>,
  say: Say,
): Promise<number> {
  await assertPortsAreFree(options);
  const choice = await chooseStore(options, say);
  if (choice.kind === 'sample' && choice.because)
    say(`The sample store stands in for WooCommerce: ${choice.because}`);
  await build(['sidecar', choice.kind === 'woocommerce' ? 'pages' : 'sample-pages'], say);

  const memory = await started.add(() => openMemory(options.dataDir));
  if ((memory.known.storeKind ?? choice.kind) !== choice.kind) {
    throw new Error(
      `${memory.folder} holds a ${memory.known.storeKind} store; pass --store=${memory.known.storeKind}`,
    );
  }
  await memory.remember({ storeKind: choice.kind });
  const server = await started.add(() => takeServer(options, memory));
  say(`Database: ${server.title}`);
  const databaseUrl = await server.createDatabase(memory.known.database);
  const [store, sidecar] = await Promise.all([
    started.add(() => startStore(choice, server, { port: options.port, dataDir: memory.dataDir('store') })),
    startSidecarOn(databaseUrl),
  ]);
  say(
    `Store: ${store.url} (${store.kind === 'woocommerce' ? 'WordPress with WooCommerce' : 'the sample store'})`,
  );
  say(`Sidecar: ${sidecar.url}`);
  const programId = await furnish(store, sidecar, memory, options, say);

  const isRight = options.empty && !options.once ? true : await story(store, programId, say);
  announce(store, sidecar, memory, databaseUrl, options, say);
  if (options.once) return isRight ? 0 : 1;
  return interrupted;

  async function startSidecarOn(url: string): Promise<RunningSidecar> {
    const port = options.sidecarPort === 0 ? await freePort() : options.sidecarPort;
    return started.add(() =>
      startSidecar({ port, databaseUrl: url, key: memory.known.key, folder: memory.folder, say }),
    );
  }
}

/** Fills a new shop, connects it, and lets everything reach the books. Returns the program of the told order. */
async function furnish(
  store: DemoStore,
  sidecar: RunningSidecar,
  memory: Memory,
  options: DemoOptions,
  say: Say,
): Promise<string> {
  const [woo, owner] = [storeApi(store, 'wc/v3'), storeApi(store, 'wc-finders-fee/v1')];
  const year = aShopsYear(new Date());
  const isNew = !memory.known.isSeeded;
  if (isNew && !options.empty) {
    await timed(
      say,
      `Wrote ${year.orders.length} orders and ${year.coupons.length} coupons into the shop`,
      () => store.seed(year),
    );
  }
  if (memory.known.connected?.store !== store.url || memory.known.connected.sidecar !== sidecar.url) {
    await timed(say, 'Connected the store with the sidecar', async () => {
      await owner.post('connection', { connection_code: await sidecar.connectionCode() });
    });
    await memory.remember({ connected: { store: store.url, sidecar: sidecar.url } });
  }
  if (isNew) {
    const userId = await registerAffiliate(store, memory, year.affiliates[0]!);
    if (options.empty) await openEmptyBooks(owner, userId, year.affiliates[0]!.name);
    else {
      const title = `Opened the books: ${year.programs.length} programs, ${year.affiliates.length} affiliates, every order accounted for`;
      await timed(say, title, () => openBooks(owner, woo, year, userId));
    }
    await memory.remember({ isSeeded: true });
  }
  const programs = await owner.get<{ id: string; name: string }[]>('programs', { per_page: 100 });
  return programs.find(({ name }) => name === year.programs[0]!.name)!.id;
}

/** The affiliate's login, a customer of the shop like any other. */
async function registerAffiliate(
  store: DemoStore,
  memory: Memory,
  affiliate: { name: string; email: string },
): Promise<number> {
  const [firstName, lastName] = affiliate.name.split(' ');
  const login = { user: firstName!.toLowerCase(), password: 'password' };
  const { id } = await storeApi(store, 'wc/v3').post<{ id: number }>('customers', {
    email: affiliate.email,
    username: login.user,
    password: login.password,
    first_name: firstName,
    last_name: lastName,
  });
  await memory.remember({ affiliate: login });
  return id;
}

async function openEmptyBooks(
  owner: ReturnType<typeof storeApi>,
  userId: number,
  name: string,
): Promise<void> {
  const { id } = await owner.post<{ id: string }>('programs', {
    name: aShopsYear(new Date()).programs[0]!.name,
    rate: { type: 'percent', value: '10' },
  });
  await owner.post('affiliates', { name, program_id: id, wordpress_user_id: userId });
  await settle(owner);
}

async function story(store: DemoStore, programId: string, say: Say): Promise<boolean> {
  say('One order, told:');
  return tellStory(storeApi(store, 'wc/v3'), storeApi(store, 'wc-finders-fee/v1'), programId, say);
}

function announce(
  store: DemoStore,
  sidecar: RunningSidecar,
  memory: Memory,
  databaseUrl: string,
  options: DemoOptions,
  say: Say,
): void {
  const addresses = {
    store: store.url,
    store_kind: store.kind,
    wordpress_dir: store.wordpressDir,
    wp_admin: { url: `${store.url}/wp-admin/`, ...store.admin },
    affiliate: { url: `${store.url}/my-account/finders-fee/`, ...memory.known.affiliate! },
    consumer_key: store.consumerKey,
    consumer_secret: store.consumerSecret,
    sidecar: sidecar.url,
    sidecar_pid: sidecar.pid,
    database_url: databaseUrl,
  };
  if (options.json) process.stdout.write(`${JSON.stringify(addresses)}\n`);
  else if (!options.once) printGuide(addresses, say);
}

/** A database that is not ours to stop is at least left as it was found. */
async function takeServer(options: DemoOptions, memory: Memory): Promise<DatabaseServer> {
  const server = await takeDatabaseServer({
    dataDir: memory.dataDir('database'),
    port: options.databasePort,
  });
  if (options.dataDir) return server;
  return {
    ...server,
    stop: async () => {
      const connection = await createConnection(await server.createDatabase(memory.known.database));
      await connection.query(`DROP DATABASE \`${memory.known.database}\``);
      await connection.end();
      await server.stop();
    },
  };
}

async function assertPortsAreFree(options: DemoOptions): Promise<void> {
  const wanted = {
    '--port': options.port,
    '--sidecar-port': options.sidecarPort,
    '--database-port': options.databasePort,
  };
  for (const [option, port] of Object.entries(wanted)) {
    if (port !== 0 && (await isListening(port)))
      throw new Error(`Port ${port} is in use: choose another with ${option}=…`);
  }
}

async function timed(say: Say, title: string, work: () => Promise<unknown>): Promise<void> {
  const startedAt = performance.now();
  await work();
  say(`${title} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
}

/** What is still starting when the end comes is waited for, and then ended like everything else. */
function whatIsStarted(): Started {
  const starting: Promise<{ stop(): Promise<void> }>[] = [];
  let isOver = false;
  return {
    add: (start) => {
      if (isOver) return Promise.reject(new Error('The demo is ending'));
      const promise = start();
      starting.push(promise);
      return promise;
    },
    stopAll: async () => {
      isOver = true;
      for (const promise of starting.reverse()) {
        const running = await promise.catch(() => undefined);
        await running?.stop().catch((error: Error) => process.stderr.write(`${error.message}\n`));
      }
    },
  };
}

/**
 * Resolves with the exit code at SIGINT or SIGTERM, or when the npm that started us is gone. Signals that follow are the
 * same wish, sent to the whole group.
 */
function whenInterrupted(): Promise<0> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(0));
    if (process.env['npm_lifecycle_event'] === undefined) return;
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && resolve(0), parentCheckMs).unref();
  });
}
