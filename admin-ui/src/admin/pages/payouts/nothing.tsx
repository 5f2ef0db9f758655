import { __ } from '@wordpress/i18n';
import type { Payout } from '@finders-fee/shared';
import { useResourcePage } from '../../../api/use-resource.ts';
import { Link } from '../../components/link.tsx';
import { Shape } from '../../components/shape.tsx';

/** What stands in place of the list: what will appear, and how to make it happen; or that all was dealt with. */
export function Nothing() {
  const { data, isLoading } = useResourcePage<Payout>('payouts?per_page=1');
  if (!data && isLoading) return <Shape rows={2} />;
  // Also where nobody answered: what was not heard is not nothing.
  if (data?.total !== 0)
    return (
      <>
        <h2>{__('Nothing to send', 'finders-fee')}</h2>
        <p>
          {__(
            'Everything that was proposed is recorded as sent, or cancelled. What has become due since then can be proposed now.',
            'finders-fee',
          )}
        </p>
        <p>
          <Link to={{ tab: 'payouts', parameters: { status: 'paid' } }}>
            {__('See what was sent', 'finders-fee')}
          </Link>
        </p>
      </>
    );
  return (
    <>
      <h2>{__('No payout yet', 'finders-fee')}</h2>
      <p>
        {__(
          'A commission is due when its hold has ended, or when you approve it. Propose what is due, and each affiliate gets a row here for each currency, with the amount, what it is made of and where to send it. Send the money by your bank or PayPal, then record it here.',
          'finders-fee',
        )}
      </p>
    </>
  );
}
