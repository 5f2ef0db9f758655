import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asApiError } from '../../../api/use-resource.ts';
import type { ApiError } from '../../../api/client.ts';
import { announce } from '../../components/announce.ts';
import { doneSentence, nameOf } from './review-words.ts';
import { reviewMany, type CommissionRow, type ReviewAction } from './use-commissions.ts';

/** What became of the last review: those that could not be, each with its reason, or why all of it failed. */
export interface ReviewOutcome {
  sentence: string;
  refused: { id: string; name: string; reason: string }[];
  problem?: ApiError;
}

export interface Review {
  /** Rows that wait for the reason of their rejection. */
  asking: CommissionRow[] | undefined;
  outcome: ReviewOutcome | undefined;
  start: (action: ReviewAction, rows: CommissionRow[]) => void;
  reject: (note: string) => Promise<void>;
  cancel: () => void;
  dismiss: () => void;
}

/** Does one thing to many commissions and says what came of it. A rejection first asks why, once for all of them. */
export function useReview(onDone: () => void): Review {
  const [asking, setAsking] = useState<CommissionRow[]>();
  const [outcome, setOutcome] = useState<ReviewOutcome>();
  const run = async (action: ReviewAction, rows: CommissionRow[], note?: string) => {
    const outcome = await reviewRows(action, rows, note);
    announce(outcome.sentence);
    setOutcome(outcome.refused.length > 0 ? outcome : undefined);
    onDone();
  };
  return {
    asking,
    outcome,
    start: (action, rows) => {
      if (action === 'reject') setAsking(rows);
      else
        run(action, rows).catch((error: unknown) =>
          setOutcome({ sentence: '', refused: [], problem: asApiError(error) }),
        );
    },
    reject: async (note) => {
      await run('reject', asking ?? [], note);
      setAsking(undefined);
    },
    cancel: () => setAsking(undefined),
    dismiss: () => setOutcome(undefined),
  };
}

async function reviewRows(
  action: ReviewAction,
  rows: CommissionRow[],
  note: string | undefined,
): Promise<ReviewOutcome> {
  const names = new Map(rows.map((row) => [row.commission_id ?? '', nameOf(row)]));
  const verdicts = await reviewMany([...names.keys()], action, note);
  const refused = verdicts
    .filter(({ verdict }) => verdict === 'refused')
    .map(({ id, reason = '' }) => {
      const name = names.get(id) ?? id;
      return { id, name, reason: reason.replace(`Commission ${id} `, '') };
    });
  const done = doneSentence(action, verdicts.length - refused.length);
  return { refused, sentence: refused.length === 0 ? done : `${done} ${sayRefused(refused)}` };
}

function sayRefused(refused: ReviewOutcome['refused']): string {
  const [first] = refused;
  return sprintf(
    /* translators: 1: how many could not be changed, 2: the first of them, "Order #1042", 3: why */
    __('%1$d could not: %2$s %3$s', 'finders-fee'),
    refused.length,
    first?.name ?? '',
    first?.reason ?? '',
  );
}
