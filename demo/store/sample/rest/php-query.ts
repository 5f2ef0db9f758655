/**
 * A query as PHP reads it: a name given twice counts once, the last time, and `status[]=a` or `status[0]=a` make a list.
 * (The official client sends every parameter twice, once signed and once for axios.)
 */
export function parsePhpQuery(search: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const [name, value] of lastOfEach(search)) {
    const match = /^([^[]+)\[(.*?)\]$/.exec(name);
    const key = match?.[1];
    if (key === undefined) {
      query[name] = value;
      continue;
    }
    const list = query[key];
    if (Array.isArray(list)) list.push(value);
    else query[key] = [value];
  }
  return query;
}

/** Each name once, with its last value; `status[]` is a name of its own each time. */
export function lastOfEach(search: string): [string, string][] {
  const pairs = [...new URLSearchParams(search)];
  const single = new Map(pairs.filter(([name]) => !name.endsWith('[]')));
  return [...single, ...pairs.filter(([name]) => name.endsWith('[]'))];
}
