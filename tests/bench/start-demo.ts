import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../demo/free-port.ts';

/** What `npm run demo -- --json` prints when all is ready. */
export interface Demo {
  store: string;
  store_kind: 'woocommerce' | 'sample';
  wp_admin: { url: string; user: string; password: string };
  affiliate: { url: string; user: string; password: string };
}

const start = fileURLToPath(new URL('../../demo/start.mjs', import.meta.url));

/** The demo with its seeded shop, as anybody starts it; its progress goes to standard error. `DEMO_JSON` names one that runs already. */
export async function startDemo(): Promise<{ demo: Demo; stop: () => Promise<void> }> {
  const running = process.env['DEMO_JSON'];
  if (running) return { demo: JSON.parse(running) as Demo, stop: () => Promise.resolve() };
  const ports = [`--port=${await freePort()}`, `--sidecar-port=${await freePort()}`];
  const child = spawn(process.execPath, [start, '--json', ...ports], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line') as Promise<[string]>,
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`The demo ended with exit code ${code}`))),
  ]);
  return { demo: JSON.parse(line[0]) as Demo, stop: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
