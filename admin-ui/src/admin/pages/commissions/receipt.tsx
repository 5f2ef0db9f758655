import { __, sprintf } from '@wordpress/i18n';
import type { Explanation, Sentence, Step } from '@finders-fee/shared';
import { formatDay, formatExactly } from '../../../format/instant.ts';
import { formatMoney, formatSignedMoney } from '../../../format/money.ts';
import { entryWord } from '../../../words/entry.ts';
import { sayBase } from '../../../words/base.ts';
import { saySentence } from '../../../words/sentence.ts';
import { sayStep } from '../../../words/step.ts';

/** The arithmetic from the order's lines to the amount, line by line, and the books' entries under it. */
export function Receipt({ explanation }: { explanation: Explanation }) {
  const { currency, terms } = explanation;
  return (
    <section className="finders-fee-receipt">
      <p className="finders-fee-result">
        <strong>{formatMoney(explanation.amount, currency)}</strong>{' '}
        <span>{saySentence(explanation.summary)}</span>
      </p>
      <table>
        <caption className="screen-reader-text">{__('How the commission came about', 'finders-fee')}</caption>
        <tbody>
          {explanation.steps.map((step, index) => (
            <StepRow key={index} step={step} summary={explanation.summary} currency={currency} />
          ))}
        </tbody>
      </table>
      <p className="finders-fee-terms">
        {sprintf(
          /* translators: 1: program's name, 2: date, 3: what counts, "prices after discounts" */
          __('By the terms of program %1$s since %2$s: %3$s.', 'finders-fee'),
          terms.program_name,
          formatDay(terms.program_version_since),
          sayBase(terms.base),
        )}
      </p>
      <h3>{__('In the books', 'finders-fee')}</h3>
      <ul className="finders-fee-entries">
        {explanation.entries.map((entry) => (
          <li key={entry.id} title={entry.reason}>
            <time dateTime={entry.occurred_at} title={formatExactly(entry.occurred_at)}>
              {formatDay(entry.occurred_at)}
            </time>{' '}
            {entryWord(entry.kind)}{' '}
            <span className="finders-fee-money">{formatSignedMoney(entry.amount, currency)}</span>
          </li>
        ))}
      </ul>
      {explanation.payable_from && (
        <p>
          {/* translators: %s: date */}
          {sprintf(
            __('Payable from %s, when its hold ends.', 'finders-fee'),
            formatDay(explanation.payable_from),
          )}
        </p>
      )}
    </section>
  );
}

function StepRow({ step, summary, currency }: { step: Step; summary: Sentence; currency: string }) {
  const isSum = step.code === 'base' || step.code === 'amount';
  const isDetail = step.code === 'discount' || step.code === 'refunded' || step.code === 'tax';
  return (
    <tr className={isSum ? 'is-sum' : isDetail ? 'is-detail' : ''}>
      <th scope="row">{step.code === 'not_earning' ? saySentence(summary) : sayStep(step)}</th>
      <td>
        {step.amount === null
          ? step.code === 'not_counted' && __('not counted', 'finders-fee')
          : formatMoney(step.amount, currency).replace('-', '−')}
      </td>
    </tr>
  );
}
