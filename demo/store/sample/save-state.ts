import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { State } from './state.ts';

/** Reads a saved store; undefined when there is none yet. */
export async function loadState(file: string): Promise<State | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const saved = JSON.parse(text) as State & { orders: [number, never][]; sessions: [string, never][] };
  return { ...saved, orders: new Map(saved.orders), sessions: new Map(saved.sessions) };
}

/** Writes beside the file and renames, so that a crash leaves the old or the new store, never half of one. */
export async function saveState(file: string, state: State): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const text = JSON.stringify({ ...state, orders: [...state.orders], sessions: [...state.sessions] });
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
