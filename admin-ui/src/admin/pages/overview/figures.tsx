import { __, _n, sprintf } from '@wordpress/i18n';
import type { Overview } from '@finders-fee/shared';
import { formatMoney, roughly } from '../../../format/money.ts';
import { pageConfig } from '../../../config.ts';
import { currenciesOf } from './currencies.ts';

type Figures = Overview['figures'][number];

/** Four numbers of the period beside the period before, for each currency that sold anything. */
export function Figures({ overview }: { overview: Overview }) {
  return (
    <>
      {currenciesOf(overview).map((currency) => (
        <FiguresOf
          key={currency}
          currency={currency}
          now={find(overview.figures, currency, overview)}
          before={find(overview.figures_before, currency, overview)}
        />
      ))}
      <Owed owed={overview.owed} />
    </>
  );
}

function FiguresOf({ currency, now, before }: { currency: string; now: Figures; before: Figures }) {
  const money = (amount: string) => formatMoney(amount, currency);
  const count = (number: number) => new Intl.NumberFormat(pageConfig().locale).format(number);
  return (
    <dl className="finders-fee-figures">
      <Figure
        label={__('Sales with a coupon or link', 'finders-fee')}
        now={money(now.sales)}
        before={money(before.sales)}
        change={change(roughly(now.sales), roughly(before.sales))}
      />
      <Figure
        label={__('Commission', 'finders-fee')}
        now={money(now.commission)}
        before={money(before.commission)}
        change={change(roughly(now.commission), roughly(before.commission))}
      />
      <Figure
        label={__('Orders', 'finders-fee')}
        now={count(now.orders)}
        before={count(before.orders)}
        change={change(now.orders, before.orders)}
      />
      <Figure
        label={__('New customers', 'finders-fee')}
        now={count(now.new_customers)}
        before={count(before.new_customers)}
        change={change(now.new_customers, before.new_customers)}
      />
    </dl>
  );
}

function Figure({
  label,
  now,
  before,
  change,
}: {
  label: string;
  now: string;
  before: string;
  change: string;
}) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <strong>{now}</strong>
        <span>
          {/* translators: 1: the same figure of the period before, 2: the change, "+12%", or nothing */}
          {sprintf(__('%1$s in the period before %2$s', 'finders-fee'), before, change)}
        </span>
      </dd>
    </div>
  );
}

/** One sum in one sentence. */
function Owed({ owed }: { owed: Overview['owed'] }) {
  if (owed.length === 0) return null;
  const sums = owed.map((sum) =>
    sprintf(
      /* translators: 1: number of affiliates, 2: amount of money */
      _n('%1$d affiliate %2$s', '%1$d affiliates %2$s', sum.affiliates, 'finders-fee'),
      sum.affiliates,
      formatMoney(sum.amount, sum.currency),
    ),
  );
  const list = new Intl.ListFormat(pageConfig().locale).format(sums);
  return (
    <p className="finders-fee-owed">
      {/* translators: %s: list of sums, "3 affiliates €404.67" */}
      {sprintf(__('You owe %s, after all refunds so far.', 'finders-fee'), list)}
    </p>
  );
}

function find(
  figures: Figures[],
  currency: string,
  { figures: some, figures_before: more }: Overview,
): Figures {
  const known = [...some, ...more].find((each) => each.currency === currency);
  const nothing = `0${known?.sales.match(/\..*$/)?.[0] ?? ''}`;
  const none = {
    currency,
    orders: 0,
    sales: nothing,
    discount: nothing,
    commission: nothing,
    new_customers: 0,
  };
  return figures.find((each) => each.currency === currency) ?? none;
}

/** The change against the period before; nothing where that was zero, since no percentage says that truly. */
function change(now: number, before: number): string {
  if (before === 0 || now === before) return '';
  const percent = new Intl.NumberFormat(pageConfig().locale, {
    style: 'percent',
    signDisplay: 'always',
    maximumFractionDigits: 0,
  });
  return `(${percent.format((now - before) / before)})`;
}
