import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';

const folder = fileURLToPath(new URL('../assets', import.meta.url));

/** The bundles built without WordPress's globals, at the address where the plugin's own would lie. */
export function assetRoutes(): Router {
  const router = Router();
  router.use('/wp-content/plugins/finders-fee/build', express.static(folder, { fallthrough: true }));
  router.get('/wp-includes/css/wp-components.css', (_request, response) => {
    const main = createRequire(import.meta.url).resolve('@wordpress/components');
    response.type('css').sendFile(join(main, '../../build-style/style.css'));
  });
  return router;
}

export function hasAsset(file: string): boolean {
  return existsSync(join(folder, file));
}

/** '' when it was not built. */
export function assetSource(file: string): string {
  return hasAsset(file) ? readFileSync(join(folder, file), 'utf8') : '';
}
