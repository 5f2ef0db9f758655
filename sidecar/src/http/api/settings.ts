import { settingsSchema, settingsUpdateSchema } from '@finders-fee/shared';
import { readSettings } from '../../database/settings.ts';
import { updateSettings } from '../../use-cases/update-settings.ts';
import { route } from '../route.ts';

const answer = settingsSchema.meta({ id: 'Settings' });

export const settingsRoutes = [
  route({
    method: 'GET',
    path: '/settings',
    access: 'owner',
    summary: 'The settings in force',
    answer,
    handle: ({ database }) => readSettings(database.db),
  }),
  route({
    method: 'PUT',
    path: '/settings',
    access: 'owner',
    summary: 'Change the settings named in the body, for orders from now on; the others stay',
    body: settingsUpdateSchema.meta({ id: 'SettingsUpdate' }),
    answer,
    handle: (services, { body }) => updateSettings(services, body),
  }),
];
