import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { OfflineImport } from '@finders-fee/shared';
import { ApiError } from '../../../api/client.ts';
import { asApiError } from '../../../api/use-resource.ts';
import { pageConfig } from '../../../config.ts';
import { largestBytes, readLines } from './csv-file.ts';
import { importFile } from './use-offline-sales.ts';

export interface Import {
  file: File | undefined;
  lines: string[];
  /** Verdicts of the dry run, and of the import once it is done. */
  result: OfflineImport | undefined;
  isDone: boolean;
  /** What is going on just now. */
  busy: 'checking' | 'importing' | undefined;
  problem: ApiError | undefined;
  check: (file: File) => void;
  importAll: () => void;
  startAgain: () => void;
}

const nothing = { file: undefined, lines: [], result: undefined, isDone: false, problem: undefined };
type Known = Pick<Import, 'file' | 'lines' | 'result' | 'isDone' | 'problem'>;

/** A file on its way into the books: chosen, tried, imported. */
export function useImport(): Import {
  const [known, setKnown] = useState<Known>(nothing);
  const [busy, setBusy] = useState<Import['busy']>();
  const run = (what: NonNullable<Import['busy']>, start: Known, work: () => Promise<Known>) => {
    setBusy(what);
    setKnown(start);
    work()
      .then(setKnown, (error: unknown) => setKnown({ ...start, problem: asApiError(error) }))
      .finally(() => setBusy(undefined));
  };
  return {
    ...known,
    busy,
    check: (file) =>
      run('checking', { ...nothing, file }, async () => {
        if (file.size > largestBytes()) throw tooLarge(file);
        const lines = await readLines(file);
        return { ...nothing, file, lines, result: await importFile(file, true) };
      }),
    importAll: () => {
      const { file } = known;
      if (!file) return;
      run('importing', { ...known, problem: undefined }, async () => ({
        ...known,
        problem: undefined,
        result: await importFile(file, false),
        isDone: true,
      }));
    },
    startAgain: () => setKnown(nothing),
  };
}

function tooLarge(file: File): ApiError {
  const megabytes = (bytes: number) =>
    new Intl.NumberFormat(pageConfig().locale, {
      style: 'unit',
      unit: 'megabyte',
      maximumFractionDigits: 0,
    }).format(bytes / 1024 / 1024);
  return new ApiError(
    'invalid_request',
    sprintf(
      /* translators: 1: size of a file, 2: largest size allowed */
      __(
        'The file has %1$s; at most %2$s can be imported at once. Split it into several files, each with the first line.',
        'finders-fee',
      ),
      megabytes(file.size),
      megabytes(largestBytes()),
    ),
    413,
  );
}
