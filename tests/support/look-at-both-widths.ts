import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { narrow, picture, seriousFaults, sidewaysOverflow, wide } from './browser.ts';

/** The screen as it is, on a phone and at a desk, where it ends: a picture of each, no serious fault inside the selector, nothing scrolls sideways. */
export async function lookAtBothWidths(
  page: Page,
  name: string,
  within = '#finders-fee-admin',
): Promise<void> {
  for (const [width, size] of [
    ['narrow', narrow],
    ['wide', wide],
  ] as const) {
    await page.setViewportSize(size);
    await page.waitForFunction(() => !document.querySelector('.finders-fee-shape, .dataviews-loading'));
    await picture(page, `${name}-${width}`);
    expect([name, width, await seriousFaults(page, within)]).toEqual([name, width, []]);
    expect([name, width, await sidewaysOverflow(page)]).toEqual([name, width, 0]);
  }
}
