import { Button } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Coupon, OfflineSale } from '@finders-fee/shared';
import { pageConfig } from '../../../config.ts';
import { calendarDayOf } from '../../../format/instant.ts';
import { parseAmount } from '../../../format/amount.ts';
import { formatMoney } from '../../../format/money.ts';
import { CouponField } from '../../components/coupon-field.tsx';
import { Field } from '../../components/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { Problem } from '../../components/problem.tsx';
import { useForm } from '../../components/use-form.ts';
import { recordSale, type NewSale } from './use-offline-sales.ts';

interface Draft {
  coupon: Coupon | undefined;
  amount: string;
  currency: string;
  reference: string;
  day: string;
}

/** Records one sale after the other: once one is recorded, the form is empty again and says what came of it. */
export function SaleForm({ onClose, onRecorded }: { onClose: () => void; onRecorded: () => void }) {
  const [turn, setTurn] = useState(0);
  const [last, setLast] = useState<OfflineSale>();
  const done = useRef<HTMLParagraphElement>(null);
  useEffect(() => done.current?.focus(), [last]);
  return (
    <Panel title={__('Record a sale', 'finders-fee')} subject="new" onClose={onClose}>
      {last && (
        <p ref={done} tabIndex={-1} className="finders-fee-done">
          {sayRecorded(last)}
        </p>
      )}
      <Fields
        key={turn}
        isNext={turn > 0}
        onRecorded={(sale) => {
          setLast(sale);
          setTurn(turn + 1);
          onRecorded();
        }}
        onClose={onClose}
      />
    </Panel>
  );
}

function Fields(props: { isNext: boolean; onRecorded: (sale: OfflineSale) => void; onClose: () => void }) {
  const { isNext, onRecorded, onClose } = props;
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [isTried, setTried] = useState(false);
  const set = (some: Partial<Draft>) => setDraft({ ...draft, ...some });
  const faults = isTried ? faultsOf(draft) : {};
  const { onSubmit, isBusy, problem } = useForm(async (keyFor) => {
    setTried(true);
    if (Object.keys(faultsOf(draft)).length > 0) return;
    const sale = saleOf(draft);
    onRecorded(await recordSale(sale, keyFor(sale)));
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <CouponField
        coupon={draft.coupon}
        onPick={(coupon) => set({ coupon })}
        help={__('The one that was shown or named; it tells who earns, and how much.', 'finders-fee')}
        error={faults.coupon ?? problem?.forField('coupon_code')}
      />
      <div className="finders-fee-side-by-side">
        <Field
          label={__('Sales amount', 'finders-fee')}
          value={draft.amount}
          onChange={(amount) => set({ amount })}
          inputMode="decimal"
          className="is-short"
          error={faults.amount ?? problem?.forField('amount')}
        />
        <Field
          label={__('Currency', 'finders-fee')}
          value={draft.currency}
          onChange={(currency) => set({ currency: currency.toUpperCase() })}
          maxLength={3}
          className="is-short"
          spellCheck={false}
          error={faults.currency ?? problem?.forField('currency')}
        />
      </div>
      <p className="finders-fee-note">
        {__(
          'The sum that a percentage is taken of. Left out, only a fixed commission can be recorded.',
          'finders-fee',
        )}
      </p>
      <Field
        label={__('Order ID', 'finders-fee')}
        value={draft.reference}
        onChange={(reference) => set({ reference })}
        maxLength={100}
        help={__(
          'A receipt’s or invoice’s number of yours. It keeps the same sale from being recorded twice; left out, nothing does.',
          'finders-fee',
        )}
        error={problem?.forField('order_reference')}
      />
      <Field
        label={__('Date', 'finders-fee')}
        type="date"
        value={draft.day}
        max={today()}
        onChange={(day) => set({ day })}
        help={__('The day of the sale, by which its hold and its terms go. Left out, today.', 'finders-fee')}
        error={faults.day ?? problem?.forField('sold_on')}
      />
      {problem && problem.details.length === 0 && <Problem error={problem} />}
      <div className="finders-fee-actions">
        <Button variant="primary" type="submit" isBusy={isBusy} disabled={isBusy} accessibleWhenDisabled>
          {isNext ? __('Record the next sale', 'finders-fee') : __('Record the sale', 'finders-fee')}
        </Button>
        <Button variant="tertiary" onClick={onClose}>
          {isNext ? __('Done', 'finders-fee') : __('Cancel', 'finders-fee')}
        </Button>
      </div>
    </form>
  );
}

function emptyDraft(): Draft {
  return { coupon: undefined, amount: '', currency: pageConfig().currency, reference: '', day: '' };
}

function today(): string {
  return calendarDayOf(new Date().toISOString());
}

function faultsOf({ coupon, amount, currency, day }: Draft): Partial<Record<keyof Draft, string>> {
  return {
    ...(!coupon && { coupon: __('Pick the coupon that was shown; it tells who earns.', 'finders-fee') }),
    ...(amount.trim() !== '' &&
      parseAmount(amount) === undefined && {
        amount: __('Type a sum above 0, such as 100 or 99.90.', 'finders-fee'),
      }),
    ...(!/^[A-Z]{3}$/.test(currency.trim()) && {
      currency: __('Type the currency’s three letters, such as EUR.', 'finders-fee'),
    }),
    ...(day > today() && { day: __('That day is still to come.', 'finders-fee') }),
  };
}

function saleOf({ coupon, amount, currency, reference, day }: Draft): NewSale {
  const sum = parseAmount(amount);
  return {
    coupon_code: coupon?.code ?? '',
    ...(sum !== undefined && { amount: sum }),
    ...(currency.trim() !== pageConfig().currency && { currency: currency.trim() }),
    ...(reference.trim() && { order_reference: reference.trim() }),
    ...(day && { sold_on: day }),
  };
}

function sayRecorded(sale: OfflineSale): string {
  return sprintf(
    /* translators: 1: affiliate's name, 2: amount of money, 3: coupon code */
    __('Recorded: %1$s earns %2$s with %3$s.', 'finders-fee'),
    sale.affiliate_name,
    formatMoney(sale.commission, sale.currency),
    sale.coupon_code,
  );
}
