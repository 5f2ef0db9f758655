import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { RecalculationResult } from '@finders-fee/shared';
import { pageConfig } from '../../config.ts';
import { subtractAmounts } from '../../format/amount.ts';
import { Money } from '../components/money.tsx';
import { Pager } from '../components/pager.tsx';

const perPage = 50;

/** Every commission that would come out differently, with the sums of each currency above. */
export function Differences({ result }: { result: RecalculationResult }) {
  const { orders, differences, differences_count: count, totals } = result;
  const [page, setPage] = useState(1);
  const shown = differences.slice((page - 1) * perPage, page * perPage);
  return (
    <>
      <p role="status">
        {sprintf(
          /* translators: %d: number of orders */
          _n('%d order was looked at.', '%d orders were looked at.', orders, 'finders-fee'),
          orders,
        )}{' '}
        <strong>{sayCount(count)}</strong>
      </p>
      {differences.length > 0 && (
        <>
          <ComparisonTable
            caption={__('Sums', 'finders-fee')}
            first={[__('Currency', 'finders-fee')]}
            rows={totals.map((total) => ({ ...total, key: total.currency, first: [total.currency] }))}
          />
          <ComparisonTable
            caption={__('Each difference', 'finders-fee')}
            first={[__('Order', 'finders-fee'), __('Affiliate', 'finders-fee')]}
            rows={shown.map((row) => ({
              ...row,
              key: `${row.order_id}-${row.affiliate_id}`,
              first: [`#${row.order_number}`, row.affiliate_name],
            }))}
          />
          <Pager
            page={page}
            pages={Math.ceil(differences.length / perPage)}
            label={__('Pages of differences', 'finders-fee')}
            onTurn={setPage}
          />
          {count > differences.length && (
            <p>
              {sprintf(
                /* translators: %s: number of commissions */
                __(
                  'The first %s are listed; the sums are of all of them. Choose fewer days to see every one.',
                  'finders-fee',
                ),
                new Intl.NumberFormat(pageConfig().locale).format(differences.length),
              )}
            </p>
          )}
          <p className="finders-fee-note">
            {__(
              'Each change becomes an entry of its own in the books; nothing is erased. What was paid out stays paid: the difference goes into the affiliate’s next payout.',
              'finders-fee',
            )}
          </p>
        </>
      )}
    </>
  );
}

interface Comparison {
  key: string;
  first: string[];
  currency: string;
  before: string;
  after: string;
}

function ComparisonTable(props: { caption: string; first: string[]; rows: Comparison[] }) {
  return (
    <div className="finders-fee-scroll" tabIndex={0} role="region" aria-label={props.caption}>
      <table className="finders-fee-table finders-fee-comparison">
        <caption>{props.caption}</caption>
        <thead>
          <tr>
            {props.first.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {[__('Before', 'finders-fee'), __('After', 'finders-fee'), __('Difference', 'finders-fee')].map(
              (name) => (
                <th key={name} scope="col" className="is-number">
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {props.rows.map(({ key, first, currency, before, after }) => (
            <tr key={key}>
              {first.map((text, index) =>
                index === 0 ? (
                  <th key={index} scope="row">
                    {text}
                  </th>
                ) : (
                  <td key={index}>{text}</td>
                ),
              )}
              <td className="is-number">
                <Money amount={before} currency={currency} />
              </td>
              <td className="is-number">
                <Money amount={after} currency={currency} />
              </td>
              <td className="is-number">
                <Money amount={subtractAmounts(after, before)} currency={currency} signed />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sayCount(count: number): string {
  if (count === 0) return __('Nothing would come out differently.', 'finders-fee');
  return sprintf(
    /* translators: %d: number of commissions */
    _n(
      '%d commission would come out differently.',
      '%d commissions would come out differently.',
      count,
      'finders-fee',
    ),
    count,
  );
}
