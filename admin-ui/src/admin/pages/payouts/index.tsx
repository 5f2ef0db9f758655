import { Button } from '@wordpress/components';
import { useMemo, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Payout } from '@finders-fee/shared';
import type { Place } from '../../address.ts';
import { Outcome, type ManyOutcome } from '../../components/outcome.tsx';
import { useTurned } from '../../components/use-turned.ts';
import { List } from '../../list/list.tsx';
import { useView } from '../../list/use-view.ts';
import { chosen } from '../../list/view.ts';
import { payoutActions, type Acts } from './actions.ts';
import { Asked, type Asking } from './asked.tsx';
import { payoutFields } from './fields.tsx';
import { PayoutKinds } from './kinds.tsx';
import { Nothing } from './nothing.tsx';
import { PayoutPanel } from './payout-panel.tsx';
import { usePayouts } from './use-payouts.ts';
import { ownView, rules, withKind, withoutKind } from './view.ts';

/** What is to be sent to all affiliates, and what was. */
export function PayoutsPage({ place }: { place: Place }) {
  const { view, setView } = useView(place, ownView, rules);
  const { page, path } = usePayouts(view);
  const [asking, setAsking] = useState<Asking>();
  const [outcome, setOutcome] = useState<ManyOutcome>();
  const [turn, setTurn] = useState(0);
  const whole = useRef<HTMLElement>(null);
  useTurned(turn, () => {
    // The row that was acted on may not be there any more. An open panel takes the focus itself.
    if (!place.id) whole.current?.focus({ preventScroll: true });
    page.reload();
  });
  const acts = useMemo<Acts>(
    () => ({
      settle: (action, payouts) => setAsking({ what: 'settle', action, payouts }),
      decide: (payout) => setAsking({ what: 'decide', payout }),
      takeBack: (payout) => setAsking({ what: 'take-back', payout }),
    }),
    [],
  );
  const [fields, actions] = useMemo(() => [payoutFields(acts), payoutActions(acts)], [acts]);
  const isNarrow = view.type !== 'table';
  const propose = (
    <Button variant="primary" size="compact" onClick={() => setAsking({ what: 'propose' })}>
      {__('Propose what is due…', 'finders-fee')}
    </Button>
  );
  const done = (result?: ManyOutcome) => {
    setAsking(undefined);
    setOutcome(result && isWhole(result) ? undefined : result);
    setTurn((before) => before + 1);
  };
  return (
    <section
      ref={whole}
      tabIndex={-1}
      className="finders-fee-whole"
      aria-label={__('Payouts', 'finders-fee')}
    >
      <PayoutKinds view={view} turn={turn} />
      {/* A phone has no room for it beside the search. */}
      {isNarrow && <p>{propose}</p>}
      {outcome && <Outcome outcome={outcome} onDismiss={() => setOutcome(undefined)} />}
      <List
        view={withKind(view)}
        setView={(next) => setView(withoutKind(next, view))}
        own={ownView}
        fields={fields}
        actions={actions}
        page={page}
        getItemId={(row) => row.id}
        openId={place.id}
        onOpen={(row) => (row.is_outdated ? acts.decide(row) : place.go({ id: row.id }))}
        searchLabel={__('Search affiliate', 'finders-fee')}
        download={path}
        header={!isNarrow && propose}
        {...(chosen(view, 'status') === 'paid' && {
          noMatch: __('Nothing is recorded as sent.', 'finders-fee'),
        })}
        nothing={<Nothing key={turn} />}
      />
      {place.id && (
        <PayoutPanel id={place.id} turn={turn} acts={acts} onClose={() => place.go({ id: undefined })} />
      )}
      {asking && (
        <Asked
          asking={asking}
          onClose={() => setAsking(undefined)}
          onTried={page.reload}
          onDone={done}
          onProposed={(made: Payout[]) => {
            done();
            if (made.length > 0) place.go({ id: undefined, parameters: {} });
          }}
        />
      )}
    </section>
  );
}

/** What is told in full by the sentence that was announced need not stay. */
function isWhole({ refused, isCut }: ManyOutcome): boolean {
  return refused.length === 0 && !isCut;
}
