import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const oldestNode = [20, 19];

/** What a command needs, the packages that bring it on Debian and Ubuntu, and whether it is there. */
const tools = {
  php: {
    packages: ['php-cli', 'php-mysql', 'php-xml', 'php-mbstring', 'php-curl'],
    isHere: () => {
      const modules = output('php', ['-m']).split('\n');
      return ['mysqli', 'curl', 'mbstring', 'xml'].every((name) => modules.includes(name));
    },
  },
  database: {
    packages: ['mariadb-server-core', 'mariadb-client-core'],
    isHere: () =>
      Boolean(process.env.DATABASE_URL) || runs('mariadbd', ['--version']) || runs('mysqld', ['--version']),
  },
  browser: {
    packages: ['chromium'],
    isHere: () => ['chromium', 'chromium-browser', 'google-chrome'].some((name) => runs(name, ['--version'])),
  },
};

/**
 * Installs what is missing, with nothing but Node: npm packages, and the tools that are asked for where a package manager
 * may be called. Returns a sentence for each tool that is still missing. Throws when npm fails.
 * @param {{ tools: ('php' | 'database' | 'browser')[], say: (line: string) => void }} options
 */
export function install({ tools: wanted, say }) {
  assertNode();
  installNpmPackages(say);
  const missing = wanted.filter((name) => !tools[name].isHere());
  if (missing.length === 0) return [];
  const packages = missing.flatMap((name) => tools[name].packages);
  if (mayCallApt()) {
    say(`Installing ${packages.join(' ')}`);
    // The lists may be older than what the mirrors still hold.
    if (!aptGet(['install', ...packages])) aptGet(['update']) && aptGet(['install', ...packages]);
  }
  return missing
    .filter((name) => !tools[name].isHere())
    .map((name) => `Please install ${tools[name].packages.join(' ')} (the names on Debian and Ubuntu)`);
}

function assertNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new Error(
    `Node ${process.versions.node} is too old: please install Node ${oldestNode.join('.')} or later`,
  );
}

function installNpmPackages(say) {
  if (npmPackagesAreHere()) return;
  say('Installing npm packages (a minute or two)');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error('npm ci failed; its output above says why');
}

/** Compares the lock file with the one that npm leaves in node_modules, package by package. */
function npmPackagesAreHere() {
  const installed = read('node_modules/.package-lock.json');
  if (!installed) return false;
  return Object.entries(read('package-lock.json').packages).every(
    ([path, { version, link, optional }]) =>
      !path.startsWith('node_modules/') || link || optional || installed.packages[path]?.version === version,
  );
}

function read(file) {
  return existsSync(`${root}${file}`) ? JSON.parse(readFileSync(`${root}${file}`, 'utf8')) : undefined;
}

function mayCallApt() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return (
    /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8')) &&
    runs('apt-get', ['--version'])
  );
}

function aptGet(words) {
  const { status } = spawnSync('apt-get', ['-y', '-q', '--no-install-recommends', ...words], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

function runs(command, words) {
  return spawnSync(command, words, { stdio: 'ignore' }).status === 0;
}

function output(command, words) {
  try {
    return execFileSync(command, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}
