import { __ } from '@wordpress/i18n';

export const tabNames = [
  'overview',
  'commissions',
  'affiliates',
  'coupons',
  'offline-sales',
  'customers',
  'reports',
  'payouts',
  'programs',
  'settings',
] as const;
export type TabName = (typeof tabNames)[number];

export function isTabName(text: string): text is TabName {
  return (tabNames as readonly string[]).includes(text);
}

/** A tab's word and the sentence under it; the PHP shell prints the same (finders-fee/includes/class-admin-page.php). */
export function tabWords(name: TabName): { label: string; lead: string } {
  const words: Record<TabName, { label: string; lead: string }> = {
    overview: {
      label: __('Overview', 'finders-fee'),
      lead: __(
        'What your affiliates’ coupons and links sold, and what that earned them. Days are those of your shop; refunds are already taken off the commission.',
        'finders-fee',
      ),
    },
    commissions: {
      label: __('Commissions', 'finders-fee'),
      lead: __(
        'Every coupon and referral link on every order, with what it earned and why. Open a row for the whole calculation.',
        'finders-fee',
      ),
    },
    affiliates: {
      label: __('Affiliates', 'finders-fee'),
      lead: __(
        'The people who earn when an order uses their coupon or comes through their link.',
        'finders-fee',
      ),
    },
    coupons: {
      label: __('Coupons', 'finders-fee'),
      lead: __(
        'Your shop’s coupons and who earns with each. A coupon without an owner earns nobody anything.',
        'finders-fee',
      ),
    },
    'offline-sales': {
      label: __('Offline sales', 'finders-fee'),
      lead: __(
        'Sales outside the shop that an affiliate brought: at a fair, by phone, in another system. Each earns by its coupon.',
        'finders-fee',
      ),
    },
    customers: {
      label: __('Customers', 'finders-fee'),
      lead: __(
        'Who bought, and the referral code that stays with them: the coupon of their first paid order.',
        'finders-fee',
      ),
    },
    reports: {
      label: __('Reports', 'finders-fee'),
      lead: __(
        'What sold and what it earned, by day, affiliate, coupon, program or channel. Refunds are already taken off the commission.',
        'finders-fee',
      ),
    },
    payouts: {
      label: __('Payouts', 'finders-fee'),
      lead: __(
        'What is to be sent to your affiliates, and what was. Finder’s Fee moves no money: you send it, and record it here.',
        'finders-fee',
      ),
    },
    programs: {
      label: __('Programs', 'finders-fee'),
      lead: __(
        'The terms under which affiliates earn: the rate, what it is a share of, and how long a commission is on hold.',
        'finders-fee',
      ),
    },
    settings: {
      label: __('Settings', 'finders-fee'),
      lead: __('What holds for the whole shop, and whether everything is connected.', 'finders-fee'),
    },
  };
  return words[name];
}
