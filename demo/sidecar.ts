import { execFile, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { spawnTethered } from './spawn-tethered.ts';

const run = promisify(execFile);
const binary = fileURLToPath(new URL('../sidecar/dist/finders-fee.mjs', import.meta.url));
const startTimeoutMs = 30_000;
const restartMs = { first: 200, longest: 5_000 };
/** One that ran for so long has recovered: the next pause is a short one again. */
const settledMs = 10_000;

/** The sidecar in its production build, kept running as a container's restart policy would. */
export interface RunningSidecar {
  url: string;
  /** Of the first process; a restarted one has another. */
  pid: number;
  connectionCode(): Promise<string>;
  stop(): Promise<void>;
}

export async function startSidecar(options: {
  port: number;
  databaseUrl: string;
  key: string;
  folder: string;
  say: (line: string) => void;
}): Promise<RunningSidecar> {
  const url = `http://127.0.0.1:${options.port}`;
  const environment = {
    ...process.env,
    DATABASE_URL: options.databaseUrl,
    FINDERS_FEE_KEY: options.key,
    FINDERS_FEE_HOST: '127.0.0.1',
    FINDERS_FEE_PORT: String(options.port),
    FINDERS_FEE_PUBLIC_URL: url,
    NODE_OPTIONS: '',
  };
  const log = await open(join(options.folder, 'sidecar.log'), 'a');
  const kept = keepRunning(() => launch(environment, log), options.say);
  try {
    await untilReady(url, kept, options.folder);
  } catch (error) {
    await kept.stop();
    await log.close();
    throw error;
  }
  return {
    url,
    pid: kept.firstPid,
    connectionCode: async () => {
      const { stdout } = await run(process.execPath, [binary, 'connect', '--json'], { env: environment });
      return (JSON.parse(stdout) as { connection_code: string }).connection_code;
    },
    stop: async () => {
      await kept.stop();
      await log.close();
    },
  };
}

function launch(environment: NodeJS.ProcessEnv, log: FileHandle): ChildProcess {
  return spawnTethered(process.execPath, [binary, 'serve', '--json'], { output: log.fd, environment });
}

function keepRunning(start: () => ChildProcess, say: (line: string) => void) {
  let stopping = false;
  let pause = restartMs.first;
  let restart: NodeJS.Timeout | undefined;
  let child = watch();
  function watch(): ChildProcess {
    const startedAt = performance.now();
    const started = start();
    started.once('exit', (code, signal) => {
      if (stopping) return;
      pause =
        performance.now() - startedAt > settledMs ? restartMs.first : Math.min(pause * 2, restartMs.longest);
      say(`The sidecar ended (${signal ?? `exit code ${code}`}) and is started again`);
      restart = setTimeout(() => (child = watch()), pause);
    });
    return started;
  }
  return {
    firstPid: child.pid!,
    hasEnded: () => child.exitCode !== null,
    stop: async () => {
      stopping = true;
      clearTimeout(restart);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function untilReady(url: string, kept: { hasEnded: () => boolean }, folder: string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const isReady = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    if (kept.hasEnded() || Date.now() > deadline) {
      const log = await readFile(join(folder, 'sidecar.log'), 'utf8');
      throw new Error(`The sidecar did not start:\n${log.slice(-2000)}`);
    }
    await wait(50);
  }
}
