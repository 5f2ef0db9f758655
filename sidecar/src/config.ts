import { z } from 'zod';

interface Setting {
  /** The environment variable. */
  variable: string;
  /** One sentence for the table in the README. */
  meaning: string;
  /** What applies when the variable is not set; undefined means it must be set. */
  standard: string | undefined;
  /** Said after the variable's name when a value is refused. */
  accepts: string;
  schema: z.ZodType<unknown, string>;
}

const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.number().min(minimum).max(maximum));

/** Every setting of the sidecar. There is no configuration file: what is not here cannot be configured. */
export const settingsTable = {
  databaseUrl: {
    variable: 'DATABASE_URL',
    meaning: 'The database: MariaDB 10.6 or later, or MySQL 8.0 or later.',
    standard: undefined,
    accepts: 'an address such as mysql://user:password@host:3306/finders_fee',
    schema: z
      .string()
      .regex(/^(mysql|mariadb):\/\/[^/]+\/[^/?]+/)
      .transform((url) => url.replace(/^mariadb:/, 'mysql:')),
  },
  databaseConnections: {
    variable: 'DATABASE_CONNECTIONS',
    meaning: 'How many connections to the database are kept at most.',
    standard: '10',
    accepts: 'a whole number from 2 to 200',
    schema: wholeNumber(2, 200),
  },
  key: {
    variable: 'FINDERS_FEE_KEY',
    meaning:
      'The key that seals the store’s secrets and the affiliates’ payout accounts in the database. Make one with `openssl rand -hex 32` and keep it.',
    standard: undefined,
    accepts: '32 random bytes as 64 hexadecimal digits or as base64',
    schema: z.string().transform(readKey).pipe(z.instanceof(Buffer)),
  },
  host: {
    variable: 'FINDERS_FEE_HOST',
    meaning: 'The network address to listen on.',
    standard: '0.0.0.0',
    accepts: 'an address of this machine, such as 127.0.0.1',
    schema: z.string().regex(/^[A-Za-z0-9.:-]{1,255}$/),
  },
  port: {
    variable: 'FINDERS_FEE_PORT',
    meaning: 'The port to listen on.',
    standard: '8787',
    accepts: 'a port from 0 to 65535, 0 meaning any free one',
    schema: wholeNumber(0, 65_535),
  },
  publicUrl: {
    variable: 'FINDERS_FEE_PUBLIC_URL',
    meaning: 'The address at which the store reaches the sidecar; it is part of the connection code.',
    standard: 'http://127.0.0.1:<FINDERS_FEE_PORT>',
    accepts: 'an http:// or https:// address without path, such as https://fees.example.com',
    schema: z
      .string()
      .regex(/^https?:\/\/[^/?#@\s]+\/?$/)
      .transform((url) => url.replace(/\/$/, '')),
  },
  logLevel: {
    variable: 'LOG_LEVEL',
    meaning: 'How much is logged.',
    standard: 'info',
    accepts: 'one of silent, fatal, error, warn, info, debug, trace',
    schema: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']),
  },
  pollSeconds: {
    variable: 'POLL_SECONDS',
    meaning:
      'How often the store is asked for what changed, should a webhook have been lost. 0 turns polling off.',
    standard: '60',
    accepts: 'a whole number from 0 to 3600',
    schema: wholeNumber(0, 3600),
  },
  pulseSeconds: {
    variable: 'PULSE_SECONDS',
    meaning:
      'How often the store’s pulse file is looked at; it decides how soon an order is heard of. 0 turns it off.',
    standard: '2',
    accepts: 'a whole number from 0 to 60',
    schema: wholeNumber(0, 60),
  },
  storeTimeoutSeconds: {
    variable: 'STORE_TIMEOUT_SECONDS',
    meaning: 'How long one request to the store may take.',
    standard: '30',
    accepts: 'a whole number from 1 to 300',
    schema: wholeNumber(1, 300),
  },
} satisfies Record<string, Setting>;

export type Config = {
  [Name in keyof typeof settingsTable]: z.output<(typeof settingsTable)[Name]['schema']>;
};

/** A wrong or missing setting; the message names the variable and what it accepts, never its value. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Reads and checks the whole environment. Throws ConfigError with one sentence for each fault. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const faults: string[] = [];
  const port = environment[settingsTable.port.variable] || settingsTable.port.standard;
  const entries = Object.entries<Setting>(settingsTable).map(([name, setting]) => {
    const standard = setting.standard?.replace('<FINDERS_FEE_PORT>', port);
    const given = environment[setting.variable]?.trim() || standard;
    if (given === undefined) faults.push(`${setting.variable} is not set; it must be ${setting.accepts}.`);
    const parsed = setting.schema.safeParse(given ?? '');
    if (given !== undefined && !parsed.success) {
      faults.push(`${setting.variable} has a value that is not accepted; it must be ${setting.accepts}.`);
    }
    return [name, parsed.data];
  });
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return Object.fromEntries(entries) as Config;
}

function readKey(text: string): Buffer | undefined {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, 'hex');
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === 32 && /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? bytes : undefined;
}
