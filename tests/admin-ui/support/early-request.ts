import { readFileSync } from 'node:fs';

/** The requests that the plugin sends ahead of the page's script, read from its source: both must ask for the very same address. */
const source = readFileSync(
  new URL('../../../wp-plugin/includes/class-early-request.php', import.meta.url),
  'utf8',
);

export const earlyRequests = {
  commissions: /'commissions'\s*=>\s*'([^']+)'/.exec(source)?.[1],
  payouts: /'payouts'\s*=>\s*'([^']+)'/.exec(source)?.[1],
  overview: /'overview'\s*=>\s*'([^']+)'/.exec(source)?.[1],
};
