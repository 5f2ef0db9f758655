import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { Field } from '../../components/field.tsx';
import { FieldNote } from '../../components/suggest.tsx';
import type { ProgramDraft } from './program-draft.ts';

type Rows = ProgramDraft['metadata'];

/** Words of the owner's own, by key, which the API gives back as they are. */
export function MetadataField(props: {
  rows: Rows;
  onChange: (rows: Rows) => void;
  error?: string | undefined;
}) {
  const { rows, onChange, error } = props;
  const change = (key: number, part: Partial<Rows[number]>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const next = Math.max(-1, ...rows.map(({ key }) => key)) + 1;
  return (
    <fieldset>
      <legend>{__('Notes for your own systems', 'finders-fee')}</legend>
      <p className="finders-fee-note">
        {__('Such as a campaign’s number. They change nothing here; the API gives them back.', 'finders-fee')}
      </p>
      {rows.map((row) => (
        <div key={row.key} className="finders-fee-side-by-side">
          <Field
            label={__('Key', 'finders-fee')}
            value={row.name}
            maxLength={60}
            onChange={(name) => change(row.key, { name })}
          />
          <Field
            label={__('Value', 'finders-fee')}
            value={row.value}
            maxLength={500}
            onChange={(value) => change(row.key, { value })}
          />
          <Button
            variant="link"
            isDestructive
            onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
          >
            {__('Remove', 'finders-fee')}
          </Button>
        </div>
      ))}
      <FieldNote id="finders-fee-metadata" error={error} />
      <Button
        variant="secondary"
        size="compact"
        onClick={() => onChange([...rows, { key: next, name: '', value: '' }])}
      >
        {__('Add a note', 'finders-fee')}
      </Button>
    </fieldset>
  );
}
