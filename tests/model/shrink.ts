import type { History } from './history.ts';

/** The smallest history that still fails, found by leaving out one thing after the other. */
export function shrink(history: History, fails: (smaller: History) => boolean): History {
  let smallest = history;
  for (let improved = true; improved;) {
    improved = false;
    for (const smaller of smallerThan(smallest)) {
      if (!failsCalmly(smaller, fails)) continue;
      smallest = smaller;
      improved = true;
      break;
    }
  }
  return smallest;
}

/** A history that was cut so that it makes no sense any more is none. */
function failsCalmly(history: History, fails: (smaller: History) => boolean): boolean {
  try {
    return history.batches.length > 0 && fails(history);
  } catch {
    return false;
  }
}

function* smallerThan(history: History): Generator<History> {
  const { moments, batches, shop } = history;
  for (let index = 0; index < batches.length; index += 1) {
    yield { ...history, batches: without(batches, index) };
  }
  for (let index = 0; index < history.acts.length; index += 1) {
    yield { ...history, acts: without(history.acts, index) };
  }
  for (const [index, batch] of batches.entries()) {
    for (let word = 0; batch.length > 1 && word < batch.length; word += 1) {
      yield {
        ...history,
        batches: batches.map((other, at) => (at === index ? without(other, word) : other)),
      };
    }
  }
  for (let index = 0; moments.length > 1 && index < moments.length; index += 1) {
    const renumbered = batches
      .map((batch) =>
        batch.flatMap((word) => {
          if (word.moment === null || word.moment < index) return [word];
          return word.moment === index ? [] : [{ ...word, moment: word.moment - 1 }];
        }),
      )
      .filter((batch) => batch.length > 0);
    yield { ...history, moments: without(moments, index), batches: renumbered };
  }
  for (const part of ['lines', 'shipping', 'fees', 'coupons', 'refunds'] as const) {
    const all = moments.flatMap(({ snapshot }) => snapshot[part].map((one) => keyOf(one)));
    for (const key of new Set(all)) {
      const cut = moments.map((moment) => ({
        ...moment,
        snapshot: { ...moment.snapshot, [part]: moment.snapshot[part].filter((one) => keyOf(one) !== key) },
      }));
      yield { ...history, moments: cut };
    }
  }
  if (moments.some(({ snapshot }) => snapshot.click)) {
    const clickless = moments.map((moment) => ({ ...moment, snapshot: { ...moment.snapshot, click: null } }));
    yield { ...history, moments: clickless };
  }
  if (shop.paysPermanentCode) yield { ...history, shop: { ...shop, paysPermanentCode: false } };
  for (let index = 0; index < shop.coupons.length; index += 1) {
    yield { ...history, shop: { ...shop, coupons: without(shop.coupons, index) } };
  }
  const simpler = { product_rates: [], excluded: { product_ids: [], category_ids: [] }, minimum: null };
  for (const [key, value] of Object.entries(simpler)) {
    if (
      shop.programs.every(({ versions }) =>
        versions.every((version) => JSON.stringify(version[key as 'minimum']) === JSON.stringify(value)),
      )
    )
      continue;
    const programs = shop.programs.map((program) => ({
      ...program,
      versions: program.versions.map((version) => ({ ...version, [key]: value })),
    }));
    yield { ...history, shop: { ...shop, programs } };
  }
  if (shop.affiliates.some(({ rates }) => rates.length > 0)) {
    yield {
      ...history,
      shop: { ...shop, affiliates: shop.affiliates.map((one) => ({ ...one, rates: [] })) },
    };
  }
  if (shop.coupons.some(({ rates }) => rates.length > 0)) {
    yield { ...history, shop: { ...shop, coupons: shop.coupons.map((one) => ({ ...one, rates: [] })) } };
  }
}

function keyOf(part: { itemId: number } | { code: string } | { refundId: number }): string {
  if ('itemId' in part) return String(part.itemId);
  return 'code' in part ? part.code : String(part.refundId);
}

function without<T>(things: readonly T[], index: number): T[] {
  return things.filter((_, at) => at !== index);
}
