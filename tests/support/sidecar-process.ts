import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The sidecar as a site admin runs it: a process of its own, configured by its environment. */
export interface SidecarProcess {
  url: string;
  /** Runs another command of the binary on the same configuration; gives its exit code and standard output. */
  command(...words: string[]): Promise<{ code: number | null; output: string }>;
  /** Ends it the hard way. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>;
}

export async function startSidecarProcess(options: {
  databaseUrl: string;
  port: number;
  publicUrl?: string;
  environment?: Record<string, string>;
}): Promise<SidecarProcess> {
  const environment = {
    ...process.env,
    DATABASE_URL: options.databaseUrl,
    FINDERS_FEE_KEY: randomBytes(32).toString('hex'),
    FINDERS_FEE_HOST: '127.0.0.1',
    FINDERS_FEE_PORT: String(options.port),
    FINDERS_FEE_PUBLIC_URL: options.publicUrl ?? `http://127.0.0.1:${options.port}`,
    LOG_LEVEL: 'warn',
    NODE_OPTIONS: '',
    ...options.environment,
  };
  const launch = (words: string[], stdio: 'inherit' | 'pipe') =>
    spawn(process.execPath, ['--import', 'tsx', 'sidecar/src/main.ts', ...words], {
      cwd: root,
      env: environment,
      stdio: ['ignore', stdio === 'pipe' ? 'pipe' : 'ignore', 'inherit'],
    });
  const url = `http://127.0.0.1:${options.port}`;
  let server: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals) => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return server?.exitCode ?? null;
    const ended = once(server, 'exit') as Promise<[number | null]>;
    server.kill(signal);
    return (await ended)[0];
  };
  const start = async () => {
    const launched = launch(['serve'], 'inherit');
    server = launched;
    process.once('exit', () => launched.kill('SIGKILL'));
    await eventually('the sidecar is ready', async () => (await fetch(`${url}/readyz`)).ok, {
      withinMs: 60_000,
    });
  };
  await start();
  return {
    url,
    start,
    command: async (...words) => {
      const child = launch(words, 'pipe');
      let output = '';
      child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
      const [code] = (await once(child, 'close')) as [number | null];
      return { code, output };
    },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}
