import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Settings } from '@finders-fee/shared';
import { write } from '../../../api/client.ts';
import { rememberCouponCommissions } from '../../shown-tabs.ts';
import { announce } from '../../components/announce.ts';
import { Field, Tick } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { useForm } from '../../components/use-form.ts';
import { MultipleCouponsField } from './multiple-coupons-field.tsx';
import { ReferralCodeFields } from './referral-code-fields.tsx';
import { ReferralLinksField } from './referral-links-field.tsx';
import { StatusTicks } from './status-ticks.tsx';

/** Each choice says its consequence. */
export function SettingsForm({ settings }: { settings: Settings }) {
  const [now, setNow] = useState(settings);
  const [saved, setSaved] = useState(settings);
  const [hold, setHold] = useState(String(settings.hold_days));
  const [linkDays, setLinkDays] = useState(String(settings.link_days));
  const change = (part: Partial<Settings>) => setNow({ ...now, ...part });
  const [holdFault, linkFault] = [daysFault(hold), daysFault(linkDays)];
  const statusFault =
    now.earning_statuses.length > 0
      ? undefined
      : __('Tick at least one, or nothing would ever earn.', 'finders-fee');
  const { onSubmit, isBusy, problem } = useForm(async (keyFor) => {
    if (holdFault || linkFault || statusFault) return;
    const next = { ...now, hold_days: Number(hold), link_days: Number(linkDays) };
    const after = await write<Settings>('PUT', 'settings', next, keyFor(next));
    setNow(after);
    setSaved(after);
    rememberCouponCommissions(after.coupon_commissions_enabled);
    announce(__('The settings are saved.', 'finders-fee'));
  });
  return (
    <form className="finders-fee-card" onSubmit={onSubmit} noValidate>
      <h2>{__('Commissions', 'finders-fee')}</h2>
      <Tick
        label={__('Orders with an affiliate’s coupon earn commission', 'finders-fee')}
        checked={now.coupon_commissions_enabled}
        onChange={(coupon_commissions_enabled) => change({ coupon_commissions_enabled })}
        help={
          now.coupon_commissions_enabled
            ? __(
                'Switched off, coupons keep working for buyers, and orders placed meanwhile earn nothing through them, also later; referral links go on. The tabs Coupons and Offline sales are hidden as long as it is off.',
                'finders-fee',
              )
            : __(
                'Off: coupons work for buyers, and no new order earns through a coupon or a referral code; referral links go on. What was earned before stays and follows its refunds. The tabs Coupons and Offline sales are hidden; switch it on and save to bring them back.',
                'finders-fee',
              )
        }
      />
      <StatusTicks
        chosen={now.earning_statuses}
        onChange={(earning_statuses) => change({ earning_statuses })}
        error={statusFault ?? problem?.forField('earning_statuses')}
      />
      <Field
        label={__('Hold', 'finders-fee')}
        value={hold}
        onChange={setHold}
        suffix={__('days', 'finders-fee')}
        inputMode="numeric"
        className="is-short"
        error={holdFault ?? problem?.forField('hold_days')}
        help={__(
          'A commission becomes payable this long after the order, so that returns come first. A program may say otherwise.',
          'finders-fee',
        )}
      />
      <MultipleCouponsField
        value={now.multiple_coupons}
        onChange={(multiple_coupons) => change({ multiple_coupons })}
        error={problem?.forField('multiple_coupons')}
      />
      <ReferralLinksField
        days={linkDays}
        onChange={setLinkDays}
        error={linkFault ?? problem?.forField('link_days')}
      />
      <ReferralCodeFields now={now} saved={saved} onChange={change} />
      {problem && <Problem error={problem} />}
      <div className="finders-fee-actions">
        <Button variant="primary" type="submit" isBusy={isBusy} disabled={isBusy} accessibleWhenDisabled>
          {__('Save', 'finders-fee')}
        </Button>
      </div>
    </form>
  );
}

function daysFault(text: string): string | undefined {
  return /^\s*\d{1,3}\s*$/.test(text) && Number(text) <= 365
    ? undefined
    : __('Type whole days from 0 to 365.', 'finders-fee');
}
