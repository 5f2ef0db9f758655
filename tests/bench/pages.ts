import type { Browser, BrowserContext } from 'playwright-core';
import { chromiumIsHere, chromiumPath, launchChromium, logIn } from '../support/browser.ts';
import { judge, median, printTable } from './figures.ts';
import { startDemo, type Demo } from './start-demo.ts';

const rounds = 5;
const settleTimeoutMs = 60_000;
const aims = { load: 0.65, lcp: 0.3, figures: 0.3 };

type Login = Awaited<ReturnType<BrowserContext['storageState']>>;

interface Target {
  name: string;
  url: string;
  login: Login;
  /** What the visitor came for; its first appearance is measured. */
  figures: string;
}

/** Milliseconds since the navigation began. */
interface Timing {
  loadMs: number;
  lcpMs: number;
  figuresMs: number;
}

if (!chromiumIsHere) {
  console.log(`  skipped: there is no Chromium at ${chromiumPath}; install it, or name one with CHROMIUM`);
} else {
  const { demo, stop } = await startDemo();
  const browser = await launchChromium();
  try {
    if (demo.store_kind === 'woocommerce') await compare(browser, demo);
    else
      console.log('  skipped: needs a real store; put WordPress and WooCommerce into ~/.cache/finders-fee');
  } finally {
    await browser.close();
    await stop();
  }
}

async function compare(browser: Browser, demo: Demo): Promise<void> {
  const [reference, overview, commissions, account] = await findTargets(browser, demo);
  const targets = [reference, overview, commissions, account];
  console.log(
    `  cold browser cache, medians of ${rounds} rounds after one to warm up the store, pages interleaved`,
  );
  const results = new Map<Target, Timing[]>(targets.map((target) => [target, []]));
  for (const target of targets) await visit(browser, target);
  for (let round = 0; round < rounds; round += 1) {
    for (const target of targets) results.get(target)?.push(await visit(browser, target));
  }
  const of = (target: Target, what: keyof Timing) =>
    median((results.get(target) ?? []).map((timing) => timing[what]));
  const cell = (target: Target, what: keyof Timing) =>
    `${Math.round(of(target, what))} (${(of(target, what) / of(reference, what)).toFixed(2)})`;
  printTable(
    ['', 'load ms', 'LCP ms', 'figures ms'],
    targets.map((target) => [
      target.name,
      cell(target, 'loadMs'),
      cell(target, 'lcpMs'),
      cell(target, 'figuresMs'),
    ]),
  );
  for (const target of [overview, commissions]) {
    judge(`${target.name}, load`, of(target, 'loadMs') / of(reference, 'loadMs'), { atMost: aims.load });
    judge(`${target.name}, LCP`, of(target, 'lcpMs') / of(reference, 'lcpMs'), { atMost: aims.lcp });
  }
  judge(`${account.name}, figures of its load`, of(account, 'figuresMs') / of(reference, 'loadMs'), {
    atMost: aims.figures,
  });
}

async function findTargets(browser: Browser, demo: Demo): Promise<[Target, Target, Target, Target]> {
  const owner = await loginOf(browser, demo, demo.wp_admin);
  const affiliate = await loginOf(browser, demo, demo.affiliate);
  const admin = (query: string) => `${demo.wp_admin.url}admin.php?page=${query}`;
  return [
    {
      name: 'WooCommerce > Analytics > Coupons',
      url: admin('wc-admin&path=%2Fanalytics%2Fcoupons'),
      login: owner,
      figures: '.woocommerce-summary__item-value, .woocommerce-table__item',
    },
    { name: 'Overview', url: admin('finders-fee'), login: owner, figures: '.finders-fee-figures dd' },
    {
      name: 'Commissions',
      url: admin('finders-fee&tab=commissions'),
      login: owner,
      figures: '.dataviews-wrapper tbody tr',
    },
    {
      name: 'Affiliate’s page',
      url: demo.affiliate.url,
      login: affiliate,
      figures: '[data-finders-fee-figure]',
    },
  ];
}

async function loginOf(
  browser: Browser,
  { store }: Demo,
  { user, password }: { user: string; password: string },
): Promise<Login> {
  const context = await browser.newContext();
  await logIn(await context.newPage(), { url: store }, user, password);
  const login = await context.storageState();
  await context.close();
  return login;
}

/** One load with an empty cache, until the figures are there and the network is quiet. */
async function visit(browser: Browser, { name, url, login, figures }: Target): Promise<Timing> {
  const context = await browser.newContext({ storageState: login, viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(watch(figures));
    await page.goto(url, { waitUntil: 'load', timeout: settleTimeoutMs });
    await page.waitForFunction(() => (window as unknown as Watched).figuresMs > 0, undefined, {
      timeout: settleTimeoutMs,
    });
    await page.waitForLoadState('networkidle', { timeout: settleTimeoutMs });
    return await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      const { lcpMs, figuresMs } = window as unknown as Watched;
      return { loadMs: navigation?.loadEventEnd ?? 0, lcpMs, figuresMs };
    });
  } catch (error) {
    throw new Error(`${name} (${url}) did not show "${figures}"`, { cause: error });
  } finally {
    await context.close();
  }
}

interface Watched {
  lcpMs: number;
  figuresMs: number;
}

/**
 * Runs in the page before anything else: notes the largest paint, and the first frame with the figures.
 * Text and not a function, because what runs TypeScript here writes helpers into functions that the page does not have.
 */
function watch(selector: string): string {
  return `
    window.lcpMs = 0;
    window.figuresMs = 0;
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntries()) window.lcpMs = startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    const look = () => {
      if (/\\w/.test(document.querySelector(${JSON.stringify(selector)})?.innerText ?? '')) window.figuresMs = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);`;
}
