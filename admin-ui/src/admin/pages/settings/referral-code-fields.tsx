import { __ } from '@wordpress/i18n';
import type { Settings } from '@finders-fee/shared';
import { Choice, Tick } from '../../components/field.tsx';

type Codes = Pick<Settings, 'referral_code_mode' | 'pay_permanent_code'>;

/** The code that stays with a customer, and whether it also earns. `saved`: what holds until the form is sent. */
export function ReferralCodeFields(props: { now: Codes; saved: Codes; onChange: (part: Codes) => void }) {
  const { now, saved, onChange } = props;
  const isOn = now.referral_code_mode === 1;
  const pays = now.pay_permanent_code;
  return (
    <>
      <h2>{__('Referral codes', 'finders-fee')}</h2>
      <Choice
        label={__('A customer’s referral code', 'finders-fee')}
        value={String(now.referral_code_mode)}
        onChange={(mode) =>
          onChange(
            mode === '0'
              ? { referral_code_mode: 0, pay_permanent_code: false }
              : { referral_code_mode: 1, pay_permanent_code: saved.pay_permanent_code },
          )
        }
        options={[
          { value: '1', label: __('The coupon of their first paid order', 'finders-fee') },
          { value: '0', label: __('Off', 'finders-fee') },
        ]}
        help={
          isOn
            ? __(
                'It stays with them for good, also when that order is refunded. Only an administrator changes it.',
                'finders-fee',
              )
            : __('Off: no new codes are set. Those that customers have stay.', 'finders-fee')
        }
      />
      <Tick
        label={__('Permanent referral code also earns', 'finders-fee')}
        checked={pays}
        // Where it was switched on by other means, it can be switched off here.
        disabled={!isOn && !pays}
        onChange={(pay_permanent_code) => onChange({ ...now, pay_permanent_code })}
        help={sayWhoEarns(isOn, pays)}
      />
    </>
  );
}

function sayWhoEarns(isOn: boolean, pays: boolean): string {
  if (pays)
    return __(
      'When an order has neither an affiliate’s coupon nor a referral link that earns, the affiliate who owns the customer’s referral code earns, each time they come back. A change counts for orders from now on.',
      'finders-fee',
    );
  if (!isOn)
    return __('Not while referral codes are off: no customer would get one that earns.', 'finders-fee');
  return __(
    'Off: a customer who comes back without a coupon or a referral link earns nobody anything. Switched on, the affiliate who owns their referral code earns then.',
    'finders-fee',
  );
}
