import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { missingFromPhp, runPhpProcess } from './php.ts';

export const cacheDirectory = join(homedir(), '.cache', 'finders-fee');
const origin = { wordpress: 'https://wordpress.org', woocommerce: 'https://downloads.wordpress.org' };
const archive = { wordpress: '/wordpress-7.1.zip', woocommerce: '/plugin/woocommerce.11.0.1.zip' };
const landmark = { wordpress: 'wp-includes/version.php', woocommerce: 'woocommerce.php' };
const connectTimeoutMs = 4_000;
const downloadTimeoutMs = 180_000;
type Part = 'wordpress' | 'woocommerce';

export type StoreFiles =
  | { found: true; wordpressDir: string; woocommerceDir: string }
  | { found: false; reason: string; remedy: string };

/**
 * Where unpacked WordPress and WooCommerce are: the given folders, else the environment, else the cache,
 * else (with `download`) fetched from wordpress.org into the cache. Says why not when there are none.
 */
export async function findStoreFiles(
  options: {
    wordpressDir?: string;
    woocommerceDir?: string;
    download?: boolean;
    report?: (line: string) => void;
  } = {},
): Promise<StoreFiles> {
  const missing = await missingFromPhp();
  if (missing) {
    return {
      found: false,
      reason: missing,
      remedy: 'Install php-cli php-mysql php-xml php-mbstring php-curl (by these names on Debian and Ubuntu)',
    };
  }
  try {
    const [wordpressDir, woocommerceDir] = await Promise.all([
      find('wordpress', options.wordpressDir ?? process.env['FINDERS_FEE_WORDPRESS'], options),
      find('woocommerce', options.woocommerceDir ?? process.env['FINDERS_FEE_WOOCOMMERCE'], options),
    ]);
    return { found: true, wordpressDir, woocommerceDir };
  } catch (error) {
    return {
      found: false,
      reason: (error as Error).message,
      remedy: `Unpack WordPress into ${join(cacheDirectory, 'wordpress')} and WooCommerce into ${join(cacheDirectory, 'woocommerce')}, or name their folders with --wordpress=DIR --woocommerce=DIR (FINDERS_FEE_WORDPRESS, FINDERS_FEE_WOOCOMMERCE)`,
    };
  }
}

async function find(
  part: Part,
  given: string | undefined,
  options: { download?: boolean; report?: (line: string) => void },
): Promise<string> {
  if (given) {
    const folder = resolve(given);
    if (!(await exists(join(folder, landmark[part])))) {
      throw new Error(`${folder} holds no unpacked ${name(part)}: ${landmark[part]} is missing`);
    }
    return folder;
  }
  const cached = join(cacheDirectory, part);
  if (await exists(join(cached, landmark[part]))) return cached;
  if (!options.download) throw new Error(`${name(part)} is not in ${cached}`);
  await download(part, cached, options.report);
  return cached;
}

/** Downloads into a folder beside the final one and renames it, so that a download cut short leaves nothing behind. */
async function download(part: Part, target: string, report?: (line: string) => void): Promise<void> {
  const url = origin[part] + archive[part];
  await reach(url, part);
  report?.(`Downloading ${url}`);
  await mkdir(cacheDirectory, { recursive: true });
  const work = await mkdtemp(join(cacheDirectory, 'download-'));
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(downloadTimeoutMs) });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    await writeFile(join(work, 'archive.zip'), Buffer.from(await response.arrayBuffer()));
    await unpack(join(work, 'archive.zip'), work);
    await rename(join(work, part), target).catch(async (error: unknown) => {
      // Another process was quicker, and its copy is as good.
      if (!(await exists(join(target, landmark[part])))) throw error;
    });
  } catch (error) {
    throw new Error(
      `${name(part)} is not in ${target}, and downloading it failed: ${(error as Error).message}`,
      {
        cause: error,
      },
    );
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** A machine without a way to wordpress.org should learn that within seconds. */
async function reach(url: string, part: Part): Promise<void> {
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(connectTimeoutMs) });
    if (!response.ok) throw new Error(`it answered ${response.status}`);
  } catch {
    throw new Error(
      `${name(part)} is not in ${join(cacheDirectory, part)}, and ${new URL(url).host} cannot be reached`,
    );
  }
}

/** PHP's own archive reader: it is there whenever a store can run, which `unzip` and PHP's zip extension are not. */
async function unpack(archivePath: string, folder: string): Promise<void> {
  await runPhpProcess({
    arguments: ['-r', '(new PharData($argv[1]))->extractTo($argv[2], null, true);', archivePath, folder],
  });
}

function name(part: Part): string {
  return part === 'wordpress' ? 'WordPress' : 'WooCommerce';
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
