import { Button } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { OfflineImport } from '@finders-fee/shared';
import { pageConfig } from '../../../config.ts';
import { Link } from '../../components/link.tsx';
import { UndoBatch } from './undo.tsx';

/** What an import did, and the way back. */
export function ImportResult(props: { result: OfflineImport; onAgain: () => void; onUndone: () => void }) {
  const { result, onAgain, onUndone } = props;
  const [isAsking, setAsking] = useState(false);
  const sentence = useRef<HTMLParagraphElement>(null);
  useEffect(() => sentence.current?.focus(), []);
  const { batch_id: id } = result;
  return (
    <div className="finders-fee-card">
      <p ref={sentence} tabIndex={-1} className="finders-fee-done">
        {sayDone(result)}
      </p>
      <div className="finders-fee-actions">
        <Button variant="primary" onClick={onAgain}>
          {__('Import another file', 'finders-fee')}
        </Button>
        {id && (
          <>
            <Link
              className="components-button is-secondary"
              to={{ tab: 'offline-sales', parameters: { batch_id: id } }}
            >
              {__('Show these sales', 'finders-fee')}
            </Link>
            <Button variant="tertiary" isDestructive onClick={() => setAsking(true)}>
              {__('Undo this import…', 'finders-fee')}
            </Button>
          </>
        )}
      </div>
      {isAsking && id && (
        <UndoBatch
          batch={{ id, sales: result.imported, recorded_at: new Date().toISOString() }}
          onClose={() => setAsking(false)}
          onDone={onUndone}
        />
      )}
    </div>
  );
}

function sayDone({ imported, duplicates, refused }: OfflineImport): string {
  const count = (number: number) => new Intl.NumberFormat(pageConfig().locale).format(number);
  return [
    /* translators: %s: number of rows */
    sprintf(_n('%s row imported.', '%s rows imported.', imported, 'finders-fee'), count(imported)),
    duplicates > 0 &&
      /* translators: %s: number of rows */
      sprintf(
        _n('%s was known already.', '%s were known already.', duplicates, 'finders-fee'),
        count(duplicates),
      ),
    refused > 0 &&
      /* translators: %s: number of rows */
      sprintf(_n('%s was refused.', '%s were refused.', refused, 'finders-fee'), count(refused)),
  ]
    .filter(Boolean)
    .join(' ');
}
