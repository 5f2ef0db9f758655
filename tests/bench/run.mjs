import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** `npm run bench` runs them all, `npm run bench -- NAME` one; words with `--` go to each. Each prints ratios against a reference of the same run. */
const benches = {
  webhook: 'webhooks accepted and durable per second, beside a bare Express app on the same database',
  books: 'orders from the inbox to the ledger per second, beside a bulk INSERT of the same rows',
  report: 'the summary, the first screen and the affiliate’s page at 10 k, 100 k and 1 M orders',
  verify: 'the memory that verifying 100,000 orders takes, beside that of 10,000',
  pages: 'loading the pages on a real store, beside WooCommerce > Analytics > Coupons',
};

const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
const unknown = names.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`Unknown benchmark "${unknown.join('", "')}". There are:`);
  for (const [name, meaning] of Object.entries(benches)) console.error(`  ${name}: ${meaning}`);
  process.exit(2);
}

let failed = false;
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  console.log(`\n${name}: ${benches[name]}`);
  failed = (await run(name)) !== 0 || failed;
}
process.exit(failed ? 1 : 0);

/** Gives the exit code of one benchmark, which runs in a process of its own. */
function run(name) {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  return new Promise((resolve) => {
    spawn(process.execPath, ['--import', 'tsx', file, ...options], { stdio: 'inherit' }).on('exit', (code) =>
      resolve(code),
    );
  });
}
