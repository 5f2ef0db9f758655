import { parseArgs } from 'node:util';

export interface DemoOptions {
  store: 'woocommerce' | 'sample' | undefined;
  wordpressDir: string | undefined;
  woocommerceDir: string | undefined;
  /** 0 means any free port, as in the two below. */
  port: number;
  sidecarPort: number;
  databasePort: number;
  dataDir: string | undefined;
  empty: boolean;
  once: boolean;
  json: boolean;
}

const usage = `Usage: npm run demo -- [options]
  --store=woocommerce|sample   which store; default: woocommerce when its files can be had
  --wordpress=DIR              unpacked WordPress (FINDERS_FEE_WORDPRESS), never written to
  --woocommerce=DIR            unpacked WooCommerce (FINDERS_FEE_WOOCOMMERCE), never written to
  --port=8080                  the store's port
  --sidecar-port=8787          the sidecar's port
  --database-port=PORT         the private database's port; default: any free one
  --data=DIR                   keep the data there, and find it again at the next start
  --empty                      no sample affiliates, coupons or orders
  --once                       end after the told order: exit 0 if it came out as it should
  --json                       one line of JSON on standard output when all is ready, the rest on standard error`;

/** Reads the command line. Throws an error whose message says how the demo is called. */
export function parseOptions(words: string[]): DemoOptions {
  try {
    const { values } = parseArgs({
      args: words,
      options: {
        store: { type: 'string' },
        wordpress: { type: 'string' },
        woocommerce: { type: 'string' },
        port: { type: 'string', default: '8080' },
        'sidecar-port': { type: 'string', default: '8787' },
        'database-port': { type: 'string', default: '0' },
        data: { type: 'string' },
        empty: { type: 'boolean', default: false },
        once: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    return {
      store: storeKind(values.store),
      wordpressDir: values.wordpress,
      woocommerceDir: values.woocommerce,
      port: portNumber('--port', values.port),
      sidecarPort: portNumber('--sidecar-port', values['sidecar-port']),
      databasePort: portNumber('--database-port', values['database-port']),
      dataDir: values.data,
      empty: values.empty,
      once: values.once,
      json: values.json,
    };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`, { cause: error });
  }
}

function storeKind(word: string | undefined): DemoOptions['store'] {
  if (word === undefined || word === 'woocommerce' || word === 'sample') return word;
  throw new Error(`--store=${word} is not known; it must be woocommerce or sample`);
}

function portNumber(option: string, word: string): number {
  const port = Number(word);
  if (/^\d{1,5}$/.test(word) && port <= 65_535) return port;
  throw new Error(`${option}=${word} is not a port; it must be a number from 0 to 65535`);
}
