import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../demo/build.mjs';
import { install } from '../demo/install.mjs';

/** The whole suite, from a fresh clone on: installs, builds, tests, and says what could not be tested and why. */
const root = fileURLToPath(new URL('..', import.meta.url));
delete process.env.DATABASE_URL;
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

try {
  const missing = install({ tools: ['php', 'database', 'browser'], say: console.log });
  await build(['sidecar', 'pages', 'sample-pages'], console.log);
  process.exitCode = await test(process.argv.slice(2), missing);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function test(words, missing) {
  const folder = await mkdtemp(join(tmpdir(), 'finders-fee-tests-'));
  const resultFile = join(folder, 'result.json');
  try {
    const code = await jest([...words, '--json', `--outputFile=${resultFile}`]);
    const text = await readFile(resultFile, 'utf8').catch(() => undefined);
    if (text === undefined) throw new Error(`jest ended with exit code ${code} before it had a result`);
    await summarize(JSON.parse(text), missing);
    return code;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Progress goes where it always goes; the JSON goes into the file. */
function jest(words) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), ...words], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --no-warnings' },
    });
    process.once('exit', () => child.kill());
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ? 1 : code));
  });
}

/** Only now can TypeScript be read: before, it was not installed. */
async function whyNoRealStore() {
  const { register } = await import('tsx/esm/api');
  register();
  const { findStoreFiles } = await import('../demo/store/woocommerce/find-store-files.ts');
  const files = await findStoreFiles();
  return files.found ? [] : [`No real store: ${files.reason}. ${files.remedy}`];
}

async function summarize(result, missing) {
  const tests = result.testResults.flatMap(({ assertionResults }) => assertionResults);
  const skipped = tests.filter(({ status }) => ['pending', 'skipped', 'todo', 'disabled'].includes(status));
  // A file that could not even be loaded holds no test, and is a failure all the same.
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  if (skipped.length > 0) {
    console.log('\nSkipped:');
    for (const title of new Set(skipped.map(({ ancestorTitles, title }) => ancestorTitles[0] ?? title))) {
      console.log(`  ${title}`);
    }
    for (const sentence of [...missing, ...(await whyNoRealStore())]) console.log(sentence);
  }
  console.log(`\n${result.numPassedTests} passed, ${failed} failed, ${skipped.length} skipped`);
}
