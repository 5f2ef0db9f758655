/** A line of a file without its line break, one character for each byte. `line` counts from 1. */
export interface Line {
  line: number;
  bytes: string;
}

/** Longer lines are cut: no row that anyone writes comes near, and a file without line breaks must not fill the memory. */
const longestLine = 10_000;

/** Cuts a file into its lines, whatever system's line breaks it has. A block of them for each piece that was read. */
export async function* readLines(pieces: AsyncIterable<Buffer>): AsyncIterable<Line[]> {
  let line = 0;
  let rest = '';
  let afterReturn = false;
  for await (const piece of pieces) {
    const text = piece.toString('latin1');
    // The first half of this line break was the end of the piece before.
    const fresh = afterReturn && text.startsWith('\n') ? text.slice(1) : text;
    afterReturn = text.endsWith('\r');
    const parts = `${rest}${fresh}`.split(/\r\n|\n|\r/);
    rest = (parts.pop() ?? '').slice(0, longestLine);
    yield parts.map((bytes) => ({ line: (line += 1), bytes: bytes.slice(0, longestLine) }));
  }
  if (rest !== '') yield [{ line: line + 1, bytes: rest }];
}
