import type { Services } from '../services.ts';
import { approveDue } from '../use-cases/approve-due.ts';

/** Every few minutes: commissions whose hold has ended can be paid. */
export async function approveCommissions(services: Services): Promise<void> {
  try {
    const approved = await approveDue(services);
    if (approved > 0) services.logger.info({ approved }, 'commissions were approved after their hold');
  } catch (error) {
    services.logger.warn({ err: error }, 'commissions could not be approved; it comes round again');
  }
}
