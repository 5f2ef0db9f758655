/**
 * From when on a change counts that is made `at` an instant: from the beginning of its second, because that is all the store tells of when an
 * order was placed, and an order placed right after a change is meant to follow it. Always after what it takes the place of.
 */
export function inForceFrom(at: Date, before: Date | undefined): Date {
  const second = Math.floor(at.getTime() / 1000) * 1000;
  return new Date(Math.max(second, (before?.getTime() ?? -Infinity) + 1));
}
