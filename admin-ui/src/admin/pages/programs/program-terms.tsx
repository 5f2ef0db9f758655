import { __, _n, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { Program } from '@finders-fee/shared';
import { formatDay, formatDayTime } from '../../../format/instant.ts';
import { formatSum } from '../../../format/amount.ts';
import { pageConfig } from '../../../config.ts';
import { sayBase } from '../../../words/base.ts';
import { sayRate } from '../../../words/rate.ts';
import { programState } from '../../../words/status.ts';
import { ChosenProducts } from '../../components/product-field.tsx';
import { Status } from '../../components/status.tsx';
import { useProductNames } from '../../components/use-product-names.ts';
import { sayHold } from './fields.tsx';

/** The terms that orders placed now earn by. */
export function ProgramTerms({ program }: { program: Program }) {
  const names = useProductNames([...program.product_rates, program.excluded]);
  const hasExclusions = program.excluded.product_ids.length + program.excluded.category_ids.length > 0;
  return (
    <>
      <p className="finders-fee-facts">
        <Status word={programState(program)} />
        {' · '}
        {sprintf(
          /* translators: 1: number of the version, 2: date */
          __('version %1$d of its terms, since %2$s', 'finders-fee'),
          program.version,
          formatDay(program.version_since),
        )}
        {' · '}
        {sayAffiliates(program)}
      </p>
      <table className="finders-fee-table finders-fee-rates">
        <caption className="screen-reader-text">{__('Rates', 'finders-fee')}</caption>
        <thead>
          <tr>
            <th scope="col">{__('For', 'finders-fee')}</th>
            <th scope="col" className="is-number">
              {__('Commission', 'finders-fee')}
            </th>
          </tr>
        </thead>
        <tbody>
          {program.product_rates.map((rate, index) => (
            <tr key={index}>
              <th scope="row">
                <ChosenProducts set={rate} names={names} />
              </th>
              <td className="is-number">{sayRate(rate.rate)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">
              {program.product_rates.length > 0
                ? __('Everything else', 'finders-fee')
                : __('Everything that counts', 'finders-fee')}
            </th>
            <td className="is-number">{sayRate(program.rate)}</td>
          </tr>
        </tbody>
      </table>
      <p className="finders-fee-note">
        {__('A rate that a coupon or an affiliate has of their own goes before all of these.', 'finders-fee')}
      </p>
      <dl className="finders-fee-terms-list">
        <Term name={__('What counts', 'finders-fee')}>{sayBase(program.base)}</Term>
        {hasExclusions && (
          <Term name={__('Earns nothing', 'finders-fee')}>
            <ChosenProducts set={program.excluded} names={names} />
          </Term>
        )}
        {program.minimum && (
          <Term name={__('Least amount', 'finders-fee')}>
            {formatSum(program.minimum.amount, program.minimum.currency ?? pageConfig().currency)}
          </Term>
        )}
        <Term name={__('Hold', 'finders-fee')}>{sayHold(program.hold_days)}</Term>
        {(program.starts_at ?? program.ends_at) && (
          <Term name={__('Time frame', 'finders-fee')}>{sayFrame(program)}</Term>
        )}
        {Object.entries(program.metadata).map(([key, value]) => (
          <Term key={key} name={key}>
            {value}
          </Term>
        ))}
      </dl>
    </>
  );
}

function Term({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function sayAffiliates({ affiliates_count: affiliates, coupons_count: coupons }: Program): string {
  return [
    /* translators: %d: number of affiliates */
    sprintf(_n('%d affiliate', '%d affiliates', affiliates, 'finders-fee'), affiliates),
    /* translators: %d: number of coupons */
    sprintf(_n('%d coupon', '%d coupons', coupons, 'finders-fee'), coupons),
  ].join(', ');
}

function sayFrame({ starts_at: from, ends_at: to }: Program): string {
  const since = from && /* translators: %s: date */ sprintf(__('from %s', 'finders-fee'), formatDay(from));
  const until =
    to && /* translators: %s: date and time */ sprintf(__('until %s', 'finders-fee'), formatDayTime(to));
  return [since, until].filter(Boolean).join(' ');
}
