import { useId, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { DragEvent } from 'react';
import { FieldNote } from '../../components/suggest.tsx';

/** A file to choose, or to drop on the field. */
export function FileField(props: {
  file: File | undefined;
  isBusy: boolean;
  error: string | undefined;
  onChoose: (file: File) => void;
}) {
  const { file, isBusy, error, onChoose } = props;
  const [isOver, setOver] = useState(false);
  const id = useId();
  const take = (files: FileList | null) => {
    const [chosen] = files ?? [];
    if (chosen && !isBusy) onChoose(chosen);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div
      className={isOver ? 'finders-fee-drop is-over' : 'finders-fee-drop'}
      onDragOver={over}
      onDragEnter={over}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <label htmlFor={id}>{__('Choose a CSV file, or drop it here', 'finders-fee')}</label>
      <input
        id={id}
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        disabled={isBusy}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-help`}
        // The same file may be chosen again after it was mended.
        onClick={(event) => {
          event.currentTarget.value = '';
        }}
        onChange={(event) => take(event.target.files)}
      />
      <FieldNote
        id={`${id}-help`}
        error={error}
        help={
          file ? (
            <strong>{file.name}</strong>
          ) : (
            __('Nothing is written before you have seen what would become of each row.', 'finders-fee')
          )
        }
      />
    </div>
  );
}
