import { __ } from '@wordpress/i18n';
import { pageConfig } from '../../../config.ts';
import { orderStatus } from '../../../words/status.ts';
import { Tick } from '../../components/field.tsx';

/** WooCommerce's statuses, where nobody told the page which ones the shop has. */
const usual = ['pending', 'processing', 'on-hold', 'completed'];
/** An order that was withdrawn never earns, so there is nothing to tick; nor is there for drafts. */
const neverOffered = /draft|^(cancelled|refunded|failed|trash)$/;

/** In which order statuses an order earns. */
export function StatusTicks(props: {
  chosen: string[];
  onChange: (chosen: string[]) => void;
  error?: string | undefined;
}) {
  const { chosen, onChange, error } = props;
  const names = pageConfig().orderStatuses ?? {};
  const known = Object.keys(names).length > 0 ? Object.keys(names) : usual;
  const offered = [...new Set([...known, ...chosen])].filter((status) => !neverOffered.test(status));
  return (
    <fieldset className="finders-fee-statuses">
      <legend>{__('An order earns while it is', 'finders-fee')}</legend>
      <div>
        {offered.map((status) => (
          <Tick
            key={status}
            label={orderStatus(status, names)}
            checked={chosen.includes(status)}
            onChange={(checked) =>
              onChange(checked ? [...chosen, status] : chosen.filter((each) => each !== status))
            }
          />
        ))}
      </div>
      <div className="finders-fee-note" role={error ? 'alert' : undefined}>
        {error ? (
          <span className="finders-fee-error">{error}</span>
        ) : (
          __(
            'In any other status it is worth nothing: what it earned is taken back, and earned again if it returns. A change counts for orders from now on; past orders keep the rule of their time, unless you recalculate them below.',
            'finders-fee',
          )
        )}
      </div>
    </fieldset>
  );
}
