import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { routes } from '@finders-fee/sidecar/http/routes';

const controller = new URL('../../../wp-plugin/includes/rest/class-proxy-controller.php', import.meta.url);

test.each([
  ['OWNER_ROUTES', 'owner'],
  ['CUSTOMER_ROUTES', 'self'],
])('the plugin’s %s are the routes of the API that ask for "%s"', async (constant, access) => {
  const php = await readFile(controller, 'utf8');
  const [, list = ''] = new RegExp(`const ${constant} = array\\(([^;]*)\\);`).exec(php) ?? [];
  const forwarded = [...list.matchAll(/^\s*(.+?)\s*=> '([A-Z, ]+)',$/gm)].flatMap(
    ([, pattern = '', methods = '']) => {
      const path = `/${pattern.replace(/' \. self::ID( \. ')?/g, '{id}').replaceAll("'", '')}`;
      return methods.split(', ').map((method) => `${method} ${path}`);
    },
  );
  const served = routes
    .filter((route) => route.access === access)
    .map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{id}')}`);
  expect(forwarded.sort()).toEqual(served.sort());
});
