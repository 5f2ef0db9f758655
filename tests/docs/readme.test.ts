import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { settingsTable } from '@finders-fee/sidecar/config';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFile(join(root, path), 'utf8');

describe('the README', () => {
  test('lists every setting of the sidecar with what applies when it is not set', async () => {
    const rows = (await read('README.md')).split('\n').filter((line) => /^\| `[A-Z_]+` \|/.test(line));
    const expected = Object.values(settingsTable).map(({ variable, standard }) => [
      `\`${variable}\``,
      standard === undefined ? '**must be set**' : `\`${standard}\``,
    ]);
    const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
    expect(cells.map(([, variable, , standard]) => [variable, standard])).toEqual(expected);
  });
});

describe('every page of the documentation', () => {
  test('points only at files that are there', async () => {
    const inDocs = (await readdir(join(root, 'docs'), { recursive: true })).map((file) => join('docs', file));
    const pages = [
      'README.md',
      'CONTRIBUTING.md',
      'CHANGELOG.md',
      ...inDocs.filter((file) => file.endsWith('.md')),
    ];
    const broken: string[] = [];
    for (const page of pages) {
      for (const [, target = ''] of (await read(page)).matchAll(/\]\(([^)#]+)[^)]*\)/g)) {
        const isFile = !/^[a-z]+:/.test(target);
        if (isFile && !existsSync(join(root, dirname(page), target))) broken.push(`${page}: ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });
});
