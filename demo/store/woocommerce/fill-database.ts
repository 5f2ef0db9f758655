import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { loadDump } from './database-dump.ts';

const adminUserId = 1;

/** What a new shop is to be, where it differs from the template. */
export interface ShopFacts {
  /** Orders in their own tables (default) or as posts. */
  hpos?: boolean;
  /** A name such as `Asia/Singapore`; default `Europe/Berlin`. */
  timeZone?: string;
  /** Default `EUR` with 2 decimals. */
  currency?: string;
  priceDecimals?: number;
  /** One tax rate on everything, shipping too, on prices without tax; default no taxes. */
  taxPercent?: number;
  /** Price of the flat rate, as a decimal string; default `5.00`. */
  shippingCost?: string;
}

interface RestKey {
  consumerKey: string;
  consumerSecret: string;
}

/** Fills the database of a new store, and sets what this store was asked to be. */
export async function fillDatabase(
  database: string,
  dumpFile: string,
  restKey: RestKey,
  facts: ShopFacts,
): Promise<void> {
  await loadDump(database, await readFile(dumpFile, 'utf8'));
  const connection = await createConnection(database);
  try {
    await addRestKey(connection, restKey);
    await setOptions(connection, facts);
    if (facts.taxPercent !== undefined) await addTax(connection, facts.taxPercent);
    if (facts.shippingCost !== undefined) await setShippingCost(connection, facts.shippingCost);
  } finally {
    await connection.end();
  }
}

/** WooCommerce keeps only an HMAC of the key: `wc_api_hash()` in wc-core-functions.php. */
async function addRestKey(connection: Connection, { consumerKey, consumerSecret }: RestKey): Promise<void> {
  await connection.query('INSERT INTO wp_woocommerce_api_keys SET ?', {
    user_id: adminUserId,
    description: 'Demo',
    permissions: 'read_write',
    consumer_key: createHmac('sha256', 'wc-api').update(consumerKey).digest('hex'),
    consumer_secret: consumerSecret,
    truncated_key: consumerKey.slice(-7),
  });
}

async function setOptions(connection: Connection, facts: ShopFacts): Promise<void> {
  const wanted: Record<string, string | undefined> = {
    timezone_string: facts.timeZone,
    woocommerce_currency: facts.currency,
    woocommerce_price_num_decimals: facts.priceDecimals?.toString(),
    woocommerce_custom_orders_table_enabled: facts.hpos === undefined ? undefined : facts.hpos ? 'yes' : 'no',
    woocommerce_calc_taxes: facts.taxPercent === undefined ? undefined : 'yes',
  };
  for (const [name, value] of Object.entries(wanted)) {
    if (value === undefined) continue;
    await connection.query(
      `INSERT INTO wp_options (option_name, option_value, autoload) VALUES (?, ?, 'on') ON DUPLICATE KEY UPDATE option_value = VALUES(option_value)`,
      [name, value],
    );
  }
}

async function addTax(connection: Connection, percent: number): Promise<void> {
  await connection.query('INSERT INTO wp_woocommerce_tax_rates SET ?', {
    tax_rate_country: '',
    tax_rate_state: '',
    tax_rate: percent.toFixed(4),
    tax_rate_name: 'VAT',
    tax_rate_priority: 1,
    tax_rate_compound: 0,
    tax_rate_shipping: 1,
    tax_rate_order: 0,
    tax_rate_class: '',
  });
}

async function setShippingCost(connection: Connection, cost: string): Promise<void> {
  const [[row]] = await connection.query<RowDataPacket[]>(
    `SELECT option_name, option_value FROM wp_options WHERE option_name LIKE 'woocommerce\\_flat\\_rate\\_%\\_settings'`,
  );
  const serialized = String(row!['option_value']).replace(
    /s:4:"cost";s:\d+:"[^"]*"/,
    `s:4:"cost";s:${cost.length}:"${cost}"`,
  );
  await connection.query('UPDATE wp_options SET option_value = ? WHERE option_name = ?', [
    serialized,
    row!['option_name'],
  ]);
}
