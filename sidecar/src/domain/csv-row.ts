import type { UnreadableRow } from './sale-sentence.ts';

/**
 * A row of a file: its cells without the blanks around them, and what separates the cells of the file; or what is wrong with it.
 * `line` is where it begins, counted from 1.
 */
export type CsvRow =
  { line: number; cells: string[]; separator: Separator } | { line: number; problem: UnreadableRow };

export type Separator = ',' | ';';
