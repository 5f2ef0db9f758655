import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from '../support/eventually.ts';

const start = fileURLToPath(new URL('../../demo/start.mjs', import.meta.url));
export const readyMs = 240_000;
export const freePorts = ['--port=0', '--sidecar-port=0', '--json'];
/** Of the year that every demo shop is given, whatever store it is on. */
export const earnedInTheYear =
  'Earned in that year: coupon 142.20 USD, coupon 686.23 EUR, link 145.43 EUR, link 28.75 USD\n';

export interface Addresses {
  store: string;
  store_kind: string;
  wordpress_dir: string | null;
  wp_admin: { url: string; user: string; password: string };
  affiliate: { url: string; user: string; password: string; link: string };
  consumer_key: string;
  consumer_secret: string;
  sidecar: string;
  sidecar_pid: number;
  database_url: string;
}

const running: ChildProcess[] = [];

/** To be called after every test. */
export async function stopDemos(): Promise<void> {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

export function startDemo(...words: string[]) {
  const child = spawn(process.execPath, [start, ...words], { env: { ...process.env, NODE_OPTIONS: '' } });
  running.push(child);
  let output = '';
  let progress = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (progress += text));
  const exitCode = once(child, 'close').then(([code]) => code as number | null);
  return {
    child,
    exitCode,
    output: () => output,
    progress: () => progress,
    addresses: () =>
      eventually(
        'the demo is ready',
        async () => {
          if (child.exitCode !== null) throw new Error(progress);
          return output.endsWith('\n') && (JSON.parse(output) as Addresses);
        },
        { withinMs: readyMs },
      ),
  };
}
