import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import type { Customer } from '@finders-fee/shared';
import { newIdempotencyKey } from '../../../api/client.ts';
import { Confirm } from '../../components/confirm.tsx';
import { Field } from '../../components/field.tsx';
import { nameOf } from './fields.tsx';
import { setReferralCode } from './use-customers.ts';

/** An administrator's change; asked once more, since it outranks every order from then on. */
export function CodeForm({ customer, onSaved }: { customer: Customer; onSaved: () => void }) {
  const [code, setCode] = useState(customer.referral_code ?? '');
  const [asking, setAsking] = useState<string | null>();
  const [fault, setFault] = useState<string>();
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const typed = code.trim() || null;
    const same = typed === customer.referral_code;
    setFault(
      same
        ? __('That is the code they have. Type another one, or nothing to take it away.', 'finders-fee')
        : undefined,
    );
    if (!same) setAsking(typed);
  };
  return (
    <form onSubmit={ask} noValidate>
      <Field
        label={__('Change the referral code', 'finders-fee')}
        value={code}
        onChange={setCode}
        error={fault}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        help={__('Empty takes it away.', 'finders-fee')}
      />
      <div className="finders-fee-actions">
        <Button variant="secondary" type="submit">
          {__('Change', 'finders-fee')}
        </Button>
      </div>
      {asking !== undefined && (
        <Confirm
          title={__('Change the referral code?', 'finders-fee')}
          action={__('Change', 'finders-fee')}
          onClose={() => setAsking(undefined)}
          onConfirm={async () => {
            await setReferralCode(customer.id, asking, newIdempotencyKey());
            setAsking(undefined);
            onSaved();
          }}
        >
          <p>
            {sprintf(
              /* translators: 1: customer's name, 2: code before, 3: code after */
              __('%1$s: from %2$s to %3$s.', 'finders-fee'),
              nameOf(customer),
              customer.referral_code ?? __('none', 'finders-fee'),
              asking ?? __('none', 'finders-fee'),
            )}{' '}
            {__(
              'From then on no order changes it any more. Commissions earned so far stay as they are. The history keeps this change.',
              'finders-fee',
            )}
          </p>
        </Confirm>
      )}
    </form>
  );
}
