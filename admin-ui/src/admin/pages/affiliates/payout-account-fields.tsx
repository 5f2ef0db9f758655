import { __ } from '@wordpress/i18n';
import type { PayoutAccount } from '@finders-fee/shared';
import { payoutMethod } from '../../../words/payout.ts';
import { Choice, Field } from '../../components/field.tsx';

const methods: PayoutAccount['method'][] = ['bank', 'paypal', 'other'];

/** Where their money goes; null as long as nobody knows. */
export function PayoutAccountFields(props: {
  account: PayoutAccount | null;
  onChange: (account: PayoutAccount | null) => void;
  error?: string | undefined;
}) {
  const { account, onChange, error } = props;
  return (
    <>
      <Choice
        label={__('Is paid by', 'finders-fee')}
        value={account?.method ?? ''}
        onChange={(value) => {
          const method = methods.find((each) => each === value);
          onChange(method ? { method, details: account?.details ?? '' } : null);
        }}
        options={[
          { value: '', label: __('Not known yet', 'finders-fee') },
          ...methods.map((method) => ({ value: method, label: payoutMethod(method) })),
        ]}
        help={
          account === null
            ? __('Only you and the affiliate see it. It is kept encrypted.', 'finders-fee')
            : undefined
        }
      />
      {account && (
        <Field
          label={
            account.method === 'bank' ? __('IBAN or account', 'finders-fee') : __('Account', 'finders-fee')
          }
          value={account.details}
          onChange={(details) => onChange({ ...account, details })}
          maxLength={500}
          autoComplete="off"
          error={error}
          help={__('Only you and the affiliate see it. It is kept encrypted.', 'finders-fee')}
        />
      )}
    </>
  );
}
