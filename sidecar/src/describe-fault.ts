/** Server errors whose words name tables, columns or accounts, and never a value of a row. */
const tellableErrnos = new Set([1044, 1045, 1049, 1054, 1142, 1146, 1364]);

/**
 * One sentence about a fault, fit for a log, the inbox or a health check: it names nobody. The database's own words are not,
 * since drizzle-orm repeats the whole statement with its values, and the server the value that it did not like.
 */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('query' in error && typeof error.query === 'string') {
    const reason = error.cause === undefined ? '' : `: ${describeFault(error.cause)}`;
    return `Failed query: ${headOf(error.query)}${reason}`;
  }
  const { errno, sqlState } = error as { errno?: number; sqlState?: string };
  if (sqlState === undefined || tellableErrnos.has(errno ?? 0)) return error.message;
  return error.message.replace(/'.*'/s, '‘…’');
}

/** "insert into `customers`": what was done to which table. */
function headOf(query: string): string {
  const [verb = ''] = /^\s*(insert into|update|delete from|select)/i.exec(query) ?? ['statement'];
  const [, table = ''] = /(?:into|update|from)\s+(`\w+`)/i.exec(query) ?? [];
  return `${verb} ${table}`.trim();
}
