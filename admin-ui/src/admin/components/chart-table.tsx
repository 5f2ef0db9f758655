import { __ } from '@wordpress/i18n';
import { formatCalendarDay } from '../../format/instant.ts';
import type { DayOfSales } from './chart-buckets.ts';
import { Money } from './money.tsx';

/** The chart's numbers to read aloud and to copy: only the days that sold something. */
export function ChartTable({ days, currency }: { days: readonly DayOfSales[]; currency: string }) {
  return (
    <details>
      <summary>{__('The same as a table', 'finders-fee')}</summary>
      {days.length === 0 ? (
        <p>{__('No sale with a coupon or link in this period.', 'finders-fee')}</p>
      ) : (
        <table className="finders-fee-table">
          <thead>
            <tr>
              <th scope="col">{__('Day', 'finders-fee')}</th>
              <th scope="col" className="is-number">
                {__('Sales', 'finders-fee')}
              </th>
              <th scope="col" className="is-number">
                {__('Commission', 'finders-fee')}
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.day}>
                <th scope="row">{formatCalendarDay(day.day)}</th>
                <td className="is-number">
                  <Money amount={day.sales} currency={currency} />
                </td>
                <td className="is-number">
                  <Money amount={day.commission} currency={currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
