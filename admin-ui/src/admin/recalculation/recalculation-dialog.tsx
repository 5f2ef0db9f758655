import { Button, Modal } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Recalculation, RecalculationResult } from '@finders-fee/shared';
import { write } from '../../api/client.ts';
import { startOfDay } from '../../format/period.ts';
import { announce } from '../components/announce.ts';
import { Field } from '../components/field.tsx';
import { Problem } from '../components/problem.tsx';
import { useForm } from '../components/use-form.ts';
import { Differences } from './differences.tsx';

export interface RecalculationProps {
  /** Which orders, beside their days. */
  scope: Pick<Recalculation, 'program_id' | 'affiliate_id'>;
  /** The same in words: "orders of program Podcast". */
  scopeName: string;
  onClose: () => void;
  onApplied?: () => void;
}

type Asked = Omit<Recalculation, 'dry_run' | 'fingerprint'>;

/** Decides again about past orders with today's rules: a span, every difference, then the decision. */
export function RecalculationDialog({ scope, scopeName, onClose, onApplied }: RecalculationProps) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [preview, setPreview] = useState<{ asked: Asked; result: RecalculationResult }>();
  const isBackwards = from !== '' && to !== '' && to < from;
  const looking = useForm(async () => {
    if (isBackwards) return;
    const asked = {
      ...scope,
      ...(from && { after: startOfDay(from) }),
      ...(to && { before: startOfDay(to, 1) }),
    };
    setPreview({ asked, result: await recalculate({ ...asked, dry_run: true }) });
  });
  const applying = useForm(async () => {
    if (!preview) return;
    const { asked, result } = preview;
    const done = await recalculate({ ...asked, dry_run: false, fingerprint: result.fingerprint });
    announce(sayChanged(done.differences_count));
    onApplied?.();
    onClose();
  });
  const isBusy = looking.isBusy || applying.isBusy;
  const count = preview?.result.differences_count ?? 0;
  return (
    <Modal
      title={__('Recalculate past orders', 'finders-fee')}
      onRequestClose={onClose}
      className="finders-fee-modal"
      size={preview ? 'large' : 'medium'}
    >
      {preview ? (
        <Differences result={preview.result} />
      ) : (
        <form onSubmit={looking.onSubmit} noValidate>
          <p>
            {sprintf(
              /* translators: %s: which orders, such as "orders of program Podcast" */
              __(
                'Decides again about %s with the rules of today: programs, rates, settings. Nothing changes before you have seen every difference.',
                'finders-fee',
              ),
              scopeName,
            )}
          </p>
          <div className="finders-fee-side-by-side">
            <Field label={__('Placed from', 'finders-fee')} type="date" value={from} onChange={setFrom} />
            <Field
              label={__('to the end of', 'finders-fee')}
              type="date"
              value={to}
              onChange={setTo}
              error={isBackwards ? __('The last day lies before the first.', 'finders-fee') : undefined}
            />
          </div>
          <p className="finders-fee-note">
            {__('Days of your shop. Empty: from the first order, to the newest.', 'finders-fee')}
          </p>
        </form>
      )}
      {looking.problem && <Problem error={looking.problem} />}
      {applying.problem && <Problem error={applying.problem} />}
      <div className="finders-fee-actions">
        {!preview && (
          <Button
            variant="primary"
            isBusy={isBusy}
            disabled={isBusy}
            accessibleWhenDisabled
            onClick={() => looking.onSubmit()}
          >
            {isBusy ? __('Calculating…', 'finders-fee') : __('Show the differences', 'finders-fee')}
          </Button>
        )}
        {preview && count > 0 && (
          <Button
            variant="primary"
            isBusy={isBusy}
            disabled={isBusy}
            accessibleWhenDisabled
            onClick={() => applying.onSubmit()}
          >
            {/* translators: %d: number of commissions */}
            {sprintf(_n('Change %d commission', 'Change %d commissions', count, 'finders-fee'), count)}
          </Button>
        )}
        {preview && (
          <Button
            variant="secondary"
            onClick={() => {
              setPreview(undefined);
              applying.setProblem(undefined);
            }}
          >
            {__('Choose other days', 'finders-fee')}
          </Button>
        )}
        <Button variant="tertiary" onClick={onClose}>
          {count > 0 ? __('Leave everything as it is', 'finders-fee') : __('Close', 'finders-fee')}
        </Button>
      </div>
    </Modal>
  );
}

function recalculate(asked: Recalculation): Promise<RecalculationResult> {
  return write<RecalculationResult>('POST', 'recalculations', asked);
}

function sayChanged(count: number): string {
  /* translators: %d: number of commissions */
  return sprintf(
    _n('%d commission is being changed.', '%d commissions are being changed.', count, 'finders-fee'),
    count,
  );
}
