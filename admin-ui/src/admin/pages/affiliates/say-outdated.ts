import { __ } from '@wordpress/i18n';

/** Why a proposal cannot be paid any more. */
export function sayOutdated(): string {
  return __(
    'A refund, or another change, has come since this was proposed: less is payable now. It cannot be recorded as paid; propose what is payable now.',
    'finders-fee',
  );
}
