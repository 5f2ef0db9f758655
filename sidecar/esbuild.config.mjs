import { cp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The production build: our code in one file, npm packages beside it as they are, and the migrations it applies at start. */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

await rm(here('dist'), { recursive: true, force: true });
await build({
  entryPoints: [here('src/main.ts')],
  outfile: here('dist/finders-fee.mjs'),
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
await cp(here('src/database/migrations'), here('dist/migrations'), { recursive: true });
