import type { Base, Rate, Terms } from '@finders-fee/shared';

/** A program with all its versions, oldest first. */
export interface ProgramTerms {
  programId: string;
  name: string;
  versions: readonly ProgramVersion[];
}

export interface ProgramVersion {
  version: number;
  rate: Rate;
  base: Base;
  /** Days between the order and the day it can be paid; null follows the store's setting. */
  holdDays: number | null;
  validFrom: Date;
}

/**
 * The terms in force when an order was placed; those of the first version for an order older than the program.
 * Throws when the program has no version at all.
 */
export function freezeTerms(
  { programId, name, versions }: ProgramTerms,
  placedAt: Date,
  holdDays: number,
): { terms: Terms; holdDays: number } {
  const version = versions.findLast(({ validFrom }) => validFrom <= placedAt) ?? versions[0];
  if (!version) throw new Error(`Program ${programId} has no terms`);
  const terms: Terms = {
    program_id: programId,
    program_name: name,
    program_version: version.version,
    program_version_since: version.validFrom.toISOString(),
    rate: version.rate,
    rate_source: 'program',
    base: version.base,
  };
  return { terms, holdDays: version.holdDays ?? holdDays };
}
