import { useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Payout } from '@finders-fee/shared';
import { announce } from '../../components/announce.ts';
import { Confirm } from '../../components/confirm.tsx';
import type { ManyOutcome } from '../../components/outcome.tsx';
import { nameOf, saySums } from './payout-words.ts';
import { settleMany, type SettleAction } from './settle-many.ts';

export interface ToSettle {
  action: SettleAction;
  payouts: readonly Payout[];
}

/** Asks once for all of them, with their number and the sum of each currency; then does one after the other and says what came of it. */
export function SettleDialog(
  props: ToSettle & { onClose: () => void; onTried: () => void; onDone: (outcome: ManyOutcome) => void },
) {
  const { action, payouts, onClose, onTried, onDone } = props;
  const [progress, setProgress] = useState<number>();
  const isStopped = useRef(false);
  const words = action === 'pay' ? payWords(payouts) : cancelWords(payouts);
  const run = async () => {
    setProgress(0);
    isStopped.current = false;
    try {
      const watch = { onProgress: setProgress, isStopped: () => isStopped.current };
      const outcome = await settleMany(action, payouts, watch);
      announce(outcome.sentence);
      onDone(outcome);
    } catch (error) {
      setProgress(undefined);
      onTried();
      throw error;
    }
  };
  return (
    <Confirm
      title={words.title}
      action={words.action}
      dismiss={progress === undefined ? __('Not now', 'finders-fee') : __('Stop here', 'finders-fee')}
      isDestructive={action === 'cancel'}
      onClose={() => {
        if (progress === undefined) return onClose();
        // What is under way ends first; its result is said then.
        isStopped.current = true;
      }}
      onConfirm={run}
    >
      {words.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {payouts.length > 1 && (
        <p className="finders-fee-note" role="status">
          {progress !== undefined && sayProgress(progress, payouts.length)}
        </p>
      )}
    </Confirm>
  );
}

interface Words {
  title: string;
  action: string;
  sentences: string[];
}

function payWords(payouts: readonly Payout[]): Words {
  const [only] = payouts;
  const trust = __(
    'Finder’s Fee moves no money: record what has left your bank or PayPal. If you were wrong, you can take it back.',
    'finders-fee',
  );
  if (only && payouts.length === 1)
    return {
      /* translators: %s: a payout, such as "€27.00 to John Miller" */
      title: sprintf(__('Record %s as sent?', 'finders-fee'), nameOf(only)),
      action: __('I have sent it: record', 'finders-fee'),
      sentences: [trust],
    };
  return {
    title: sprintf(
      /* translators: %d: number of payouts */
      _n('Record %d payout as sent?', 'Record %d payouts as sent?', payouts.length, 'finders-fee'),
      payouts.length,
    ),
    action: __('I have sent them: record', 'finders-fee'),
    sentences: [sayTotal(payouts), trust],
  };
}

function cancelWords(payouts: readonly Payout[]): Words {
  const [only] = payouts;
  if (only && payouts.length === 1)
    return {
      /* translators: %s: a payout, such as "€27.00 to John Miller" */
      title: sprintf(__('Cancel the proposal of %s?', 'finders-fee'), nameOf(only)),
      action: __('Cancel the proposal', 'finders-fee'),
      sentences: [
        __('Nothing is lost: what it was made of stays payable, and can be proposed again.', 'finders-fee'),
      ],
    };
  return {
    title: sprintf(
      /* translators: %d: number of payouts */
      _n('Cancel %d proposal?', 'Cancel %d proposals?', payouts.length, 'finders-fee'),
      payouts.length,
    ),
    action: __('Cancel the proposals', 'finders-fee'),
    sentences: [
      sayTotal(payouts),
      __('Nothing is lost: what they were made of stays payable, and can be proposed again.', 'finders-fee'),
    ],
  };
}

function sayTotal(payouts: readonly Payout[]): string {
  /* translators: %s: amounts of money, one for each currency */
  return sprintf(__('%s in total.', 'finders-fee'), saySums(payouts));
}

function sayProgress(done: number, of: number): string {
  /* translators: 1: how many payouts are done, 2: how many there are */
  return sprintf(__('%1$d of %2$d done', 'finders-fee'), done, of);
}
