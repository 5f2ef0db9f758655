import { __ } from '@wordpress/i18n';
import { Field } from '../../components/field.tsx';

/** For how long a followed link counts; 0 is off. */
export function ReferralLinksField(props: {
  days: string;
  onChange: (days: string) => void;
  error: string | undefined;
}) {
  const { days, onChange, error } = props;
  return (
    <>
      <h2>{__('Referral links', 'finders-fee')}</h2>
      <Field
        label={__('A followed link counts for', 'finders-fee')}
        value={days}
        onChange={onChange}
        suffix={__('days', 'finders-fee')}
        inputMode="numeric"
        className="is-short"
        error={error}
        help={
          isOff(days)
            ? __(
                'Off: affiliates see no link, and links shared before lead to your shop and earn nothing. Orders placed before keep what they earned.',
                'finders-fee',
              )
            : __(
                'An order placed within this time earns for the affiliate whose link was followed last, where no affiliate’s coupon on it earns. 0 switches links off. A change counts for orders from now on.',
                'finders-fee',
              )
        }
      />
    </>
  );
}

function isOff(days: string): boolean {
  return days.trim() !== '' && Number(days) === 0;
}
