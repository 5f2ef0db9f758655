import { Button, Modal } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Affiliate } from '@finders-fee/shared';
import { parseAmount } from '../../../format/amount.ts';
import { formatMoney } from '../../../format/money.ts';
import { announce } from '../../components/announce.ts';
import { Field } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { useForm } from '../../components/use-form.ts';
import { writeOff } from './use-affiliates.ts';

/** Forgives what an affiliate owes, all of it or a part, with a reason that stays in the books. */
export function WriteOffDialog(props: {
  affiliate: Affiliate;
  currency: string;
  /** What they owe, without a sign. */
  owed: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const { affiliate, currency, owed, onClose, onDone } = props;
  const [amount, setAmount] = useState(owed);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const parsed = parseAmount(amount);
  const amountFault = parsed ? undefined : __('Type a sum above 0.', 'finders-fee');
  const reasonFault = reason.trim() ? undefined : __('Say why; it stays in the books.', 'finders-fee');
  const { onSubmit, isBusy, problem } = useForm(async (keyFor) => {
    setTried(true);
    if (!parsed || reasonFault) return;
    const body = { currency, reason: reason.trim(), ...(parsed !== owed && { amount: parsed }) };
    await writeOff(affiliate.id, body, keyFor(body));
    announce(
      /* translators: %s: amount of money */
      sprintf(__('%s is written off.', 'finders-fee'), formatMoney(parsed, currency)),
    );
    onDone();
  });
  return (
    <Modal
      title={__('Write off what is owed', 'finders-fee')}
      onRequestClose={onClose}
      className="finders-fee-modal"
      size="medium"
    >
      <form onSubmit={onSubmit} noValidate>
        <p>
          {sprintf(
            /* translators: 1: affiliate's name, 2: amount of money */
            __(
              '%1$s owes you %2$s. Written off, you bear it yourself, and their next commissions are paid in full.',
              'finders-fee',
            ),
            affiliate.name,
            formatMoney(owed, currency),
          )}
        </p>
        <Field
          label={__('How much', 'finders-fee')}
          value={amount}
          onChange={setAmount}
          suffix={currency}
          inputMode="decimal"
          className="is-short"
          error={(isTried ? amountFault : undefined) ?? problem?.forField('amount')}
        />
        <Field
          label={__('Why', 'finders-fee')}
          value={reason}
          onChange={setReason}
          maxLength={150}
          error={(isTried ? reasonFault : undefined) ?? problem?.forField('reason')}
        />
        {problem && <Problem error={problem} />}
        <div className="finders-fee-actions">
          <Button variant="primary" type="submit" isBusy={isBusy} disabled={isBusy} accessibleWhenDisabled>
            {__('Write it off', 'finders-fee')}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            {__('Cancel', 'finders-fee')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
