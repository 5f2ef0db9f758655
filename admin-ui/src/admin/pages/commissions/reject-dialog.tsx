import { Button, Modal } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { formatMoney } from '../../../format/money.ts';
import { Field } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { useForm } from '../../components/use-form.ts';

export interface ToReject {
  currency: string;
  amount: string;
}

/** Asks why, once for all of them. What was earned is taken back, and the reason stays with each. */
export function RejectDialog(props: {
  commissions: readonly ToReject[];
  onReject: (note: string) => Promise<void>;
  onClose: () => void;
}) {
  const { commissions, onReject, onClose } = props;
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const { onSubmit, isBusy, problem } = useForm(async () => {
    setTried(true);
    if (note.trim()) await onReject(note.trim());
  });
  const [only] = commissions;
  const count = commissions.length;
  return (
    <Modal
      title={sprintf(
        /* translators: %d: number of commissions */
        _n('Reject %d commission', 'Reject %d commissions', count, 'finders-fee'),
        count,
      )}
      onRequestClose={onClose}
      className="finders-fee-modal"
      size="medium"
    >
      <form onSubmit={onSubmit} noValidate>
        <p>
          {count === 1 && only
            ? sprintf(
                /* translators: %s: amount of money */
                __(
                  'The %s are taken back, and the order earns nothing for this affiliate, also after later changes. You can put it back at any time.',
                  'finders-fee',
                ),
                formatMoney(only.amount, only.currency),
              )
            : __(
                'What they earned is taken back, and their orders earn nothing for these affiliates, also after later changes. You can put each back at any time.',
                'finders-fee',
              )}
        </p>
        <Field
          label={__('Why', 'finders-fee')}
          value={note}
          onChange={setNote}
          maxLength={150}
          help={__('Stays in the books beside the commission.', 'finders-fee')}
          error={
            isTried && !note.trim()
              ? __('Say why; you will want to know it when the affiliate asks.', 'finders-fee')
              : problem?.forField('note')
          }
        />
        {problem && <Problem error={problem} />}
        <div className="finders-fee-actions">
          <Button
            variant="primary"
            isDestructive
            type="submit"
            isBusy={isBusy}
            disabled={isBusy}
            accessibleWhenDisabled
          >
            {__('Reject', 'finders-fee')}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            {__('Cancel', 'finders-fee')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
