import { __, sprintf } from '@wordpress/i18n';
import type { Affiliate, AffiliateConsequences } from '@finders-fee/shared';
import { pageConfig } from '../../../config.ts';
import { formatMoney, isZeroAmount } from '../../../format/money.ts';
import { sayEarnAgain, sayIdle } from '../../../words/consequence.ts';
import { ConfirmChange, type ChangeWords } from '../../components/confirm-change.tsx';
import { changeStatus, deleteAffiliate } from './use-affiliates.ts';

export type AffiliateChangeName = 'suspend' | 'activate' | 'delete';

/** Asks before an affiliate is suspended, activated or deleted, and says in numbers what comes of it. */
export function AffiliateChange(props: {
  change: AffiliateChangeName;
  affiliate: Affiliate;
  onClose: () => void;
  onDone: () => void;
}) {
  const { change, affiliate, onClose, onDone } = props;
  return (
    <ConfirmChange<AffiliateConsequences>
      words={changeWords(change, affiliate.name)}
      isDestructive={change === 'delete'}
      path={`affiliates/${affiliate.id}/consequences`}
      say={(consequences) => consequencesOf(change, affiliate, consequences)}
      onConfirm={() =>
        change === 'delete'
          ? deleteAffiliate(affiliate.id)
          : changeStatus(affiliate.id, change === 'suspend' ? 'suspended' : 'active')
      }
      onClose={onClose}
      onDone={onDone}
    />
  );
}

function consequencesOf(
  change: AffiliateChangeName,
  { link }: Affiliate,
  consequences: AffiliateConsequences,
): string[] {
  const concerned = { coupons: consequences.coupons, links: link === null ? 0 : 1 };
  const owed = consequences.balances
    .filter(({ balance }) => !isZeroAmount(balance))
    .map(({ balance, currency }) => formatMoney(balance, currency).replace('-', '−'));
  const balances = new Intl.ListFormat(pageConfig().locale).format(owed);
  switch (change) {
    case 'activate':
      return sayEarnAgain(concerned);
    case 'suspend':
      return [...sayIdle(concerned), balances ? sayKept(balances) : sayNothingOwed()];
    case 'delete':
      return [
        ...sayIdle(concerned),
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

function sayKept(balances: string): string {
  /* translators: %s: amounts of money */
  return sprintf(__('What they earned before stays theirs: %s.', 'finders-fee'), balances);
}

function sayNothingOwed(): string {
  return __('Nothing is owed on either side.', 'finders-fee');
}

function changeWords(change: AffiliateChangeName, name: string): ChangeWords {
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
