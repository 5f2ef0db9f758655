import { cp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The production build: our code in one file, npm packages as they are, and the migrations it applies at start. `node sidecar/esbuild.config.mjs [folder]` */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const folder = process.argv[2] ? resolve(process.argv[2]) : here('dist');

await build({
  entryPoints: [here('src/main.ts')],
  outfile: join(folder, 'finders-fee.mjs'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  banner: { js: '#!/usr/bin/env node' },
  logLevel: 'warning',
  plugins: [
    {
      name: 'npm-packages-stay-outside',
      setup: (bundler) =>
        bundler.onResolve({ filter: /^[^./]/ }, ({ kind, path }) =>
          kind === 'entry-point' || path.startsWith('@finders-fee/') ? undefined : { path, external: true },
        ),
    },
  ],
});
await rm(join(folder, 'migrations'), { recursive: true, force: true });
await cp(here('src/database/migrations'), join(folder, 'migrations'), { recursive: true });
