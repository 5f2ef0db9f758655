import { __, _n, sprintf } from '@wordpress/i18n';
import type { SummaryRow } from '@finders-fee/shared';
import { pageConfig } from '../../../config.ts';
import type { Address } from '../../address.ts';
import { Link } from '../../components/link.tsx';
import { Money } from '../../components/money.tsx';
import { Pager } from '../../components/pager.tsx';
import { narrowingOf, parametersOf, type ReportQuestion } from './report-query.ts';
import { groupingWord, rowLabel } from './report-words.ts';
import type { Sums } from './sums.ts';

const perPage = 50;

/** The same numbers row by row, with their sums. `sums` counts each order once, also where several affiliates share it. */
export function ReportTable(props: {
  question: ReportQuestion;
  rows: readonly SummaryRow[];
  sums: readonly Sums[];
  page: number;
  onTurn: (page: number) => void;
}) {
  const { question, rows, sums, page, onTurn } = props;
  const { grouping } = question;
  const ordered = grouping === 'day' ? [...rows].reverse() : rows;
  const pages = Math.max(1, Math.ceil(rows.length / perPage));
  const current = Math.min(page, pages);
  return (
    <section className="finders-fee-report">
      <div className="finders-fee-wide" tabIndex={0} role="region" aria-label={__('Report', 'finders-fee')}>
        <table className="finders-fee-table">
          <thead>
            <tr>
              <th scope="col">{groupingWord(grouping)}</th>
              {columns().map(({ name, className }) => (
                <th key={name} scope="col" className={className}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ordered.slice((current - 1) * perPage, current * perPage).map((row) => (
              <tr key={`${row.key} ${row.currency}`}>
                <th scope="row">
                  <Label row={row} question={question} />
                </th>
                <Cells of={row} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            {sums.map((sum) => (
              <tr key={sum.currency}>
                <th scope="row">
                  {sums.length > 1
                    ? /* translators: %s: currency code */ sprintf(
                        __('In all, %s', 'finders-fee'),
                        sum.currency,
                      )
                    : __('In all', 'finders-fee')}
                </th>
                <Cells of={sum} />
              </tr>
            ))}
          </tfoot>
        </table>
      </div>
      <Pager page={current} pages={pages} label={__('Pages of the report', 'finders-fee')} onTurn={onTurn} />
      <SharedNote rows={rows} sums={sums} />
    </section>
  );
}

function columns(): { name: string; className: string }[] {
  return [
    { name: __('Orders', 'finders-fee'), className: 'is-number' },
    { name: __('Sales', 'finders-fee'), className: 'is-number' },
    { name: __('Discount', 'finders-fee'), className: 'is-number is-discount' },
    { name: __('Commission', 'finders-fee'), className: 'is-number' },
  ];
}

/** Leads to the same report of this row alone, day by day. */
function Label({ row, question }: { row: SummaryRow; question: ReportQuestion }) {
  const { grouping, only } = question;
  const label = rowLabel(row, grouping);
  const narrower = narrowingOf(grouping, row.key);
  if (!narrower || only) return <>{label}</>;
  const to: Partial<Address> = {
    tab: 'reports',
    parameters: parametersOf({ ...question, grouping: 'day', only: narrower }),
  };
  return <Link to={to}>{label}</Link>;
}

function Cells({ of: { currency, orders, sales, discount, commission } }: { of: Sums }) {
  return (
    <>
      <td className="is-number">{new Intl.NumberFormat(pageConfig().locale).format(orders)}</td>
      {[sales, discount, commission].map((amount, index) => (
        <td key={index} className={index === 1 ? 'is-number is-discount' : 'is-number'}>
          <Money amount={amount} currency={currency} />
        </td>
      ))}
    </>
  );
}

/** Why the rows' orders may add up to more than there were. */
function SharedNote({ rows, sums }: { rows: readonly SummaryRow[]; sums: readonly Sums[] }) {
  const count = (each: readonly { orders: number }[]) => each.reduce((sum, { orders }) => sum + orders, 0);
  const more = count(rows) - count(sums);
  if (more <= 0) return null;
  return (
    <p className="finders-fee-note">
      {sprintf(
        /* translators: %d: by how much the rows' orders exceed the orders there were */
        _n(
          'The rows’ orders add up to %d more than there were: an order that several share counts in each of their rows. Its sales, discount and commission are parted among them.',
          'The rows’ orders add up to %d more than there were: an order that several share counts in each of their rows. Its sales, discount and commission are parted among them.',
          more,
          'finders-fee',
        ),
        more,
      )}
    </p>
  );
}
