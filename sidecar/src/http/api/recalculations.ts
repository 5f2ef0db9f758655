import { recalculationResultSchema, recalculationSchema } from '@finders-fee/shared';
import { recalculate } from '../../use-cases/recalculate.ts';
import { route } from '../route.ts';

export const recalculationRoutes = [
  route({
    method: 'POST',
    path: '/recalculations',
    access: 'owner',
    summary:
      'Show what orders of the past would be worth under today’s rules; with the preview’s fingerprint, make it so',
    body: recalculationSchema.meta({ id: 'Recalculation' }),
    answer: recalculationResultSchema.meta({ id: 'RecalculationResult' }),
    handle: async (services, { body }) => {
      const result = await recalculate(services, body);
      if (result.applied) services.inboxSignal.give();
      return result;
    },
  }),
];
