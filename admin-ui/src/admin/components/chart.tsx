import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { pageConfig } from '../../config.ts';
import { formatCalendarDay } from '../../format/instant.ts';
import type { Span } from '../../format/period.ts';
import { bucketsOf, niceCeiling, type Bucket, type DayOfSales } from './chart-buckets.ts';
import { ChartTable } from './chart-table.tsx';

/** Sales by day in grey, the commission they cost in the accent colour at the foot of each bar; one currency at a time. */
export function Chart(props: {
  days: readonly DayOfSales[];
  /** At least one; the first is shown first. */
  currencies: readonly string[];
  period: Span;
  timeZone: string;
}) {
  const { days, currencies, period, timeZone } = props;
  const [chosen, setChosen] = useState<string>();
  const currency = chosen && currencies.includes(chosen) ? chosen : (currencies[0] ?? 'EUR');
  const buckets = bucketsOf(days, currency, period, timeZone);
  const ceiling = niceCeiling(Math.max(0, ...buckets.map((bucket) => bucket.sales)));
  return (
    <figure className="finders-fee-chart">
      <figcaption>
        <span>
          {/* translators: %s: currency, "EUR" */}
          {sprintf(
            __('Sales with a coupon or link and the commission on them, by day, in %s', 'finders-fee'),
            currency,
          )}
        </span>
        {currencies.length > 1 && (
          <select
            aria-label={__('Currency of the chart', 'finders-fee')}
            value={currency}
            onChange={(event) => setChosen(event.target.value)}
          >
            {currencies.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        )}
        <span className="finders-fee-legend">
          <i className="is-sales" /> {__('Sales', 'finders-fee')} <i className="is-commission" />{' '}
          {__('Commission', 'finders-fee')}
        </span>
      </figcaption>
      <div className="finders-fee-plot" aria-hidden="true">
        {[1, 0.5, 0].map((part) => (
          <span key={part} className="finders-fee-gridline" style={{ insetBlockEnd: `${part * 100}%` }}>
            {shortMoney(ceiling * part, currency)}
          </span>
        ))}
        <Bars buckets={buckets} ceiling={ceiling} currency={currency} />
      </div>
      <div className="finders-fee-axis" aria-hidden="true">
        <span>{formatCalendarDay(buckets[0]?.from ?? '1970-01-01', pageConfig().locale, true)}</span>
        <span>{formatCalendarDay(buckets.at(-1)?.to ?? '1970-01-01', pageConfig().locale, true)}</span>
      </div>
      <ChartTable days={days.filter((day) => day.currency === currency)} currency={currency} />
    </figure>
  );
}

function Bars({ buckets, ceiling, currency }: { buckets: Bucket[]; ceiling: number; currency: string }) {
  const width = 100 / Math.max(1, buckets.length);
  const gap = width * 0.18;
  return (
    <svg viewBox="0 0 100 100" preserveAspectRatio="none" focusable="false">
      {buckets.map((bucket, index) => (
        <g key={bucket.from}>
          <title>{barTitle(bucket, currency)}</title>
          <rect
            className="is-sales"
            x={index * width + gap / 2}
            width={width - gap}
            {...bar(bucket.sales, ceiling)}
          />
          <rect
            className="is-commission"
            x={index * width + gap / 2}
            width={width - gap}
            {...bar(bucket.commission, ceiling)}
          />
        </g>
      ))}
    </svg>
  );
}

function bar(value: number, ceiling: number): { y: number; height: number } {
  const height = Math.max(0, (value / ceiling) * 100);
  return { y: 100 - height, height };
}

function barTitle(bucket: Bucket, currency: string): string {
  const day = formatCalendarDay(bucket.from);
  const span = bucket.from === bucket.to ? day : `${day} – ${formatCalendarDay(bucket.to)}`;
  return sprintf(
    /* translators: 1: day or span of days, 2: sales, 3: commission */
    __('%1$s: sales %2$s, commission %3$s', 'finders-fee'),
    span,
    shortMoney(bucket.sales, currency),
    shortMoney(bucket.commission, currency),
  );
}

function shortMoney(value: number, currency: string): string {
  return new Intl.NumberFormat(pageConfig().locale, {
    style: 'currency',
    currency,
    maximumFractionDigits: value > 0 && value < 10 ? 2 : 0,
  }).format(value);
}
