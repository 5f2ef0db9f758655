import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { zip } from './zip.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Remembers in a build what it was made from. */
const stamp = '.inputs';
/** In the plugin's folder, but not for the shop: what checks it, and what leaves no trace in a listing. */
const notShipped =
  /(^|\/)(\..*|vendor|node_modules|composer\.(json|lock)|.*\.xml(\.dist)?|.*\.neon(\.dist)?)(\/|$)/;

const parts = {
  pages: { title: 'Building the pages for WordPress', build: () => buildPages('build', 'wp-plugin/build') },
  'sample-pages': {
    title: 'Building the pages for the sample store',
    build: () => buildPages('build:standalone', 'demo/store/sample/assets'),
  },
  sidecar: {
    title: 'Building the sidecar',
    build: () =>
      unlessUnchanged(
        'sidecar/dist',
        ['sidecar/src', 'sidecar/esbuild.config.mjs', 'shared/src', 'package-lock.json'],
        () => run(process.execPath, ['sidecar/esbuild.config.mjs']),
      ),
  },
  plugin: { title: 'Packing the plugin', build: packPlugin },
};

/**
 * Builds what is named; what was made from the very same sources stays as it is.
 * @param {(keyof typeof parts)[]} names
 * @param {(line: string) => void} say
 */
export async function build(names, say) {
  for (const name of names) {
    const startedAt = performance.now();
    const outcome = await parts[name].build();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    say(`${parts[name].title}: ${outcome ?? `${seconds} s`}`);
  }
}

function buildPages(script, output) {
  return unlessUnchanged(output, ['admin-ui', 'shared/src', 'package-lock.json'], () =>
    run('npm', ['run', '--silent', script, '-w', 'admin-ui']),
  );
}

/** Builds into `output` unless what lies there was made from the very same sources. */
async function unlessUnchanged(output, sources, make) {
  const inputs = await fingerprint(sources);
  const file = join(root, output, stamp);
  if (existsSync(file) && (await readFile(file, 'utf8')) === inputs) return 'unchanged';
  await make();
  await mkdir(join(root, output), { recursive: true });
  await writeFile(file, inputs);
}

/** `dist/finders-fee.zip`, as wp-admin takes it under Plugins › Add. */
async function packPlugin() {
  const folder = join(root, 'wp-plugin');
  const paths = (await listing(folder)).filter((path) => !notShipped.test(path));
  const files = await Promise.all(
    paths.map(async (path) => ({ path: `finders-fee/${path}`, content: await readFile(join(folder, path)) })),
  );
  await mkdir(join(root, 'dist'), { recursive: true });
  await writeFile(join(root, 'dist', 'finders-fee.zip'), zip(files));
  return `dist/finders-fee.zip, ${files.length} files`;
}

async function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    const isFile = /\.\w+$/.test(path);
    for (const file of isFile ? [''] : await listing(join(root, path))) {
      hash.update(`${path}/${file}\n`).update(await readFile(join(root, path, file)));
    }
  }
  return hash.digest('hex');
}

/** Paths of all files below a folder, in an order that is the same everywhere. */
async function listing(folder, below = '') {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter((entry) => entry.name !== 'node_modules')
      .map((entry) => {
        const path = below === '' ? entry.name : `${below}/${entry.name}`;
        return entry.isDirectory() ? listing(folder, path) : [path];
      }),
  );
  return nested.flat().sort();
}

/** Shows what a build prints only when it fails. Its whole process group ends with us, should we end first. */
function run(command, words) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const end = () => process.kill(-child.pid);
    process.once('exit', end);
    child.once('exit', () => process.off('exit', end));
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += text));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0
        ? resolve(undefined)
        : reject(new Error(`${[command, ...words].join(' ')} failed:\n${printed}`)),
    );
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { install } = await import('./install.mjs');
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
  try {
    install({ tools: [], say: console.log });
    await build(['pages', 'sidecar', 'plugin'], console.log);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
