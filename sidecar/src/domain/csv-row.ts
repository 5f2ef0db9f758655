/** A row of a file: its cells without the blanks around them, or what is wrong with it. `line` is where it begins, counted from 1. */
export type CsvRow = { line: number; cells: string[] } | { line: number; problem: string };
