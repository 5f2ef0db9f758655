import { expect, test } from '@jest/globals';
import { makeHistory, type History } from './history.ts';
import { printHistory } from './print-history.ts';
import { randomFrom, seedOf, seedOfRun } from './random.ts';
import { runHistory } from './run-history.ts';
import { makeShop } from './shop.ts';
import { shrink } from './shrink.ts';

const histories = Number(process.env['FINDERS_FEE_HISTORIES'] ?? 10_000);
const seed = seedOfRun();

test('whatever happens to an order and however it is told, its books are those of the second opinion, after every step', () => {
  console.log(`FINDERS_FEE_SEED=${seed}: ${histories} histories in memory`);
  let batches = 0;
  for (let index = 0; index < histories; index += 1) {
    const history = historyOf(index);
    batches += history.batches.length;
    if (runHistory(history).length === 0) continue;
    const small = shrink(history, (smaller) => runHistory(smaller).length > 0);
    throw new Error(
      `History ${index} of FINDERS_FEE_SEED=${seed}\n${runHistory(small).join('\n')}\n${printHistory(small)}`,
    );
  }
  expect(batches).toBeGreaterThan(histories);
}, 600_000);

function historyOf(index: number): History {
  const random = randomFrom(seedOf(seed, index));
  return makeHistory(random, makeShop(random), 1000 + index, random.int(0, 5));
}
