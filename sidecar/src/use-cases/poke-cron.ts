import type { Services } from '../services.ts';

/** Asks for `wp-cron.php`, so that the store's scheduled work, deliveries among it, moves without any visitor. */
export async function pokeCron({ stores }: Pick<Services, 'stores'>): Promise<void> {
  await (await stores.get()).pokeCron();
}
