import { useState } from '@wordpress/element';
import { asApiError } from '../../../api/use-resource.ts';
import { announce } from '../../components/announce.ts';
import { sayOutcome, type ManyOutcome } from '../../components/outcome.tsx';
import { doneSentence, nameOf } from './review-words.ts';
import { reviewMany, type CommissionRow, type ReviewAction } from './use-commissions.ts';

export interface Review {
  /** Rows that wait for the reason of their rejection. */
  asking: CommissionRow[] | undefined;
  /** What became of the last review. */
  outcome: ManyOutcome | undefined;
  start: (action: ReviewAction, rows: CommissionRow[]) => void;
  reject: (note: string) => Promise<void>;
  cancel: () => void;
  dismiss: () => void;
}

/** Does one thing to many commissions and says what came of it. A rejection first asks why, once for all of them. */
export function useReview(onDone: () => void): Review {
  const [asking, setAsking] = useState<CommissionRow[]>();
  const [outcome, setOutcome] = useState<ManyOutcome>();
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
): Promise<ManyOutcome> {
  const names = new Map(rows.map((row) => [row.commission_id ?? '', nameOf(row)]));
  const verdicts = await reviewMany([...names.keys()], action, note);
  const refused = verdicts
    .filter(({ verdict }) => verdict === 'refused')
    .map(({ id, reason = '' }) => {
      const name = names.get(id) ?? id;
      return { id, name, reason: reason.replace(`Commission ${id} `, '') };
    });
  const done = doneSentence(action, verdicts.length - refused.length);
  return { refused, sentence: sayOutcome(done, refused) };
}
