/** The same things in a random order. */
export function shuffled<T>(things: readonly T[]): T[] {
  return things
    .map((thing) => ({ thing, weight: Math.random() }))
    .sort((a, b) => a.weight - b.weight)
    .map(({ thing }) => thing);
}
