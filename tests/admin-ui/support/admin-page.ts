import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, wide } from '../../support/browser.ts';
import { eventually } from '../../support/eventually.ts';
import type { CannedShop } from './canned-shop.ts';
import { startCannedServer, type CannedServer } from './canned-server.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const ownAssets = join(root, 'tests/.artifacts/admin-ui');
/** The same bundle, which the whole suite builds before it starts. */
const sampleAssets = join(root, 'demo/store/sample/assets');

/** The page in a browser, over a shop of canned answers. */
export interface AdminPage {
  browser: Browser;
  open: (shop: CannedShop, address?: string, size?: { width: number; height: number }) => Promise<Opened>;
  stop: () => Promise<void>;
}

export interface Opened {
  page: Page;
  server: CannedServer;
  /** What the page's scripts threw. */
  crashes: string[];
}

/** Builds the bundle that brings everything with it, unless the one there is newer than its sources, and starts the browser. */
export async function startAdminPage(): Promise<AdminPage> {
  const assets = await builtAssets();
  const browser = await launchChromium();
  const servers: CannedServer[] = [];
  return {
    browser,
    open: async (shop, address = '', size = wide) => {
      const server = await startCannedServer(shop, assets);
      servers.push(server);
      const page = await (await browser.newContext({ viewport: size })).newPage();
      page.setDefaultTimeout(15_000);
      const crashes: string[] = [];
      page.on('pageerror', (error) => crashes.push(error.message));
      await page.goto(`${server.url}/wp-admin/admin.php?page=finders-fee${address}`);
      await page.waitForFunction(() => document.documentElement.dataset['findersFee'] === 'started');
      await page.waitForFunction(() => !document.querySelector('.finders-fee-shape, .dataviews-loading'));
      return { page, server, crashes };
    },
    stop: async () => {
      await browser.close();
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}

/** A folder with the bundle of these sources. */
async function builtAssets(): Promise<string> {
  if (isFresh(sampleAssets)) return sampleAssets;
  await buildOnce(ownAssets);
  return ownAssets;
}

function isFresh(folder: string): boolean {
  const built = join(folder, 'admin.js');
  return existsSync(built) && statSync(built).mtimeMs > newest(join(root, 'admin-ui/src'));
}

/** Test files run side by side: the one that gets the lock builds, the others wait for it. */
async function buildOnce(assets: string): Promise<void> {
  if (isFresh(assets)) return;
  mkdirSync(join(assets, '..'), { recursive: true });
  const lock = `${assets}.lock`;
  try {
    mkdirSync(lock);
  } catch {
    return void (await eventually('the page is built', async () => isFresh(assets) && !existsSync(lock), {
      withinMs: 200_000,
    }));
  }
  try {
    await promisify(execFile)('npm', ['run', '--silent', 'build:standalone', '-w', '@finders-fee/admin-ui'], {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '', FINDERS_FEE_OUTPUT: assets },
    });
  } finally {
    rmdirSync(lock);
  }
}

function newest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Math.max(...files.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}
