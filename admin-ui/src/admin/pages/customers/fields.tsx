import type { Field } from '@wordpress/dataviews';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Customer } from '@finders-fee/shared';
import { Money } from '../../components/money.tsx';

export function customerFields(): Field<Customer>[] {
  return [
    {
      id: 'name',
      label: __('Customer', 'finders-fee'),
      enableHiding: false,
      filterBy: false,
      getValue: ({ item }) => nameOf(item),
    },
    {
      id: 'email',
      label: __('E-mail', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      getValue: ({ item }) => item.email ?? '',
    },
    {
      id: 'store_status',
      label: __('Account', 'finders-fee'),
      enableSorting: false,
      elements: [
        { value: 'member', label: __('Has an account', 'finders-fee') },
        { value: 'guest', label: __('Guest', 'finders-fee') },
      ],
      filterBy: { operators: ['is'] },
    },
    {
      id: 'referral_code',
      label: __('Referral code', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      render: ({ item }) => (item.referral_code ? <code>{item.referral_code}</code> : <>—</>),
    },
    {
      id: 'orders_count',
      label: __('Orders', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      render: ({ item }) => <>{sayOrders(item.orders_count)}</>,
    },
    {
      id: 'orders_total',
      label: __('Spent', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      getValue: ({ item }) => item.orders_total.map(({ total }) => total).join(' '),
      render: ({ item }) => (
        <>
          {item.orders_total.map(({ currency, total }) => (
            <span key={currency} className="finders-fee-sum">
              <Money amount={total} currency={currency} />
            </span>
          ))}
        </>
      ),
    },
  ];
}

export function sayOrders(count: number): string {
  /* translators: %d: number of orders */
  return sprintf(_n('%d order', '%d orders', count, 'finders-fee'), count);
}

/** A guest may have given no name. */
export function nameOf(customer: Customer): string {
  return customer.name.trim() || customer.email || __('Without a name', 'finders-fee');
}
