import type { Program } from '@finders-fee/shared';
import type { ProgramVersion } from './freeze-terms.ts';

/** A program as the API shows it, parted into what counts as it is now and what a version keeps. */
export function splitProgram(
  program: Pick<
    Program,
    | 'name'
    | 'status'
    | 'starts_at'
    | 'ends_at'
    | 'metadata'
    | 'rate'
    | 'base'
    | 'hold_days'
    | 'product_rates'
    | 'excluded'
    | 'minimum'
  >,
) {
  const { name, status, metadata, rate, base, excluded, minimum } = program;
  const terms: Omit<ProgramVersion, 'version' | 'validFrom'> = {
    rate,
    base,
    holdDays: program.hold_days,
    productRates: program.product_rates,
    excluded,
    minimum,
  };
  const row = {
    name,
    status,
    startsAt: instantOf(program.starts_at),
    endsAt: instantOf(program.ends_at),
    metadata,
  };
  return { row, terms };
}

function instantOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
