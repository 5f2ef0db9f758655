import { cp, lstat, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scripts } from './php.ts';

const neverShipped = /(^|\/)(vendor|node_modules|composer\.lock)(\/|$)/;

/**
 * Lays a site out over code that is shared and never written to. Links keep the real paths, and with them what
 * PHP's command line has compiled, the same for every store. What WordPress starts from by its own place (the files at the top and
 * wp-admin) is copied: through a link it would find the shared folder instead of the site.
 */
export async function layOutSite(
  site: string,
  { code, uploads }: { code: { wordpress: string; woocommerce: string }; uploads?: string },
): Promise<void> {
  const content = join(site, 'wp-content');
  for (const folder of ['plugins', 'mu-plugins', 'uploads', 'themes']) {
    await mkdir(join(content, folder), { recursive: true });
  }
  const top = await readdir(code.wordpress, { withFileTypes: true });
  await Promise.all([
    ...top.filter((entry) => entry.isFile()).map((entry) => copy(code.wordpress, site, entry.name)),
    layOutAdmin(join(site, 'wp-admin'), join(code.wordpress, 'wp-admin')),
    link(join(code.wordpress, 'wp-includes'), join(site, 'wp-includes')),
    link(code.woocommerce, join(content, 'plugins', 'woocommerce')),
    linkEach(join(code.wordpress, 'wp-content', 'themes'), join(content, 'themes')),
    uploads && cp(uploads, join(content, 'uploads'), { recursive: true, force: false }),
    cp(join(scripts, 'offline.php'), join(content, 'mu-plugins', 'offline.php')),
  ]);
}

/** Copies the plugin, since wp-admin may delete or edit what it finds there. */
export async function copyPlugin(site: string, pluginDir: string): Promise<void> {
  const target = join(site, 'wp-content', 'plugins', 'finders-fee');
  await rm(target, { recursive: true, force: true });
  await cp(pluginDir, target, {
    recursive: true,
    preserveTimestamps: true,
    filter: (source) => !neverShipped.test(source.slice(pluginDir.length)),
  });
}

/** What one store's `wp-config.php` says. `salt` signs the cookies, so it must survive a restart that keeps the data. */
export interface SiteConfig {
  url: string;
  databaseUrl: string;
  salt: string;
  mailLog: string;
  debugLog: string;
  cron: boolean;
}

export async function writeConfig(site: string, config: SiteConfig): Promise<void> {
  const database = new URL(config.databaseUrl);
  const keys = ['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'].flatMap((name) => [
    `${name}_KEY`,
    `${name}_SALT`,
  ]);
  const constants: Record<string, string | boolean> = {
    DB_NAME: database.pathname.slice(1),
    DB_USER: decodeURIComponent(database.username),
    DB_PASSWORD: decodeURIComponent(database.password),
    DB_HOST: database.host,
    DB_CHARSET: 'utf8mb4',
    DB_COLLATE: '',
    ...Object.fromEntries(keys.map((key) => [key, `${key}-${config.salt}`])),
    WP_HOME: config.url,
    WP_SITEURL: config.url,
    WP_ENVIRONMENT_TYPE: 'local',
    WP_DEBUG: true,
    WP_DEBUG_DISPLAY: false,
    WP_DEBUG_LOG: config.debugLog,
    AUTOMATIC_UPDATER_DISABLED: true,
    // The code behind the links is shared.
    DISALLOW_FILE_MODS: true,
    FINDERS_FEE_MAIL_LOG: config.mailLog,
  };
  if (!config.cron) constants['DISABLE_WP_CRON'] = true;
  const lines = Object.entries(constants).map(
    ([name, value]) =>
      `defined('${name}') || define('${name}', ${typeof value === 'boolean' ? value : quote(value)});`,
  );
  await writeFile(
    join(site, 'wp-config.php'),
    `<?php\n${lines.join('\n')}\n$table_prefix = 'wp_';\ndefined('ABSPATH') || define('ABSPATH', __DIR__ . '/');\nrequire_once ABSPATH . 'wp-settings.php';\n`,
  );
}

async function layOutAdmin(target: string, source: string): Promise<void> {
  const copied = new Set(['network', 'user', 'maint']);
  await mkdir(target, { recursive: true });
  const entries = await readdir(source, { withFileTypes: true });
  await Promise.all(
    entries.map((entry) =>
      entry.isFile() || copied.has(entry.name)
        ? copy(source, target, entry.name)
        : link(join(source, entry.name), join(target, entry.name)),
    ),
  );
}

async function linkEach(source: string, target: string): Promise<void> {
  const entries = await readdir(source);
  await Promise.all(entries.map((entry) => link(join(source, entry), join(target, entry))));
}

function copy(source: string, target: string, entry: string): Promise<void> {
  return cp(join(source, entry), join(target, entry), { recursive: true, preserveTimestamps: true });
}

/** A link that is there already is replaced: it may lead to another version's code. */
async function link(source: string, target: string): Promise<void> {
  const present = await lstat(target).catch(() => undefined);
  if (present) await rm(target, { recursive: true });
  await symlink(source, target);
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
