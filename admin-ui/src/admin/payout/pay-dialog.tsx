import { Button, Modal, Notice } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Affiliate, Payout } from '@finders-fee/shared';
import type { ApiError } from '../../api/client.ts';
import { asApiError } from '../../api/use-resource.ts';
import { formatMoney } from '../../format/money.ts';
import { payoutMethod } from '../../words/payout.ts';
import { announce } from '../components/announce.ts';
import { Problem } from '../components/problem.tsx';
import { Shape } from '../components/shape.tsx';
import { useForm } from '../components/use-form.ts';
import { PayoutItems } from './payout-items.tsx';
import { sayOutdated, saySent } from './say-outdated.ts';
import {
  cancelPayout,
  payPayout,
  proposeAnew,
  proposePayout,
  readPayout,
  recordAsSent,
} from './settle-payout.ts';

/** Whom a payout goes to, and where. */
export type Payee = Pick<Affiliate, 'id' | 'name' | 'payout'>;

/** Shows what a payout is made of and records it. Closed without paying, a proposal of its own making is taken back. */
export function PayDialog(props: {
  affiliate: Payee;
  currency: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const { affiliate, currency, onClose, onDone } = props;
  const { payout, isNew, isAsked, problem, put } = useProposal(affiliate.id, currency);
  const recorded = (paid: Payout) => {
    announce(
      sprintf(
        /* translators: 1: amount of money, 2: affiliate's name */
        __('%1$s to %2$s is recorded as paid.', 'finders-fee'),
        formatMoney(paid.amount, currency),
        affiliate.name,
      ),
    );
    onDone();
  };
  const paying = useForm(async () => {
    if (!payout) return;
    try {
      recorded(await payPayout(payout));
    } catch (error) {
      // A refund may have come while this was open: then the proposal says by how much.
      if (asApiError(error).code === 'conflict')
        await readPayout(payout.id).then(
          (now) => put({ payout: now, isNew: isNew === true }),
          () => undefined,
        );
      throw error;
    }
  });
  const sending = useForm(async () => {
    if (payout) recorded(await recordAsSent(payout));
  });
  const cancelling = useForm(async () => {
    if (payout) await cancelPayout(payout);
    onClose();
  });
  const renewing = useForm(async () => {
    if (!payout) return;
    put(await proposeAnew(payout));
    paying.setProblem(undefined);
    sending.setProblem(undefined);
  });
  const isBusy = paying.isBusy || sending.isBusy || cancelling.isBusy || renewing.isBusy;
  const isDropped = payout?.status === 'cancelled';
  const isOutdated = payout !== undefined && (payout.is_outdated || paying.problem?.code === 'conflict');
  const close = () => {
    if (isBusy) return;
    if (payout && isNew && !cancelling.problem) cancelling.onSubmit();
    else onClose();
  };
  const failure =
    problem ??
    (isOutdated && !isDropped ? undefined : paying.problem) ??
    sending.problem ??
    cancelling.problem ??
    renewing.problem;
  return (
    <Modal
      /* translators: %s: affiliate's name */
      title={sprintf(__('Pay %s', 'finders-fee'), affiliate.name)}
      onRequestClose={close}
      className="finders-fee-modal"
      size="medium"
    >
      {!isAsked && <Shape rows={4} />}
      {failure && <Problem error={failure} />}
      {isAsked && !payout && !problem && (
        <p>{__('Nothing is payable in this currency just now.', 'finders-fee')}</p>
      )}
      {payout && (
        <>
          {isOutdated && !isDropped && (
            <Notice status="warning" isDismissible={false}>
              {sayOutdated()}
            </Notice>
          )}
          <PayoutItems payout={payout} />
          <p>{sayAccount(affiliate.name, payout.account ?? affiliate.payout)}</p>
          <p>
            {__(
              'Finder’s Fee moves no money. Send it by your bank or PayPal; recording it here makes the books say so.',
              'finders-fee',
            )}
          </p>
          {isOutdated && !isDropped && <p id="finders-fee-sent">{saySent(payout)}</p>}
        </>
      )}
      <div className="finders-fee-actions">
        {isOutdated && (
          <Button
            variant="primary"
            isBusy={renewing.isBusy}
            disabled={isBusy}
            accessibleWhenDisabled
            onClick={() => renewing.onSubmit()}
          >
            {__('Propose what is payable now', 'finders-fee')}
          </Button>
        )}
        {payout && isOutdated && !isDropped && (
          <Button
            variant="secondary"
            aria-describedby="finders-fee-sent"
            isBusy={sending.isBusy}
            disabled={isBusy}
            accessibleWhenDisabled
            onClick={() => sending.onSubmit()}
          >
            {sprintf(
              /* translators: %s: amount of money */
              __('I have already sent %s: record it', 'finders-fee'),
              formatMoney(payout.amount, currency),
            )}
          </Button>
        )}
        {payout && !isOutdated && (
          <Button
            variant="primary"
            isBusy={paying.isBusy}
            disabled={isBusy}
            accessibleWhenDisabled
            onClick={() => paying.onSubmit()}
          >
            {sprintf(
              /* translators: %s: amount of money */
              __('I have sent %s: record it', 'finders-fee'),
              formatMoney(payout.amount, currency),
            )}
          </Button>
        )}
        {payout && !isNew && !isDropped && (
          <Button
            variant="secondary"
            isDestructive
            disabled={isBusy}
            accessibleWhenDisabled
            onClick={() => cancelling.onSubmit()}
          >
            {__('Cancel this payout', 'finders-fee')}
          </Button>
        )}
        <Button variant="tertiary" disabled={isBusy} accessibleWhenDisabled onClick={close}>
          {__('Not now', 'finders-fee')}
        </Button>
      </div>
    </Modal>
  );
}

function useProposal(affiliateId: string, currency: string) {
  const [state, setState] = useState<{
    payout?: Payout | undefined;
    isNew?: boolean;
    problem?: ApiError;
    isAsked: boolean;
  }>({ isAsked: false });
  const isAsking = useRef(false);
  useEffect(() => {
    // React's strict mode runs this twice; one proposal is enough.
    if (isAsking.current) return;
    isAsking.current = true;
    proposePayout(affiliateId, currency).then(
      (proposal) => setState({ ...proposal, isAsked: true }),
      (error: unknown) => setState({ problem: asApiError(error), isAsked: true }),
    );
  }, [affiliateId, currency]);
  return {
    ...state,
    put: (proposal: { payout: Payout | undefined; isNew: boolean }) =>
      setState({ ...proposal, isAsked: true }),
  };
}

function sayAccount(name: string, account: Payee['payout']): string {
  if (!account?.details)
    /* translators: %s: affiliate's name */
    return sprintf(
      __('No payout account of %s is known. You can add one on their page, under Edit.', 'finders-fee'),
      name,
    );
  /* translators: 1: way of paying, such as "PayPal", 2: account */
  return sprintf(__('To: %1$s, %2$s', 'finders-fee'), payoutMethod(account.method), account.details);
}
