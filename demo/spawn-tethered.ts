import { spawn, type ChildProcess, type StdioNull } from 'node:child_process';
import type { Socket } from 'node:net';

/** Waits at a pipe that nobody writes to: it ends when we do, however we do, and takes the whole group along. */
const tether = '{ read -r _ <&3; kill -TERM 0; } & exec "$@" 3<&-';

/**
 * Starts a server in a process group of its own that never outlives us, not even when we are killed.
 * The child's id is the group's; a Ctrl-C in the terminal does not reach it.
 */
export function spawnTethered(
  command: string,
  words: string[],
  options: { output: StdioNull | number; environment?: NodeJS.ProcessEnv },
): ChildProcess {
  const child = spawn('sh', ['-c', tether, 'sh', command, ...words], {
    detached: true,
    stdio: ['ignore', options.output, options.output, 'pipe'],
    env: options.environment ?? process.env,
  });
  const pipe = child.stdio[3] as Socket;
  pipe.on('error', () => undefined);
  pipe.unref();
  child.once('exit', () => pipe.destroy());
  return child;
}
