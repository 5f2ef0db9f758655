import { readFile } from 'node:fs/promises';
import type { Shop } from '../../support/a-shop.ts';

/** Runs one of the PHP scripts beside this file inside the real store. What it is to do it gets as JSON, and as JSON it answers. */
export async function runScript<T>({ store }: Shop, name: string, plan: unknown): Promise<T> {
  if (!('runPhp' in store)) throw new Error('The sample store runs no PHP');
  const script = await readFile(new URL(name, import.meta.url), 'utf8');
  const environment = { FINDERS_FEE_PLAN: JSON.stringify(plan), FINDERS_FEE_QUIET: '1' };
  return JSON.parse(await store.runPhp(script.replace(/^<\?php/, ''), environment)) as T;
}
