import { Button, Modal } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Payout } from '@finders-fee/shared';
import { announce } from '../../components/announce.ts';
import { Money } from '../../components/money.tsx';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import { useForm } from '../../components/use-form.ts';
import { sayProposed } from './payout-words.ts';
import { readDue, type Due } from './read-due.ts';
import { proposeAll } from './use-payouts.ts';

/** Says to whom something is due and what a proposal of it means, and proposes it. `onTried` hears of a try that failed: some of it may stand. */
export function ProposeDialog(props: {
  onClose: () => void;
  onTried: () => void;
  onProposed: (made: Payout[]) => void;
}) {
  const { onClose, onTried, onProposed } = props;
  const { due, isAsked } = useDue();
  const { onSubmit, isBusy, problem } = useForm(async () => {
    try {
      const made = await proposeAll();
      announce(sayProposed(made));
      onProposed(made);
    } catch (error) {
      onTried();
      throw error;
    }
  });
  const isNothing = due?.sums.length === 0;
  return (
    <Modal
      title={__('Propose what is due', 'finders-fee')}
      onRequestClose={() => !isBusy && onClose()}
      className="finders-fee-modal"
      size="medium"
    >
      {!isAsked && <Shape rows={2} />}
      {due && !isNothing && <Sums due={due} />}
      {isNothing && (
        <p>
          {__(
            'Nothing is due that is not proposed already. A commission becomes due when its hold ends, or when you approve it.',
            'finders-fee',
          )}
        </p>
      )}
      {isAsked && (
        <ul className="finders-fee-consequences">
          {sayConsequences(due).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {problem && (
        <>
          <Problem error={problem} />
          <p>
            {__(
              'What was proposed until then stays, and stands in the list. Press again for the rest.',
              'finders-fee',
            )}
          </p>
        </>
      )}
      <div className="finders-fee-actions">
        {!isNothing && (
          <Button
            variant="primary"
            isBusy={isBusy}
            disabled={isBusy || !isAsked}
            accessibleWhenDisabled
            onClick={() => onSubmit()}
          >
            {__('Propose it', 'finders-fee')}
          </Button>
        )}
        <Button variant="tertiary" disabled={isBusy} accessibleWhenDisabled onClick={onClose}>
          {isNothing ? __('Close', 'finders-fee') : __('Not now', 'finders-fee')}
        </Button>
      </div>
    </Modal>
  );
}

function Sums({ due }: { due: Due }) {
  return (
    <div className="finders-fee-receipt">
      <table>
        <caption className="screen-reader-text">{__('Due and not proposed yet', 'finders-fee')}</caption>
        <tbody>
          {due.sums.map(({ currency, amount, count }) => (
            <tr key={currency}>
              <th scope="row">
                {sprintf(
                  /* translators: 1: number of affiliates, 2: currency code */
                  _n('%1$d affiliate, in %2$s', '%1$d affiliates, in %2$s', count, 'finders-fee'),
                  count,
                  currency,
                )}
              </th>
              <td>
                <Money amount={amount} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What a press does, in words; the figures only where they are known. */
function sayConsequences(due: Due | undefined): string[] {
  const always =
    due?.sums.length === 0
      ? []
      : [
          __(
            'Everybody to whom something is due gets one proposal of all of it, in each currency by itself. You see then what each is made of and where to send it.',
            'finders-fee',
          ),
        ];
  if (!due)
    return [
      ...always,
      __('Whoever has an open proposal keeps it, and whoever owes you gets none.', 'finders-fee'),
    ];
  return [
    ...always,
    due.open > 0 &&
      sprintf(
        /* translators: %d: number of proposals */
        _n(
          '%d proposal is open already and stays as it is.',
          '%d proposals are open already and stay as they are.',
          due.open,
          'finders-fee',
        ),
        due.open,
      ),
    due.owing > 0 &&
      sprintf(
        /* translators: %d: number of affiliates' accounts */
        _n(
          '%d account is below zero after a refund, and gets none: what is earned next is set against it.',
          '%d accounts are below zero after refunds, and get none: what is earned next is set against them.',
          due.owing,
          'finders-fee',
        ),
        due.owing,
      ),
    __('No money moves, and every proposal can be cancelled.', 'finders-fee'),
  ].filter((sentence) => sentence !== false);
}

/** The figures are a courtesy: where they cannot be had, the words say all that is needed. */
function useDue(): { due: Due | undefined; isAsked: boolean } {
  const [state, setState] = useState<{ due: Due | undefined; isAsked: boolean }>({
    due: undefined,
    isAsked: false,
  });
  useEffect(() => {
    let isGone = false;
    const put = (due: Due | undefined) => !isGone && setState({ due, isAsked: true });
    readDue().then(put, () => put(undefined));
    return () => {
      isGone = true;
    };
  }, []);
  return state;
}
