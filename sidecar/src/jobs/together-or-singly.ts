/** The faults of a batch, by the id of the order, coupon or customer. */
export type Faults = Map<number, unknown>;

/** Does the work for all items in one call; when that fails, one call for each, so that a bad item fails alone. */
export async function togetherOrSingly<T extends { id: number }>(
  items: T[],
  faults: Faults,
  work: (items: T[]) => Promise<unknown>,
): Promise<void> {
  if (items.length === 0) return;
  try {
    await work(items);
  } catch (error) {
    if (items.length === 1) for (const { id } of items) faults.set(id, error);
    else for (const item of items) await togetherOrSingly([item], faults, work);
  }
}
