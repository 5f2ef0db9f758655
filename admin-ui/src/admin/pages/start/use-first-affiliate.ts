import { useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Affiliate, Coupon, Program } from '@finders-fee/shared';
import { write } from '../../../api/client.ts';
import type { Person } from '../../components/affiliate-field.tsx';

export interface FirstAffiliate {
  coupon: Coupon;
  person: Person;
  /** Percent as a decimal string; not used when there is a program already. */
  rate: string;
  program: Program | undefined;
  pastOrders: boolean;
}

/**
 * Program, affiliate, coupon, one after the other. What was done is remembered, so pressing again after a failure goes on
 * where it stopped instead of making a second affiliate.
 */
export function useFirstAffiliate(): {
  give: (answers: FirstAffiliate, keyFor: (body: unknown) => string) => Promise<void>;
  /** After a failure: what was made before it, in a sentence. */
  whatStands: () => string | undefined;
} {
  const made = useRef<{ program?: Program; affiliate?: Affiliate }>({});

  const give = async (answers: FirstAffiliate, keyFor: (body: unknown) => string) => {
    const program = await programOf(answers, keyFor);
    const affiliate = await affiliateOf(answers.person, program, keyFor);
    const body = { affiliate_id: affiliate.id, owns_past_orders: answers.pastOrders };
    await write('PUT', `coupons/${answers.coupon.id}`, body, keyFor({ coupon: answers.coupon.id, ...body }));
  };

  const programOf = async (
    { program, rate }: FirstAffiliate,
    keyFor: (body: unknown) => string,
  ): Promise<Program> => {
    if (program) return program;
    const rateNow = { type: 'percent', value: rate };
    const before = made.current.program;
    if (before && before.rate.value === rate) return before;
    const body = before ? { rate: rateNow } : { name: __('Standard', 'finders-fee'), rate: rateNow };
    const path = before ? `programs/${before.id}` : 'programs';
    const after = await write<Program>(before ? 'PUT' : 'POST', path, body, keyFor({ path, ...body }));
    made.current.program = after;
    return after;
  };

  const affiliateOf = async (
    person: Person,
    program: Program,
    keyFor: (body: unknown) => string,
  ): Promise<Affiliate> => {
    if (person.affiliate) return person.affiliate;
    const body = {
      name: person.name.trim(),
      email: person.email ?? null,
      wordpress_user_id: person.wordpressUserId ?? null,
      program_id: program.id,
    };
    const before = made.current.affiliate;
    if (before && before.name === body.name && before.wordpress_user_id === body.wordpress_user_id)
      return before;
    const path = before ? `affiliates/${before.id}` : 'affiliates';
    const after = await write<Affiliate>(before ? 'PUT' : 'POST', path, body, keyFor({ path, ...body }));
    made.current.affiliate = after;
    return after;
  };

  const whatStands = () => {
    const { program, affiliate } = made.current;
    if (affiliate)
      /* translators: %s: affiliate's name */
      return sprintf(
        __(
          '%s is there already, only the coupon is not theirs yet. Press the button again to go on from here.',
          'finders-fee',
        ),
        affiliate.name,
      );
    if (program)
      /* translators: %s: program's name */
      return sprintf(
        __('Program %s is there already. Press the button again to go on from here.', 'finders-fee'),
        program.name,
      );
    return undefined;
  };

  return { give, whatStands };
}
