/** Random numbers that are the same in every run: the mulberry32 generator (public domain). */
export interface Random {
  /** From 0 up to, and without, `end`. */
  below(end: number): number;
  /** True in `percent` of a hundred cases. */
  happens(percent: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** The earlier in the list, the likelier. */
  pickEarly<T>(items: readonly T[]): T;
}

export function seededRandom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    below,
    happens: (percent) => next() * 100 < percent,
    pick: (items) => items[below(items.length)]!,
    pickEarly: (items) => items[Math.floor(next() * next() * items.length)]!,
  };
}
