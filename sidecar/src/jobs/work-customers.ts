import type { InboxRow } from '../database/inbox.ts';
import type { Services } from '../services.ts';
import { gatherCustomers } from '../use-cases/gather-customers.ts';
import { recordCustomers } from '../use-cases/record-customers.ts';
import { togetherOrSingly, type Faults } from './together-or-singly.ts';

/** Takes over the customers that these rows are about. */
export async function workCustomers(services: Services, rows: InboxRow[]): Promise<Faults> {
  const faults: Faults = new Map();
  const readable = (await gatherCustomers(services, rows)).flatMap((gathered) => {
    if (!('error' in gathered)) return gathered.buyer ? [{ id: gathered.userId, buyer: gathered.buyer }] : [];
    faults.set(gathered.userId, gathered.error);
    return [];
  });
  await togetherOrSingly(readable, faults, (items) =>
    recordCustomers(
      services,
      items.map(({ buyer }) => buyer),
    ),
  );
  return faults;
}
