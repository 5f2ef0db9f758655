import { Button } from '@wordpress/components';
import { useMemo, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ImportVerdict, OfflineImport } from '@finders-fee/shared';
import { pageConfig } from '../../../config.ts';
import type { Tone } from '../../../words/status.ts';
import { Choice } from '../../components/field.tsx';
import { Pager } from '../../components/pager.tsx';
import { saveFile } from '../../components/save-file.ts';
import { Status } from '../../components/status.tsx';
import { linesFile } from './csv-file.ts';
import { sayVerdictReason } from './verdict-reason.ts';

const perPage = 50;
type Shown = 'all' | ImportVerdict['verdict'];

/** What becomes of each line, those that are refused first to be seen. */
export function Verdicts(props: { result: OfflineImport; lines: readonly string[]; isDone: boolean }) {
  const { result, lines, isDone } = props;
  const [shown, setShown] = useState<Shown>(result.refused > 0 ? 'refused' : 'all');
  const [page, setPage] = useState(1);
  const rows = useMemo(
    () => result.rows.filter(({ verdict }) => shown === 'all' || verdict === shown),
    [result, shown],
  );
  const part = rows.slice((page - 1) * perPage, page * perPage);
  return (
    <section className="finders-fee-verdicts">
      {!isDone && <h3>{sayOutlook(result)}</h3>}
      <div className="finders-fee-head">
        <Choice
          label={__('Lines shown', 'finders-fee')}
          value={shown}
          onChange={(value) => {
            setShown(value as Shown);
            setPage(1);
          }}
          options={optionsOf(result, isDone)}
        />
        {result.refused > 0 && (
          <Button variant="link" onClick={() => saveRefused(result, lines)}>
            {__('Save the refused lines as a file', 'finders-fee')}
          </Button>
        )}
      </div>
      <div
        className="finders-fee-scroll"
        tabIndex={0}
        role="region"
        aria-label={__('Lines of the file', 'finders-fee')}
      >
        <table className="finders-fee-table">
          <thead>
            <tr>
              <th scope="col" className="is-number">
                {__('Line', 'finders-fee')}
              </th>
              <th scope="col">{__('In the file', 'finders-fee')}</th>
              <th scope="col">{__('What becomes of it', 'finders-fee')}</th>
            </tr>
          </thead>
          <tbody>
            {part.map((row) => (
              <tr key={row.line}>
                <th scope="row" className="is-number">
                  {row.line}
                </th>
                <td>
                  <code>{lines[row.line - 1]}</code>
                </td>
                <td>
                  <Status word={verdictWord(row.verdict, isDone)} />
                  {row.reason && `: ${sayVerdictReason(row) ?? ''}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pager
        page={page}
        pages={Math.ceil(rows.length / perPage)}
        label={__('Pages of lines', 'finders-fee')}
        onTurn={setPage}
      />
    </section>
  );
}

function sayOutlook({ imported, rows }: OfflineImport): string {
  if (rows.length === 0) return __('The file has no sale below its first line.', 'finders-fee');
  if (imported === 0) return __('Nothing in this file is new and can be imported.', 'finders-fee');
  return sprintf(
    /* translators: 1: how many can be imported, 2: how many lines there are */
    _n('%1$s of %2$s line can be imported', '%1$s of %2$s lines can be imported', rows.length, 'finders-fee'),
    count(imported),
    count(rows.length),
  );
}

function optionsOf({ rows, imported, duplicates, refused }: OfflineImport, isDone: boolean) {
  const numbers: [Shown, number, string][] = [
    ['all', rows.length, __('All lines', 'finders-fee')],
    ['imported', imported, verdictWord('imported', isDone).label],
    ['duplicate', duplicates, verdictWord('duplicate', isDone).label],
    ['refused', refused, verdictWord('refused', isDone).label],
  ];
  return numbers.map(([value, number, label]) => ({ value, label: `${label} (${count(number)})` }));
}

function verdictWord(verdict: ImportVerdict['verdict'], isDone: boolean): { label: string; tone: Tone } {
  const words = {
    imported: {
      label: isDone ? __('Imported', 'finders-fee') : __('Will be imported', 'finders-fee'),
      tone: 'good' as const,
    },
    duplicate: { label: __('Known already', 'finders-fee'), tone: 'quiet' as const },
    refused: { label: __('Refused', 'finders-fee'), tone: 'bad' as const },
  };
  return words[verdict];
}

function saveRefused({ rows }: OfflineImport, lines: readonly string[]): void {
  const refused = rows.filter(({ verdict }) => verdict === 'refused').map(({ line }) => line);
  saveFile(linesFile(lines, refused), 'offline-sales-refused.csv');
}

function count(number: number): string {
  return new Intl.NumberFormat(pageConfig().locale).format(number);
}
