import { findStoreFiles } from '../../demo/store/woocommerce/find-store-files.ts';
import type { StoreKind } from './a-shop.ts';

const files = await findStoreFiles();
if (!files.found) console.warn(`SKIPPED on a real store: ${files.reason}. ${files.remedy}`);

/** Which stores a specification can run on here: the sample always, the real one where its files are. */
export const storeKinds: StoreKind[] = files.found ? ['sample', 'woocommerce'] : ['sample'];
export const realStoreIsHere = files.found;
