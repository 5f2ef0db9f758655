import { createConnection } from 'mysql2/promise';
import { takeDatabaseServer, type DatabaseServer } from './database-server.ts';
import { furnish } from './furnish.ts';
import { freePort, isListening } from './free-port.ts';
import { openMemory, type Memory } from './memory.ts';
import { parseOptions, type DemoOptions } from './options.ts';
import { printGuide } from './print-guide.ts';
import { startSidecar, type RunningSidecar } from './sidecar.ts';
import { whatIsStarted, whenInterrupted, type Started } from './started.ts';
import { chooseStore, startStore, type DemoStore } from './start-store.ts';
import { storeApi } from './store-api.ts';
import { tellStory } from './story.ts';

type Say = (line: string) => void;
/** Of `build.mjs`, which runs before TypeScript can. */
type Build = (parts: string[], say: Say) => Promise<void>;

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
    if (started.isAny()) say('Stopping');
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
  const { programId, link } = await furnish(store, sidecar, memory, databaseUrl, options, say);

  const isRight = options.empty && !options.once ? true : await story(store, programId, say);
  announce(store, sidecar, memory, { databaseUrl, link }, options, say);
  if (options.once) return isRight ? 0 : 1;
  return interrupted;

  async function startSidecarOn(url: string): Promise<RunningSidecar> {
    const port = options.sidecarPort === 0 ? await freePort() : options.sidecarPort;
    return started.add(() =>
      startSidecar({ port, databaseUrl: url, key: memory.known.key, folder: memory.folder, say }),
    );
  }
}

async function story(store: DemoStore, programId: string, say: Say): Promise<boolean> {
  say('One order, told:');
  return tellStory(storeApi(store, 'wc/v3'), storeApi(store, 'wc-finders-fee/v1'), programId, say);
}

function announce(
  store: DemoStore,
  sidecar: RunningSidecar,
  memory: Memory,
  { databaseUrl, link }: { databaseUrl: string; link: string | null },
  options: DemoOptions,
  say: Say,
): void {
  const addresses = {
    store: store.url,
    store_kind: store.kind,
    wordpress_dir: store.wordpressDir,
    wp_admin: { url: `${store.url}/wp-admin/`, ...store.admin },
    affiliate: { url: `${store.url}/my-account/finders-fee/`, ...memory.known.affiliate!, link },
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
