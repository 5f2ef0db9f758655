import { __ } from '@wordpress/i18n';
import type { View } from '@wordpress/dataviews';
import { Link } from '../../components/link.tsx';

/** The three lists that an owner comes for, each with an address of its own. */
export function Kinds({ view }: { view: View }) {
  const value = (field: string) => view.filters?.find((filter) => filter.field === field)?.value as unknown;
  const [status, channel] = [value('status'), value('channel')];
  const kinds: { name: string; parameters: Record<string, string>; isCurrent: boolean }[] = [
    {
      name: __('Coupons on orders', 'finders-fee'),
      parameters: {},
      isCurrent: status === undefined && channel !== 'offline',
    },
    {
      name: __('Offline sales', 'finders-fee'),
      parameters: { channel: 'offline' },
      isCurrent: status === undefined && channel === 'offline',
    },
    {
      name: __('Waiting for you', 'finders-fee'),
      parameters: { status: 'held' },
      isCurrent: status === 'held',
    },
  ];
  return (
    <nav className="finders-fee-kinds" aria-label={__('Kinds of commissions', 'finders-fee')}>
      <ul>
        {kinds.map(({ name, parameters, isCurrent }) => (
          <li key={name}>
            {isCurrent ? (
              <strong aria-current="page">{name}</strong>
            ) : (
              <Link to={{ tab: 'commissions', parameters }}>{name}</Link>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
