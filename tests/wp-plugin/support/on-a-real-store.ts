import { describe } from '@jest/globals';
import { findStoreFiles } from '../../../demo/store/woocommerce/find-store-files.ts';

const files = await findStoreFiles();

/** The plugin is tested in WordPress or not at all: without its files the title says why, and what to do. */
export function onARealStore(title: string, body: () => void): void {
  if (files.found) describe(title, body);
  else describe.skip(`${title} (skipped: ${files.reason}. ${files.remedy})`, body);
}
