import { __ } from '@wordpress/i18n';
import type { Overview } from '@finders-fee/shared';
import { pageConfig } from '../../../config.ts';

type StepName = keyof Overview['steps'];

/** The four steps of a new shop, ticked off as they happen. */
export function Steps({ steps }: { steps: Overview['steps'] }) {
  const names: Record<StepName, string> = {
    connected: __('Connect the shop', 'finders-fee'),
    program: __('Confirm a rate', 'finders-fee'),
    affiliate_with_coupon: __('Give a coupon to an affiliate', 'finders-fee'),
    first_order: __('First order that earns', 'finders-fee'),
  };
  const order: StepName[] = ['connected', 'program', 'affiliate_with_coupon', 'first_order'];
  const next = order.find((name) => !steps[name]);
  return (
    <section className="finders-fee-steps" aria-label={__('First steps', 'finders-fee')}>
      <ol>
        {order.map((name) => (
          <li key={name} className={steps[name] ? 'is-done' : name === next ? 'is-next' : ''}>
            {names[name]}
            {steps[name] && <span className="screen-reader-text"> {__('(done)', 'finders-fee')}</span>}
          </li>
        ))}
      </ol>
      {next === 'first_order' && (
        <p>
          {__(
            'All set. The next order with the coupon, or through the affiliate’s link, appears here within seconds. To see it happen, place a test order in your shop with the coupon; refund it afterwards and the commission follows.',
            'finders-fee',
          )}{' '}
          <a href={pageConfig().storeUrl} target="_blank" rel="noreferrer">
            {__('Open the shop', 'finders-fee')}
          </a>
        </p>
      )}
    </section>
  );
}
