import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Base, Program } from '@finders-fee/shared';
import { parseRate } from '../../../format/money.ts';
import { Choice, Field, Tick } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { useForm } from '../../components/use-form.ts';
import { saveProgram } from './use-programs.ts';

const plainBase: Base = {
  price: 'after_discount',
  include_tax: false,
  include_shipping: false,
  include_fees: false,
};

/** Name and rate first; what the rate is a share of, and the hold, folded behind. */
export function ProgramForm(props: {
  id: string;
  program: Program | undefined;
  onSaved: (program: Program) => void;
}) {
  const { id, program, onSaved } = props;
  const [name, setName] = useState(program?.name ?? '');
  const [rate, setRate] = useState(program?.rate.value ?? '');
  const [base, setBase] = useState(program?.base ?? plainBase);
  const [hold, setHold] = useState(program?.hold_days?.toString() ?? '');
  const [status, setStatus] = useState(program?.status ?? 'active');
  const [isTried, setTried] = useState(false);
  const faults = faultsOf(name, rate, hold);
  const { onSubmit, isBusy, problem } = useForm(async (keyFor) => {
    setTried(true);
    const value = parseRate(rate);
    if (Object.values(faults).some(Boolean) || !value) return;
    const hold_days = hold.trim() === '' ? null : Number(hold);
    const terms = { name: name.trim(), status, rate: { type: 'percent' as const, value }, base, hold_days };
    onSaved(await saveProgram(id, terms, keyFor({ id, ...terms })));
  });
  const fault = (field: keyof typeof faults) =>
    (isTried ? faults[field] : undefined) ?? problem?.forField(field);
  return (
    <form onSubmit={onSubmit} noValidate>
      <Field
        label={__('Name', 'finders-fee')}
        value={name}
        onChange={setName}
        error={fault('name')}
        help={__('Affiliates see it, such as “Standard” or “Podcast”.', 'finders-fee')}
      />
      <Field
        label={__('Commission rate', 'finders-fee')}
        value={rate}
        onChange={setRate}
        suffix="%"
        inputMode="decimal"
        className="is-short"
        error={fault('rate')}
        help={__('The affiliate’s share of each order.', 'finders-fee')}
      />
      {program && (
        <Choice
          label={__('Status', 'finders-fee')}
          value={status}
          onChange={(value) => setStatus(value === 'paused' ? 'paused' : 'active')}
          options={[
            { value: 'active', label: __('Active', 'finders-fee') },
            { value: 'paused', label: __('Paused', 'finders-fee') },
          ]}
          help={__(
            'Paused: its coupons keep working for buyers, and orders placed meanwhile earn nothing, also later.',
            'finders-fee',
          )}
        />
      )}
      <details className="finders-fee-more" open={Boolean(program)}>
        <summary>{__('What the rate is a share of, and the hold', 'finders-fee')}</summary>
        <BaseFields base={base} onChange={setBase} />
        <Field
          label={__('Hold', 'finders-fee')}
          value={hold}
          onChange={setHold}
          suffix={__('days', 'finders-fee')}
          inputMode="numeric"
          className="is-short"
          error={fault('hold_days')}
          help={__(
            'How long after the order a commission becomes payable, so that returns come first. Empty: as in the settings.',
            'finders-fee',
          )}
        />
      </details>
      {problem && <Problem error={problem} />}
      <div className="finders-fee-actions">
        <Button variant="primary" type="submit" isBusy={isBusy} disabled={isBusy} accessibleWhenDisabled>
          {program ? __('Save', 'finders-fee') : __('Create program', 'finders-fee')}
        </Button>
      </div>
    </form>
  );
}

function BaseFields({ base, onChange }: { base: Base; onChange: (base: Base) => void }) {
  return (
    <fieldset>
      <legend>{__('What counts', 'finders-fee')}</legend>
      <Choice
        label={__('Prices', 'finders-fee')}
        value={base.price}
        onChange={(price) =>
          onChange({ ...base, price: price === 'before_discount' ? 'before_discount' : 'after_discount' })
        }
        options={[
          { value: 'after_discount', label: __('After discounts: what the buyer pays', 'finders-fee') },
          { value: 'before_discount', label: __('Before discounts: the list price', 'finders-fee') },
        ]}
      />
      <Tick
        label={__('Tax counts too', 'finders-fee')}
        checked={base.include_tax}
        onChange={(include_tax) => onChange({ ...base, include_tax })}
      />
      <Tick
        label={__('Shipping counts too', 'finders-fee')}
        checked={base.include_shipping}
        onChange={(include_shipping) => onChange({ ...base, include_shipping })}
      />
      <Tick
        label={__('Fees count too', 'finders-fee')}
        checked={base.include_fees}
        onChange={(include_fees) => onChange({ ...base, include_fees })}
      />
    </fieldset>
  );
}

function faultsOf(name: string, rate: string, hold: string) {
  return {
    name: name.trim() ? undefined : __('Give the program a name.', 'finders-fee'),
    rate: parseRate(rate)
      ? undefined
      : __('Type a percentage above 0 and at most 100, such as 10 or 12.5.', 'finders-fee'),
    hold_days:
      /^\s*(\d{1,3})?\s*$/.test(hold) && Number(hold) <= 365
        ? undefined
        : __('Type whole days from 0 to 365, or nothing.', 'finders-fee'),
  };
}
