import { pageConfig } from '../../../config.ts';

/** The header and rows of the format, as a file to begin with. */
export const sampleFile = `Coupon, sales amount, order ID, date
test-coupon1,100, order123,2020-09-07
test-coupon1,100, order 456,2020-09-07
`;

/** More is refused by the sidecar. */
const largestImport = 64 * 1024 * 1024;

/** How large a file may be: some servers take less than the sidecar would. */
export function largestBytes(): number {
  return Math.min(largestImport, pageConfig().largestPost || largestImport);
}

/** The lines of a file, to show beside their verdicts; the first is line 1. */
export async function readLines(file: Blob): Promise<string[]> {
  return (await file.text()).replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
}

/** The header with some of the lines, to be mended and imported again. */
export function linesFile(lines: readonly string[], chosen: readonly number[]): Blob {
  const text = [lines[0] ?? '', ...chosen.map((line) => lines[line - 1] ?? '')].join('\n');
  return new Blob([text, '\n'], { type: 'text/csv' });
}
