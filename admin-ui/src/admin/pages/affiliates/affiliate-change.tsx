import { __, _n, sprintf } from '@wordpress/i18n';
import type { Affiliate, AffiliateConsequences } from '@finders-fee/shared';
import { pageConfig } from '../../../config.ts';
import { formatMoney, isZeroAmount } from '../../../format/money.ts';
import { announce } from '../../components/announce.ts';
import { Confirm } from '../../components/confirm.tsx';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import { changeStatus, deleteAffiliate, useConsequences } from './use-affiliates.ts';

export type AffiliateChangeName = 'suspend' | 'activate' | 'delete';

/** Asks before an affiliate is suspended, activated or deleted, and says in numbers what comes of it. */
export function AffiliateChange(props: {
  change: AffiliateChangeName;
  affiliate: Affiliate;
  onClose: () => void;
  onDone: () => void;
}) {
  const { change, affiliate, onClose, onDone } = props;
  const consequences = useConsequences(affiliate.id);
  const words = changeWords(change, affiliate.name);
  return (
    <Confirm
      title={words.title}
      action={words.action}
      isDestructive={change === 'delete'}
      onClose={onClose}
      onConfirm={async () => {
        if (change === 'delete') await deleteAffiliate(affiliate.id);
        else await changeStatus(affiliate.id, change === 'suspend' ? 'suspended' : 'active');
        announce(words.done);
        onDone();
      }}
    >
      {consequences.problem && <Problem error={consequences.problem} onRetry={consequences.reload} />}
      {!consequences.data && !consequences.problem && <Shape rows={2} />}
      {consequences.data && (
        <ul className="finders-fee-consequences">
          {consequencesOf(change, consequences.data).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Confirm>
  );
}

function consequencesOf(change: AffiliateChangeName, consequences: AffiliateConsequences): string[] {
  const { coupons } = consequences;
  const owed = consequences.balances
    .filter(({ balance }) => !isZeroAmount(balance))
    .map(({ balance, currency }) => formatMoney(balance, currency).replace('-', '−'));
  const balances = new Intl.ListFormat(pageConfig().locale).format(owed);
  switch (change) {
    case 'activate':
      return [
        /* translators: %d: number of coupons */
        sprintf(
          _n(
            '%d coupon earns again from now on.',
            '%d coupons earn again from now on.',
            coupons,
            'finders-fee',
          ),
          coupons,
        ),
        __('Orders placed in between earn nothing, also later.', 'finders-fee'),
      ];
    case 'suspend':
      return [sayIdle(coupons), balances ? sayKept(balances) : sayNothingOwed()];
    case 'delete':
      return [
        sayIdle(coupons),
        __('Their coupons belong to nobody then. You can give them to somebody else.', 'finders-fee'),
        balances
          ? /* translators: %s: amounts of money */ sprintf(
              __('What stands between you (%s) stays in the books. Settle it before.', 'finders-fee'),
              balances,
            )
          : sayNothingOwed(),
      ];
  }
}

function sayIdle(coupons: number): string {
  return sprintf(
    /* translators: %d: number of coupons */
    _n(
      '%d coupon keeps working for buyers and earns nothing.',
      '%d coupons keep working for buyers and earn nothing.',
      coupons,
      'finders-fee',
    ),
    coupons,
  );
}

function sayKept(balances: string): string {
  /* translators: %s: amounts of money */
  return sprintf(__('What they earned before stays theirs: %s.', 'finders-fee'), balances);
}

function sayNothingOwed(): string {
  return __('Nothing is owed on either side.', 'finders-fee');
}

function changeWords(
  change: AffiliateChangeName,
  name: string,
): { title: string; action: string; done: string } {
  switch (change) {
    case 'suspend':
      return {
        /* translators: %s: name */
        title: sprintf(__('Suspend %s?', 'finders-fee'), name),
        action: __('Suspend', 'finders-fee'),
        /* translators: %s: name */
        done: sprintf(__('%s is suspended.', 'finders-fee'), name),
      };
    case 'activate':
      return {
        /* translators: %s: name */
        title: sprintf(__('Activate %s?', 'finders-fee'), name),
        action: __('Activate', 'finders-fee'),
        /* translators: %s: name */
        done: sprintf(__('%s earns from now on.', 'finders-fee'), name),
      };
    case 'delete':
      return {
        /* translators: %s: name */
        title: sprintf(__('Delete %s?', 'finders-fee'), name),
        action: __('Delete', 'finders-fee'),
        /* translators: %s: name */
        done: sprintf(__('%s is deleted.', 'finders-fee'), name),
      };
  }
}
