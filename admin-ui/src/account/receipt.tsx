import { Fragment, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Explanation, LedgerEntry, LedgerKind, Me, Step } from '@finders-fee/shared';
import type { Client } from './client.ts';
import { dayFormat } from './dates.ts';
import { formatMoney, formatMovement, isZero } from './money.ts';
import { Unreachable } from './notice.tsx';
import { stepLabel } from './step-label.ts';
import { Rows } from './shape.tsx';
import { useAnswer } from './use-answer.ts';

interface Props {
  commissionId: string;
  client: Client;
  me: Me;
}

/** How one amount came about, step by step, like a till receipt; asked for when somebody opens it. */
export function Receipt({ commissionId, client, me }: Props) {
  const [question, setQuestion] = useState(() => client.explanation(commissionId));
  const answer = useAnswer(question);
  if (!answer) return <Rows count={3} />;
  if (!answer.ok) return <Unreachable retry={() => setQuestion(client.explanation(commissionId))} />;
  return (
    <>
      <table className="ff-table">
        <caption className="ff-hidden">{__('How the amount came about', 'finders-fee')}</caption>
        <tbody>
          {answer.data.steps.map((step, index) => (
            <StepRow key={index} step={step} currency={answer.data.currency} />
          ))}
        </tbody>
      </table>
      <p className="ff-quiet ff-history">
        {history(answer.data, me.time_zone).map((part, index) => (
          <Fragment key={index}>
            {index > 0 && ' · '}
            <span>{part}</span>
          </Fragment>
        ))}
      </p>
    </>
  );
}

const totals: readonly Step['code'][] = ['base', 'amount'];

function StepRow({ step, currency }: { step: Step; currency: string }) {
  return (
    <tr className={totals.includes(step.code) ? 'ff-total' : undefined}>
      <th scope="row">{stepLabel(step)}</th>
      <td>{step.amount === null ? '' : formatMoney(step.amount, currency)}</td>
    </tr>
  );
}

/** "3 Nov earned +13.50 · 5 Nov adjusted −4.50 · payable from 3 Dec" */
function history({ entries, currency, payable_from: payableFrom }: Explanation, timeZone: string): string[] {
  const day = dayFormat(timeZone);
  const parts: string[] = entries.map((entry) => {
    const said = [day(entry.occurred_at), eventWord(entry)];
    // What only goes from one account to another changes nothing of what is theirs.
    if (!isZero(entry.amount)) said.push(formatMovement(entry.amount, currency));
    return said.join(' ');
  });
  /* translators: %s: date */
  if (payableFrom !== null) parts.push(sprintf(__('payable from %s', 'finders-fee'), day(payableFrom)));
  return parts;
}

function eventWord({ kind, from, to }: LedgerEntry): string {
  if (kind === 'adjusted' && to === 'held' && from === 'pending') return __('put on hold', 'finders-fee');
  if (kind === 'adjusted' && from === 'held' && to === 'pending') return __('released', 'finders-fee');

  const words: Record<LedgerKind, string> = {
    earned: __('earned', 'finders-fee'),
    reversed: __('taken back', 'finders-fee'),
    adjusted: __('adjusted', 'finders-fee'),
    approved: __('approved', 'finders-fee'),
    paid: __('paid', 'finders-fee'),
    clawed_back: __('taken back after payout', 'finders-fee'),
    written_off: __('written off', 'finders-fee'),
    bonus: __('bonus', 'finders-fee'),
  };
  return words[kind];
}
