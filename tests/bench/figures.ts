/** The value in the middle; of an even number of values the lower of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new RangeError('No median of nothing');
  return middle;
}

/** Prints rows under a heading, columns aligned, numbers to the right. */
export function printTable(heading: string[], rows: (string | number)[][]): void {
  const cells = [heading, ...rows.map((row) => row.map(String))];
  const widths = heading.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  for (const row of cells) {
    const line = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    console.log(`  ${line.join('   ')}`);
  }
}

/** One line that says whether an aim was met; an aim missed makes the run fail. */
export function judge(what: string, ratio: number, aim: { atLeast?: number; atMost?: number }): void {
  const met =
    (aim.atLeast === undefined || ratio >= aim.atLeast) && (aim.atMost === undefined || ratio <= aim.atMost);
  const limit =
    aim.atLeast === undefined ? `at most ${aim.atMost?.toFixed(2)}` : `at least ${aim.atLeast.toFixed(2)}`;
  console.log(`  ${met ? 'met   ' : 'MISSED'} ${what}: ${ratio.toFixed(2)} (aim ${limit})`);
  if (!met) process.exitCode = 1;
}
