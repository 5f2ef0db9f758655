import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Program } from '@finders-fee/shared';
import { Field } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { RateField } from '../../components/rate-field.tsx';
import { useForm } from '../../components/use-form.ts';
import { BaseFields } from './base-fields.tsx';
import { MoreTerms } from './more-terms.tsx';
import {
  hasBegun,
  hasFaultsInMore,
  hasMore,
  programDraft,
  programFaults,
  programTerms,
  type ProgramDraft,
} from './program-draft.ts';
import { saveProgram } from './use-programs.ts';

/** Name and rate first, then what the rate is a share of and the hold; everything rarer is folded behind. */
export function ProgramForm(props: {
  id: string;
  program: Program | undefined;
  onSaved: (program: Program) => void;
  onCancel?: () => void;
}) {
  const { id, program, onSaved, onCancel } = props;
  const [draft, setDraft] = useState(() => programDraft(program));
  const [isTried, setTried] = useState(false);
  const [isMore, setMore] = useState(hasMore(draft));
  const change = (part: Partial<ProgramDraft>) => setDraft((now) => ({ ...now, ...part }));
  const faults = programFaults(draft);
  const { onSubmit, isBusy, problem } = useForm(async (keyFor) => {
    setTried(true);
    if (hasFaultsInMore(faults)) setMore(true);
    if (Object.values(faults).some(Boolean)) return;
    const terms = programTerms(draft, program);
    onSaved(await saveProgram(id, terms, keyFor({ id, ...terms })));
  });
  const fault = (field: string) =>
    (isTried ? faults[field as keyof typeof faults] : undefined) ?? problem?.forField(field);
  return (
    <form onSubmit={onSubmit} noValidate>
      <Field
        label={__('Name', 'finders-fee')}
        value={draft.name}
        onChange={(name) => change({ name })}
        error={fault('name')}
        help={__('Affiliates see it, such as “Standard” or “Podcast”.', 'finders-fee')}
      />
      <RateField
        label={__('Commission rate', 'finders-fee')}
        draft={draft.rate}
        onChange={(rate) => change({ rate })}
        error={fault('rate')}
      />
      <BaseFields base={draft.base} onChange={(base) => change({ base })} />
      <Field
        label={__('Hold', 'finders-fee')}
        value={draft.holdDays}
        onChange={(holdDays) => change({ holdDays })}
        suffix={__('days', 'finders-fee')}
        inputMode="numeric"
        className="is-short"
        error={fault('hold_days')}
        help={__(
          'How long after the order a commission becomes payable, so that returns come first. Empty: as in the settings.',
          'finders-fee',
        )}
      />
      <details
        className="finders-fee-more"
        open={isMore}
        onToggle={(event) => setMore(event.currentTarget.open)}
      >
        <summary>
          {__('More: rates for products, exclusions, least amount, time frame', 'finders-fee')}
        </summary>
        <MoreTerms draft={draft} isStartFixed={hasBegun(program)} onChange={change} fault={fault} />
      </details>
      {problem && <Problem error={problem} />}
      <div className="finders-fee-actions">
        <Button variant="primary" type="submit" isBusy={isBusy} disabled={isBusy} accessibleWhenDisabled>
          {program ? __('Save for orders from now on', 'finders-fee') : __('Create program', 'finders-fee')}
        </Button>
        {onCancel && (
          <Button variant="tertiary" onClick={onCancel}>
            {__('Cancel', 'finders-fee')}
          </Button>
        )}
      </div>
    </form>
  );
}
