import { __, _n, sprintf } from '@wordpress/i18n';
import type { Sentence } from '@finders-fee/shared';
import { pageConfig } from '../config.ts';
import { sayEarned } from './earned.ts';
import { refusalSentence } from './reason.ts';
import { textOf } from './values.ts';

type Values = Sentence['values'];

/**
 * The one sentence of a row in the reader's language, put together from its code and values exactly as the sidecar does in English.
 * Where the code is not known here, the sidecar's own sentence.
 */
export function saySentence({ code, values, text }: Sentence): string {
  const earned = earnedSentences[code];
  if (earned) return earned(values);
  const cause = refundCause(code, values);
  if (cause) return lessSentence(values, cause);
  return refusalSentence(code, textOf(values, 'status')) ?? text;
}

const earnedSentences: Record<string, (values: Values) => string> = {
  earned: sayEarned,
  refund_not_counted: (values) =>
    sprintf(
      /* translators: 1: what was earned, "13.50: 10 % of 135.00", 2: amount of money */
      __('%1$s, unchanged by the refund of %2$s', 'finders-fee'),
      sayEarned(values),
      textOf(values, 'refunded'),
    ),
  shipping_refund_not_counted: (values) =>
    sprintf(
      /* translators: 1: what was earned, "13.50: 10 % of 135.00", 2: amount of money */
      __('%1$s, unchanged by the refund of %2$s for shipping', 'finders-fee'),
      sayEarned(values),
      textOf(values, 'refunded'),
    ),
};

function lessSentence(values: Values, cause: string): string {
  return sprintf(
    /* translators: 1: commission before refunds, 2: what refunds took from it, 3: why, "1 of 2 pieces refunded" */
    __('%1$s less %2$s: %3$s', 'finders-fee'),
    textOf(values, 'before'),
    textOf(values, 'less'),
    cause,
  );
}

/** Why a commission is less than it was; undefined for a code that is no refund's. */
function refundCause(code: string, values: Values): string | undefined {
  switch (code) {
    case 'fully_refunded':
      return __('fully refunded', 'finders-fee');
    case 'pieces_refunded':
      return sprintf(
        /* translators: 1: pieces refunded, 2: pieces bought */
        _n(
          '%1$s of %2$s piece refunded',
          '%1$s of %2$s pieces refunded',
          Number(values['of']),
          'finders-fee',
        ),
        textOf(values, 'pieces'),
        textOf(values, 'of'),
      );
    case 'line_amount_refunded':
      /* translators: 1: amount of money, 2: name of a product */
      return sprintf(
        __('%1$s refunded on %2$s', 'finders-fee'),
        textOf(values, 'line_refunded'),
        textOf(values, 'item'),
      );
    case 'amount_refunded':
      /* translators: %s: amount of money */
      return sprintf(__('%s refunded without naming items', 'finders-fee'), textOf(values, 'refunded'));
    case 'refunded':
      return causesTogether(values);
    default:
      return undefined;
  }
}

function causesTogether(values: Values): string {
  const causes = [
    'pieces' in values ? refundCause('pieces_refunded', values) : undefined,
    'line_refunded' in values ? refundCause('line_amount_refunded', values) : undefined,
    'refunded' in values ? refundCause('amount_refunded', values) : undefined,
  ];
  return new Intl.ListFormat(pageConfig().locale).format(causes.filter((cause) => cause !== undefined));
}
