import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Everything that can be said about the code without running it, and without a network. */
const root = fileURLToPath(new URL('..', import.meta.url));
const layers = ['shared/src', 'sidecar/src', 'admin-ui/src', 'tests', 'demo'];
const phpFolders = ['wp-plugin', 'demo', 'tests'];

/** What is not on this machine is said to be missing: `needs` is a file, `remedy` how to get it. */
const steps = [
  { title: 'types', run: () => npx('tsc', '-p', 'tsconfig.json') },
  { title: 'types of the pages', run: () => npx('tsc', '-p', 'admin-ui/tsconfig.json') },
  { title: 'lint', run: () => npx('eslint', '.', '--max-warnings=0') },
  { title: 'layer arrows', run: () => npx('depcruise', ...layers, '--config', '.dependency-cruiser.cjs') },
  { title: 'format', run: () => npx('prettier', '--check', '.') },
  { title: 'dead code', run: () => npx('knip') },
  { title: 'PHP syntax', run: lintPhp, command: 'php' },
  { title: 'PHP standard', run: () => composerTool('phpcs', '-q'), needs: 'vendor/bin/phpcs' },
  {
    title: 'PHP analysis',
    run: () => composerTool('phpstan', 'analyse', '--memory-limit=1G', '--no-progress'),
    needs: 'vendor/bin/phpstan',
  },
];

const waiting = [...steps];
const failures = [];
await Promise.all(Array.from({ length: Math.min(availableParallelism(), steps.length) }, work));
for (const { title, output } of failures) console.log(`\n${title}:\n${output.trim()}`);
console.log(
  failures.length === 0 ? '\nAll is well.' : `\n${failures.map(({ title }) => title).join(', ')} failed.`,
);
process.exitCode = failures.length === 0 ? 0 : 1;

async function work() {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const startedAt = performance.now();
    const missing = await reasonToSkip(step);
    const { code, output } = missing ? { code: 0, output: '' } : await step.run();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(
      `${step.title}: ${missing ? `not checked: ${missing}` : code === 0 ? `fine, ${seconds} s` : `FAILED, ${seconds} s`}`,
    );
    if (code !== 0) failures.push({ title: step.title, output });
  }
}

async function reasonToSkip({ needs, command }) {
  if (needs && !existsSync(join(root, needs))) return 'run `composer install` first';
  if ((needs || command) && (await run('php', ['--version'])).code !== 0) return 'PHP is not installed';
  return undefined;
}

/** Every PHP file by the parser itself: it is quicker than one process each. */
async function lintPhp() {
  const lists = await Promise.all(phpFolders.map((folder) => phpFiles(folder)));
  const code =
    'foreach (array_slice($argv, 1) as $file) { try { token_get_all(file_get_contents($file), TOKEN_PARSE); } catch (ParseError $e) { echo "$file:{$e->getLine()}: {$e->getMessage()}\\n"; $bad = 1; } } exit($bad ?? 0);';
  return run('php', ['-r', code, '--', ...lists.flat()]);
}

async function phpFiles(folder) {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const nested = await Promise.all(
    entries.map((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return ['node_modules', 'vendor'].includes(entry.name) ? [] : phpFiles(path);
      return path.endsWith('.php') ? [path] : [];
    }),
  );
  return nested.flat();
}

function npx(tool, ...words) {
  return run(join(root, 'node_modules/.bin', tool), words);
}

function composerTool(tool, ...words) {
  return run('php', [join(root, 'vendor/bin', tool), ...words]);
}

function run(command, words) {
  return new Promise((resolve) => {
    const child = spawn(command, words, { cwd: root, env: { ...process.env, FORCE_COLOR: '0' } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.once('error', (error) => resolve({ code: 127, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
