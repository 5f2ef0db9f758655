import type { Services } from '../services.ts';

/** A plugin that delivers nothing but always has more would keep us here for ever. */
const maxRounds = 20;

/** Has the store deliver every webhook that waits. Returns how many it delivered. */
export async function collectDeliveries({ stores }: Pick<Services, 'stores'>): Promise<number> {
  const store = await stores.get();
  let total = 0;
  for (let round = 1; round <= maxRounds; round += 1) {
    const { delivered, remaining } = await store.deliver();
    total += delivered;
    if (remaining === 0 || delivered === 0) break;
  }
  return total;
}
