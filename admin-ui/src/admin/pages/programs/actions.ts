import type { Action } from '@wordpress/dataviews';
import { __ } from '@wordpress/i18n';
import type { Program } from '@finders-fee/shared';
import { go } from '../../address.ts';

export function programActions(): Action<Program>[] {
  return [
    {
      id: 'terms',
      label: __('Open its terms', 'finders-fee'),
      callback: ([row]) => row && go({ id: row.id }),
    },
    {
      id: 'affiliates',
      label: __('Show its affiliates', 'finders-fee'),
      callback: ([row]) => row && go({ tab: 'affiliates', parameters: { program_name: row.id } }),
    },
  ];
}
