import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Affiliate, Coupon } from '@finders-fee/shared';
import { useResourcePage } from '../../../api/use-resource.ts';
import { pageConfig } from '../../../config.ts';
import { Choice, Field } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { draftOf, rateFault, rateOf } from '../../components/rate-draft.ts';
import { RateField } from '../../components/rate-field.tsx';
import { useForm } from '../../components/use-form.ts';
import { createCoupon } from './use-coupons.ts';

/** A new coupon in the shop, given to an affiliate at once. */
export function NewCouponForm({ onSaved }: { onSaved: (coupon: Coupon) => void }) {
  const affiliates = useResourcePage<Affiliate>('affiliates?per_page=100&orderby=name&order=asc');
  const [code, setCode] = useState('');
  const [type, setType] = useState('percent');
  const [amount, setAmount] = useState('10');
  const [owner, setOwner] = useState('');
  const [expires, setExpires] = useState('');
  const [rate, setRate] = useState(() => draftOf(null, 'none'));
  const [isTried, setTried] = useState(false);
  const faults = { ...faultsOf(code, amount, type), rate: rateFault(rate) };
  const { onSubmit, isBusy, problem } = useForm(async (keyFor) => {
    setTried(true);
    if (Object.values(faults).some(Boolean)) return;
    const coupon = {
      code: code.trim().toLowerCase(),
      discount_type: type,
      amount: amount.trim().replace(',', '.'),
      affiliate_id: owner || null,
      expires_on: expires || null,
      rate: rateOf(rate) ?? null,
    };
    onSaved(await createCoupon(coupon, keyFor(coupon)));
  });
  const fault = (field: keyof typeof faults) =>
    (isTried ? faults[field] : undefined) ?? problem?.forField(field);
  const codeFault = problem?.code === 'coupon_code_taken' ? problem.message : fault('code');
  return (
    <form onSubmit={onSubmit} noValidate>
      <Field
        label={__('Code', 'finders-fee')}
        value={code}
        onChange={setCode}
        error={codeFault}
        autoComplete="off"
        spellCheck={false}
        help={__(
          'What buyers type: letters, digits and hyphens. Capitals make no difference.',
          'finders-fee',
        )}
      />
      <Choice
        label={__('Belongs to', 'finders-fee')}
        value={owner}
        onChange={setOwner}
        options={[
          { value: '', label: __('Nobody yet', 'finders-fee') },
          ...(affiliates.data?.rows ?? []).map((affiliate) => ({
            value: affiliate.id,
            label: affiliate.name,
          })),
        ]}
      />
      <Choice
        label={__('Buyer saves', 'finders-fee')}
        value={type}
        onChange={setType}
        options={[
          { value: 'percent', label: __('A percentage', 'finders-fee') },
          { value: 'fixed_cart', label: __('A sum off the cart', 'finders-fee') },
          { value: 'fixed_product', label: __('A sum off each product', 'finders-fee') },
        ]}
      />
      <Field
        label={type === 'percent' ? __('Percentage', 'finders-fee') : __('Sum', 'finders-fee')}
        value={amount}
        onChange={setAmount}
        suffix={type === 'percent' ? '%' : pageConfig().currency}
        inputMode="decimal"
        className="is-short"
        error={fault('amount')}
      />
      <details className="finders-fee-more" open={rate.type !== 'none' || undefined}>
        <summary>{__('More', 'finders-fee')}</summary>
        <RateField
          label={__('Its own rate', 'finders-fee')}
          draft={rate}
          onChange={setRate}
          none={__('As the affiliate or the program says', 'finders-fee')}
          error={fault('rate')}
        />
        <Field
          label={__('Expires after', 'finders-fee')}
          type="date"
          value={expires}
          onChange={setExpires}
          error={problem?.forField('expires_on')}
          help={__('Empty: never. Everything else can be set in WooCommerce later.', 'finders-fee')}
        />
      </details>
      {problem && problem.code !== 'coupon_code_taken' && <Problem error={problem} />}
      <div className="finders-fee-actions">
        <Button variant="primary" type="submit" isBusy={isBusy} disabled={isBusy} accessibleWhenDisabled>
          {__('Create coupon', 'finders-fee')}
        </Button>
      </div>
    </form>
  );
}

function faultsOf(code: string, amount: string, type: string) {
  const isNumber = /^\d{1,9}([.,]\d{1,4})?$/.test(amount.trim());
  const number = Number(amount.replace(',', '.'));
  const most = type === 'percent' ? 100 : Infinity;
  return {
    code: /^[a-z0-9][a-z0-9-]{1,48}$/i.test(code.trim())
      ? undefined
      : __('Type 2 to 49 letters, digits and hyphens, such as john10.', 'finders-fee'),
    amount:
      isNumber && number > 0 && number <= most
        ? undefined
        : type === 'percent'
          ? __('Type a percentage above 0 and at most 100.', 'finders-fee')
          : /* translators: %s: currency */ sprintf(
              __('Type a sum above 0 in %s.', 'finders-fee'),
              pageConfig().currency,
            ),
  };
}
