import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Coupon } from '@finders-fee/shared';
import { sayRate } from '../../../words/rate.ts';
import { Problem } from '../../components/problem.tsx';
import { draftOf, rateFault, rateOf } from '../../components/rate-draft.ts';
import { RateField } from '../../components/rate-field.tsx';
import { useForm } from '../../components/use-form.ts';
import { rateCoupon } from './use-coupons.ts';

/** A rate of the coupon's own, which goes before every other. */
export function RateForm({ coupon, onSaved }: { coupon: Coupon; onSaved: (sentence: string) => void }) {
  const [draft, setDraft] = useState(() => draftOf(coupon.rate, 'none'));
  const [isTried, setTried] = useState(false);
  const { onSubmit, isBusy, problem } = useForm(async (keyFor) => {
    setTried(true);
    const rate = rateOf(draft);
    if (rate === undefined) return;
    await rateCoupon(coupon.id, rate, keyFor([coupon.id, rate]));
    onSaved(
      rate
        ? /* translators: 1: coupon code, 2: rate such as "10%" */
          sprintf(__('%1$s earns %2$s from now on.', 'finders-fee'), coupon.code, sayRate(rate))
        : /* translators: %s: coupon code */
          sprintf(__('%s earns as the affiliate or the program says.', 'finders-fee'), coupon.code),
    );
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <h3>{__('What it earns', 'finders-fee')}</h3>
      <RateField
        label={__('Its own rate', 'finders-fee')}
        draft={draft}
        onChange={setDraft}
        none={__('As the affiliate or the program says', 'finders-fee')}
        error={(isTried ? rateFault(draft) : undefined) ?? problem?.forField('rate')}
        help={__(
          'It goes before every other rate, for orders placed from now on. Orders before keep theirs.',
          'finders-fee',
        )}
      />
      {problem && <Problem error={problem} />}
      <Button variant="secondary" type="submit" isBusy={isBusy} disabled={isBusy} accessibleWhenDisabled>
        {__('Save the rate', 'finders-fee')}
      </Button>
    </form>
  );
}
