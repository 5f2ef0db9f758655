import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

export const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const chromiumIsHere = existsSync(chromiumPath);
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** The widths every screen is looked at: a desk, and a phone. */
export const wide = { width: 1280, height: 900 };
export const narrow = { width: 390, height: 844 };

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-sync',
    ],
  });
}

/** What axe-core finds critical or serious inside the selector, one line each. */
export async function seriousFaults(page: Page, selector: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ path: axe });
  return page.evaluate(async (within) => {
    const { violations } = await (window as any).axe.run(within, { resultTypes: ['violations'] });
    return violations
      .filter((fault: any) => ['critical', 'serious'].includes(fault.impact))
      .map(
        (fault: any) =>
          `${fault.impact} ${fault.id}: ${fault.nodes.map((node: any) => node.html).join(' | ')}`,
      );
  }, selector);
}

/** By how many pixels the page is wider than its window; 0 when nothing scrolls sideways. */
export function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}

/** Keeps a picture of the screen when `FINDERS_FEE_PICTURES` names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['FINDERS_FEE_PICTURES'];
  if (!folder) return;
  const path = `${folder}/${name}.png`;
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true });
}

/** Through WordPress's own form. */
export async function logIn(
  page: Page,
  store: { url: string },
  user: string,
  password: string,
): Promise<void> {
  await page.goto(`${store.url}/wp-login.php`);
  // A moment after it has loaded the form takes the focus back to the name; what is being typed then ends in the wrong field.
  await page.waitForFunction(() => document.activeElement?.id === 'user_login');
  await page.locator('#user_login').fill(user);
  await page.locator('#user_pass').fill(password);
  await page.locator('#wp-submit').click();
  await page.waitForURL((url) => !url.pathname.endsWith('/wp-login.php'));
}

/** Waits until the admin page shows what was asked for, and neither the shape of it nor what was asked for before. */
export async function adminPageFilled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('#finders-fee-admin > *') &&
      !document.querySelector('#finders-fee-admin .finders-fee-shape, #finders-fee-admin [aria-busy=true]'),
  );
}
