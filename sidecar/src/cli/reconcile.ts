import { reviveInbox } from '../database/inbox.ts';
import { catchUpFully } from '../jobs/catch-up.ts';
import type { Command } from './command.ts';
import { withServices } from './with-services.ts';

export const reconcile: Command = {
  summary: 'compares every order with the store, and tries again what was set aside',
  options: {},
  async run({ config, answer }) {
    const { revived, result } = await withServices(config, async (services) => {
      await services.stores.get();
      const rows = await reviveInbox(services.database, services.clock());
      return { revived: rows, result: await catchUpFully(services) };
    });
    answer({ ...result, revived }, [
      `Read ${result.orders_read} changed orders and compared the rest; tried ${revived} set-aside messages again.`,
      `${result.inbox_pending} messages wait.`,
    ]);
    return result.inbox_pending === 0 ? 0 : 1;
  },
};
