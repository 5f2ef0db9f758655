/** Chance that can be repeated: the same seed gives the same numbers (mulberry32). */
export interface Random {
  /** From `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** True once in so many times: `chance(0.1)` in every tenth. */
  chance(probability: number): boolean;
  pick<T>(things: readonly T[]): T;
  shuffled<T>(things: readonly T[]): T[];
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (things) => {
      if (things.length === 0) throw new RangeError('Nothing to pick from');
      return things[int(0, things.length - 1)] as (typeof things)[number];
    },
    shuffled: (things) => {
      const mixed = [...things];
      for (let last = mixed.length - 1; last > 0; last -= 1) {
        const other = int(0, last);
        [mixed[last], mixed[other]] = [mixed[other] as never, mixed[last] as never];
      }
      return mixed;
    },
  };
}

/** The run's seed: FINDERS_FEE_SEED repeats a run, otherwise it is a new one each time. */
export function seedOfRun(): number {
  const given = process.env['FINDERS_FEE_SEED'];
  return given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);
}

/** Far apart for neighbouring numbers, so that the histories of one run have nothing to do with each other. */
export function seedOf(seedOfTheRun: number, index: number): number {
  return (Math.imul(seedOfTheRun + 1, 0x9e3779b1) + Math.imul(index + 1, 0x85ebca6b)) >>> 0;
}
