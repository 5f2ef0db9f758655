import { Button } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Coupon, Program } from '@finders-fee/shared';
import { useResourcePage } from '../../../api/use-resource.ts';
import { parseRate } from '../../../format/money.ts';
import { sayRate } from '../../../words/rate.ts';
import { announce } from '../../components/announce.ts';
import { AffiliateField, type Person } from '../../components/affiliate-field.tsx';
import { CouponField } from '../../components/coupon-field.tsx';
import { Field } from '../../components/field.tsx';
import { PastOrders } from '../../components/past-orders.tsx';
import { Problem } from '../../components/problem.tsx';
import { useForm } from '../../components/use-form.ts';
import { useFirstAffiliate } from './use-first-affiliate.ts';

const suggestedRate = '10';

/** The first affiliate with a coupon that the shop already has: three answers, one button. */
export function GettingStarted({ onDone }: { onDone: () => void }) {
  const programs = useResourcePage<Program>('programs?per_page=100&orderby=created_at&order=asc');
  const program = programs.data?.rows.find((each) => each.status === 'active');
  const [coupon, setCoupon] = useState<Coupon>();
  const [person, setPerson] = useState<Person>({ name: '' });
  const [rate, setRate] = useState(suggestedRate);
  const [pastOrders, setPastOrders] = useState(false);
  const [isTried, setTried] = useState(false);
  const first = useFirstAffiliate();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // After connecting, the button that had the focus is gone: go on from here.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  const faults = faultsOf({ coupon, person, rate: program ? '1' : rate });
  const { onSubmit, isBusy, problem } = useForm(async (keyFor) => {
    setTried(true);
    if (!coupon || Object.values(faults).some(Boolean)) return;
    await first.give({ coupon, person, rate: parseRate(rate) ?? '', program, pastOrders }, keyFor);
    /* translators: 1: affiliate's name, 2: coupon code */
    announce(
      sprintf(__('%1$s now earns with every order that uses %2$s.', 'finders-fee'), person.name, coupon.code),
    );
    onDone();
  });
  const fault = (name: keyof typeof faults) =>
    (isTried ? faults[name] : undefined) ?? problem?.forField(name);
  return (
    <form className="finders-fee-card finders-fee-start" onSubmit={onSubmit} noValidate>
      <h2 ref={heading} tabIndex={-1}>
        {__('Who earns with which coupon?', 'finders-fee')}
      </h2>
      <CouponField coupon={coupon} onPick={setCoupon} error={fault('coupon')} />
      <AffiliateField person={person} onChange={setPerson} error={fault('name')} />
      {program ? (
        <p>
          {/* translators: 1: rate such as "10%" or "€5.00 per order", 2: name of a program */}
          {sprintf(
            __('Earns %1$s, as program %2$s says.', 'finders-fee'),
            sayRate(program.rate),
            program.name,
          )}
        </p>
      ) : (
        <Field
          label={__('Commission rate', 'finders-fee')}
          value={rate}
          onChange={setRate}
          suffix="%"
          inputMode="decimal"
          className="is-short"
          error={fault('rate')}
          help={__(
            'Of what the buyer pays for the goods, after discounts, without tax and shipping. You can change it later; orders placed until then keep this rate.',
            'finders-fee',
          )}
        />
      )}
      {coupon && <PastOrders coupon={coupon} checked={pastOrders} onChange={setPastOrders} />}
      {problem && <Problem error={problem} />}
      {problem && first.whatStands() && <p role="status">{first.whatStands()}</p>}
      <div className="finders-fee-actions">
        <Button variant="primary" type="submit" isBusy={isBusy} disabled={isBusy} accessibleWhenDisabled>
          {__('Start earning', 'finders-fee')}
        </Button>
      </div>
    </form>
  );
}

function faultsOf({ coupon, person, rate }: { coupon: Coupon | undefined; person: Person; rate: string }) {
  return {
    coupon: coupon ? undefined : __('Choose one of your shop’s coupons.', 'finders-fee'),
    name: person.name.trim()
      ? undefined
      : __('Type the affiliate’s name, or pick one of your users.', 'finders-fee'),
    rate: parseRate(rate)
      ? undefined
      : __('Type a percentage above 0 and at most 100, such as 10 or 12.5.', 'finders-fee'),
  };
}
