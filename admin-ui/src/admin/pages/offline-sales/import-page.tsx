import { Button, ProgressBar } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { pageConfig } from '../../../config.ts';
import { Link } from '../../components/link.tsx';
import { Problem } from '../../components/problem.tsx';
import { saveFile } from '../../components/save-file.ts';
import { sampleFile } from './csv-file.ts';
import { FileField } from './file-field.tsx';
import { ImportResult } from './import-result.tsx';
import { PastImports } from './past-imports.tsx';
import { useImport, type Import } from './use-import.ts';
import { Verdicts } from './verdicts.tsx';

/** A file of sales: chosen, tried row by row, imported, and taken back if need be. */
export function ImportPage() {
  const importing = useImport();
  const [turn, setTurn] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const { file, lines, result, busy, isDone, problem } = importing;
  return (
    <article className="finders-fee-import">
      <p>
        <Link to={{ tab: 'offline-sales' }}>{__('‹ All offline sales', 'finders-fee')}</Link>
      </p>
      <h2 ref={heading} tabIndex={-1}>
        {__('Import offline sales', 'finders-fee')}
      </h2>
      {!isDone && (
        <>
          <Format />
          <FileField
            file={file}
            isBusy={busy !== undefined}
            error={result ? undefined : problem?.message}
            onChoose={importing.check}
          />
        </>
      )}
      <Progress importing={importing} />
      {problem && result && <Interrupted importing={importing} />}
      {result && isDone && (
        <ImportResult
          result={result}
          onAgain={importing.startAgain}
          onUndone={() => {
            importing.startAgain();
            setTurn(turn + 1);
          }}
        />
      )}
      {result && !busy && <Verdicts key={String(isDone)} result={result} lines={lines} isDone={isDone} />}
      {result && !isDone && !busy && <Go importing={importing} />}
      <PastImports key={`${turn} ${String(isDone)}`} />
    </article>
  );
}

function Format() {
  return (
    <div className="finders-fee-format">
      <p>
        {__(
          'The first line names the four columns, each further line is one sale. Only the coupon is needed: an empty date means today, and an empty amount is fine where the commission is a fixed sum. “,” or “;” between the columns, dates such as 2026-11-21, amounts such as 99.90 (with “;” between the columns also 99,90).',
          'finders-fee',
        )}
      </p>
      <pre>{sampleFile.trimEnd()}</pre>
      <p>
        <Button
          variant="link"
          onClick={() => saveFile(new Blob([sampleFile], { type: 'text/csv' }), 'offline-sales.csv')}
        >
          {__('Save this as a file to begin with', 'finders-fee')}
        </Button>
      </p>
    </div>
  );
}

function Progress({ importing: { busy, lines, file } }: { importing: Import }) {
  const count = new Intl.NumberFormat(pageConfig().locale).format(Math.max(0, lines.length - 1));
  const sentences = {
    checking: sprintf(
      /* translators: %s: name of a file */
      __('Reading every row of %s. Nothing is written yet.', 'finders-fee'),
      file?.name ?? '',
    ),
    importing: sprintf(
      /* translators: %s: number of lines */
      __('Importing %s lines. A large file takes up to half a minute.', 'finders-fee'),
      count,
    ),
  };
  return (
    <div role="status" className="finders-fee-progress">
      {busy && (
        <>
          <ProgressBar />
          <p>{sentences[busy]}</p>
        </>
      )}
    </div>
  );
}

/** The answer was lost, but rows may be in the books: the same file once more is safe, and says which. */
function Interrupted({ importing: { problem, file, check } }: { importing: Import }) {
  if (!problem) return null;
  return (
    <>
      <Problem error={problem} />
      <p>
        {__(
          'Rows that were imported before it stopped are in the books. Check the same file again: it tells which are known, and imports only the rest.',
          'finders-fee',
        )}
      </p>
      <Button variant="secondary" onClick={() => file && check(file)}>
        {__('Check the file again', 'finders-fee')}
      </Button>
    </>
  );
}

function Go({ importing: { result, importAll, startAgain, problem } }: { importing: Import }) {
  const count = result?.imported ?? 0;
  if (problem) return null;
  return (
    <div className="finders-fee-actions">
      {count > 0 && (
        <Button variant="primary" onClick={importAll}>
          {sprintf(
            /* translators: %s: number of rows */
            _n('Import %s row', 'Import %s rows', count, 'finders-fee'),
            new Intl.NumberFormat(pageConfig().locale).format(count),
          )}
        </Button>
      )}
      <Button variant="tertiary" onClick={startAgain}>
        {count > 0 ? __('Cancel', 'finders-fee') : __('Choose another file', 'finders-fee')}
      </Button>
    </div>
  );
}
