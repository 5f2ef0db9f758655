import type { ChildProcess } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isListening } from '../../free-port.ts';
import { spawnTethered } from '../../spawn-tethered.ts';
import { scripts, serverSettings } from './php.ts';

const startTimeoutMs = 30_000;
const stopTimeoutMs = 5_000;

/** Serves a site until `stop`; resolves once the REST API answers. Writes `php.log` into the folder. */
export async function startPhpServer(
  site: string,
  port: number,
  folder: string,
  workers: number,
): Promise<{ pid: number; stop(): Promise<void> }> {
  const log = await open(join(folder, 'php.log'), 'a');
  // A process group of its own: the workers outlive their master and would keep the port.
  const server = spawnTethered(
    'php',
    [...serverSettings(), '-S', `127.0.0.1:${port}`, '-t', site, join(scripts, 'router.php')],
    { output: log.fd, environment: { ...process.env, PHP_CLI_SERVER_WORKERS: String(workers) } },
  );
  await log.close();
  const deadline = Date.now() + startTimeoutMs;
  while (!(await answers(`http://127.0.0.1:${port}/wp-json/`))) {
    if (server.exitCode !== null) throw new Error(await lastWords(folder, port));
    if (Date.now() > deadline) {
      await end(server, port);
      throw new Error(await lastWords(folder, port));
    }
    await wait(25);
  }
  return { pid: server.pid!, stop: () => end(server, port) };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(startTimeoutMs) }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.ok;
    },
    () => false,
  );
}

async function lastWords(folder: string, port: number): Promise<string> {
  const logs = await Promise.all(
    ['php.log', 'debug.log'].map((name) => readFile(join(folder, name), 'utf8').catch(() => '')),
  );
  return `The store on port ${port} does not answer: ${logs.join('\n').slice(-2000)}`;
}

/** Ends the whole group, and kills what still answers after a while. Not the group but its port tells when it is over: the dead wait in it until somebody collects them. */
async function end(server: ChildProcess, port: number): Promise<void> {
  if (server.pid === undefined) return;
  signal(server.pid, 'SIGTERM');
  const deadline = Date.now() + stopTimeoutMs;
  while (await isListening(port)) {
    if (Date.now() > deadline) signal(server.pid, 'SIGKILL');
    await wait(20);
  }
}

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name);
  } catch {
    // It has ended by itself.
  }
}
