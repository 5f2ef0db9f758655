import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig, settingsTable } from '@finders-fee/sidecar/config';
import { version } from '@finders-fee/sidecar/version';

const whole = { DATABASE_URL: 'mysql://root@127.0.0.1:3306/fees', FINDERS_FEE_KEY: 'a'.repeat(64) };

function faultOf(environment: Record<string, string>): string {
  try {
    readConfig({ ...whole, ...environment });
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('The configuration was accepted');
}

describe('the configuration', () => {
  test('needs a database and a key, and has a default for everything else', () => {
    const config = readConfig(whole);
    expect(config).toMatchObject({
      host: '0.0.0.0',
      port: 8787,
      publicUrl: 'http://127.0.0.1:8787',
      pollSeconds: 60,
      pulseSeconds: 2,
    });
    expect(config.key).toHaveLength(32);
  });

  test('takes the key as hexadecimal digits or as base64', () => {
    const bytes = Buffer.alloc(32, 7);
    for (const text of [bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url')]) {
      expect(readConfig({ ...whole, FINDERS_FEE_KEY: text }).key.equals(bytes)).toBe(true);
    }
  });

  test.each([
    ['DATABASE_URL', ''],
    ['DATABASE_URL', 'postgres://localhost/fees'],
    ['DATABASE_URL', 'mysql://localhost'],
    ['DATABASE_CONNECTIONS', '1'],
    ['FINDERS_FEE_KEY', ''],
    ['FINDERS_FEE_KEY', 'short'],
    ['FINDERS_FEE_KEY', 'g'.repeat(64)],
    ['FINDERS_FEE_PORT', '70000'],
    ['FINDERS_FEE_PORT', 'http'],
    ['FINDERS_FEE_PUBLIC_URL', 'fees.example.com'],
    ['FINDERS_FEE_PUBLIC_URL', 'https://example.com/fees'],
    ['LOG_LEVEL', 'loud'],
    ['POLL_SECONDS', '-1'],
    ['PULSE_SECONDS', '1.5'],
    ['STORE_TIMEOUT_SECONDS', '0'],
  ])('%s=%j is refused by name, without repeating the value', (variable, value) => {
    const fault = faultOf({ [variable]: value });
    expect(fault).toMatch(new RegExp(`^${variable} `));
    expect(fault).toContain('it must be ');
    if (value) expect(fault).not.toContain(`"${value}"`);
  });

  test('names every fault at once', () => {
    expect(faultOf({ DATABASE_URL: 'x', LOG_LEVEL: 'y' }).split('\n')).toHaveLength(2);
  });

  test('every variable says what it means', () => {
    for (const { variable, meaning } of Object.values(settingsTable)) {
      expect(variable).toMatch(/^[A-Z_]+$/);
      expect(meaning).toMatch(/\.$/);
    }
  });

  test('the version that is told is the one in package.json', async () => {
    const manifest = JSON.parse(await readFile('sidecar/package.json', 'utf8')) as { version: string };
    expect(version).toBe(manifest.version);
  });
});
