import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { readFile } from '../../api/client.ts';
import { asApiError } from '../../api/use-resource.ts';
import { calendarDayOf } from '../../format/instant.ts';
import { announce } from './announce.ts';
import { problemSentence } from './problem.tsx';
import { saveFile } from './save-file.ts';

/** Saves all that a list or report holds as it is narrowed now, not only the page that is shown. `path` is what the page itself asked for. */
export function Download({ path }: { path: string }) {
  const [isBusy, setBusy] = useState(false);
  const save = () => {
    setBusy(true);
    readFile(csvPath(path))
      .then(
        (file) => saveFile(file, fileName(path)),
        (error: unknown) => announce(problemSentence(asApiError(error))),
      )
      .finally(() => setBusy(false));
  };
  return (
    <Button
      variant="secondary"
      size="compact"
      isBusy={isBusy}
      disabled={isBusy}
      accessibleWhenDisabled
      onClick={save}
    >
      {__('Download CSV', 'finders-fee')}
    </Button>
  );
}

/** The same list, whole. */
export function csvPath(path: string): string {
  const [noun = '', query] = path.split('?');
  const all = new URLSearchParams(query);
  all.delete('page');
  all.delete('per_page');
  all.set('format', 'csv');
  return `${noun}?${all.toString()}`;
}

/** `redemptions-2026-11-21.csv` */
function fileName(path: string): string {
  const noun = (path.split('?')[0] ?? '').replaceAll('/', '-');
  return `${noun}-${calendarDayOf(new Date().toISOString())}.csv`;
}
