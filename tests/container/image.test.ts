import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort } from '../../demo/free-port.ts';
import { freshDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { execForm, lastStage, one, type Instruction } from './dockerfile.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** No container engine is needed: the image's files are laid out in a folder, and its own start command runs there. */
describe('the image of the sidecar', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let image: Instruction[];
  let folder: string;
  let environment: NodeJS.ProcessEnv;
  let sidecar: ChildProcess | undefined;

  beforeAll(async () => {
    database = await freshDatabase();
    image = lastStage(await readFile(join(root, 'sidecar/Dockerfile'), 'utf8'));
    folder = await mkdtemp(join(tmpdir(), 'finders-fee-image-'));
    await layOut(image, folder);
    const [name = '', value = ''] = one(image, 'ENV').split('=');
    environment = {
      PATH: process.env['PATH'],
      [name]: value,
      DATABASE_URL: database.url,
      FINDERS_FEE_KEY: randomBytes(32).toString('hex'),
      FINDERS_FEE_PORT: String(await freePort()),
      FINDERS_FEE_HOST: '127.0.0.1',
    };
  }, 60_000);

  afterAll(async () => {
    sidecar?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
    await database.close();
  });

  const workdir = () => join(folder, one(image, 'WORKDIR'));
  const isHealthy = async () => {
    const [command = '', ...words] = execForm(image, 'HEALTHCHECK');
    await run(command, words, { env: environment, cwd: workdir() });
    return true;
  };

  test('runs as somebody who is not root', () => {
    expect(one(image, 'USER')).toBe('node');
  });

  test('is unhealthy while nothing listens', async () => {
    await expect(isHealthy()).rejects.toMatchObject({ code: 1 });
  });

  test('starts with its own command, migrates an empty database and is healthy', async () => {
    const [command = '', ...words] = execForm(image, 'CMD');
    expect([command, ...words]).toEqual(['node', 'dist/finders-fee.mjs', 'serve']);
    sidecar = spawn(command, words, {
      env: environment,
      cwd: workdir(),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await eventually('the image is healthy', isHealthy, { withinMs: 30_000 });
    const readiness = await fetch(`http://127.0.0.1:${environment['FINDERS_FEE_PORT']}/readyz`);
    expect(readiness.status).toBe(200);
  }, 40_000);

  test('ends with exit code 0 at the signal that a stop sends', async () => {
    const signal = one(image, 'STOPSIGNAL');
    const ended = once(sidecar as ChildProcess, 'exit');
    sidecar?.kill(signal as NodeJS.Signals);
    expect(await ended).toEqual([0, null]);
  }, 40_000);
});

/** Puts every COPY of the last stage where the image has it: packages from this checkout, the bundle freshly built. */
async function layOut(image: Instruction[], folder: string): Promise<void> {
  for (const { words } of image.filter(({ name }) => name === 'COPY')) {
    const [source = '', target = ''] = words.split(/\s+/).filter((word) => !word.startsWith('--'));
    const inside = join(folder, target);
    await mkdir(dirname(inside), { recursive: true });
    if (source.endsWith('/dist'))
      await run(process.execPath, [join(root, 'sidecar/esbuild.config.mjs'), inside], { cwd: root });
    else if (source.endsWith('/node_modules')) await linkPackages(source, inside);
    else await cp(join(root, source), inside, { recursive: true });
  }
}

/** A workspace whose packages all lie at the top has no folder of its own. */
async function linkPackages(source: string, inside: string): Promise<void> {
  const here = join(root, source.replace(/^\/app\//, ''));
  await symlink(here, inside, 'dir');
}
