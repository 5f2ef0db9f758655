import { __, _n, sprintf } from '@wordpress/i18n';
import type { Me, MySummary } from '@finders-fee/shared';
import type { Answer } from './client.ts';
import { formatDay, lastDays } from './dates.ts';
import { formatMoney, isNegative } from './money.ts';
import { useAnswer } from './use-answer.ts';

const dayCount = 30;
const height = 64;
const step = 10;
const barWidth = 7;

interface Day {
  day: string;
  commission: string;
  orders: number;
}

/** Commission per day, one small chart per currency that moved; days without a sale are there as gaps. */
export function Chart({ summary, me }: { summary: Promise<Answer<MySummary>>; me: Me }) {
  const answer = useAnswer(summary);
  if (!answer?.ok) return null;
  const days = lastDays(dayCount, me.time_zone);
  const currencies = [...new Set(answer.data.days.map((row) => row.currency))];
  return (
    <>
      {currencies.map((currency) => {
        const rows = new Map(
          answer.data.days.filter((row) => row.currency === currency).map((row) => [row.day, row]),
        );
        const filled = days.map((day) => rows.get(day) ?? { day, commission: '0', orders: 0 });
        return <Bars key={currency} currency={currency} days={filled} />;
      })}
    </>
  );
}

function Bars({ currency, days }: { currency: string; days: Day[] }) {
  const orders = days.reduce((sum, day) => sum + day.orders, 0);
  if (orders === 0) return null;
  /* translators: 1: number of days, 2: number of orders */
  const text = _n('Last %1$d days: %2$d order', 'Last %1$d days: %2$d orders', orders, 'finders-fee');
  const title = sprintf(text, dayCount, orders);
  const highest = Math.max(...days.map((day) => Number(day.commission)), 0);
  const id = `ff-chart-${currency}`;
  return (
    <section className="ff-section" aria-labelledby={id}>
      <h2 id={id} className="ff-title">
        {title}
      </h2>
      <svg
        className="ff-chart"
        viewBox={`0 0 ${dayCount * step} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {days.map((day, index) => {
          const size = barHeight(day, highest);
          return (
            <rect key={day.day} x={index * step} y={height - size} width={barWidth} height={size} rx="1" />
          );
        })}
      </svg>
      <p className="ff-axis" aria-hidden="true">
        <span>{formatDay(days[0]?.day ?? '')}</span>
        {/* translators: %s: amount of money */}
        <span>{sprintf(__('highest day %s', 'finders-fee'), formatMoney(highestOf(days), currency))}</span>
        <span>{formatDay(days.at(-1)?.day ?? '')}</span>
      </p>
      <details className="ff-quiet">
        <summary>{__('The same as a table', 'finders-fee')}</summary>
        <DayTable currency={currency} days={days.filter((day) => day.orders > 0)} />
      </details>
    </section>
  );
}

function DayTable({ currency, days }: { currency: string; days: Day[] }) {
  return (
    <table className="ff-table">
      <thead>
        <tr>
          <th scope="col">{__('Day', 'finders-fee')}</th>
          <th scope="col">{__('Orders', 'finders-fee')}</th>
          <th scope="col">{__('Commission', 'finders-fee')}</th>
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr key={day.day}>
            <th scope="row">{formatDay(day.day)}</th>
            <td>{day.orders}</td>
            <td>{formatMoney(day.commission, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A float is precise enough for pixels. A day with sales that earned nothing still shows a line. */
function barHeight(day: Day, highest: number): number {
  if (day.orders === 0) return 0;
  if (highest === 0 || isNegative(day.commission)) return 2;
  return Math.max(2, (Number(day.commission) / highest) * height);
}

function highestOf(days: Day[]): string {
  return days.reduce((top, day) => (Number(day.commission) > Number(top) ? day.commission : top), '0.00');
}
