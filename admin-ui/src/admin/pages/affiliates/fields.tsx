import type { Field } from '@wordpress/dataviews';
import { __ } from '@wordpress/i18n';
import type { Affiliate, Program } from '@finders-fee/shared';
import { readPage } from '../../../api/client.ts';
import { affiliateStatus } from '../../../words/status.ts';
import { Status } from '../../components/status.tsx';
import { When } from '../../components/when.tsx';

const statuses: Affiliate['status'][] = ['active', 'suspended'];

export function affiliateFields(): Field<Affiliate>[] {
  return [
    { id: 'name', label: __('Affiliate', 'finders-fee'), enableHiding: false, filterBy: false },
    {
      id: 'status',
      label: __('Status', 'finders-fee'),
      elements: statuses.map((status) => ({ value: status, label: affiliateStatus(status).label })),
      filterBy: { operators: ['is'] },
      render: ({ item }) => <Status word={affiliateStatus(item.status)} />,
    },
    {
      id: 'coupons',
      label: __('Coupons', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      getValue: ({ item }) => item.coupons.map(({ code }) => code).join(', '),
      render: ({ item }) => <Codes affiliate={item} />,
    },
    {
      id: 'program_name',
      label: __('Program', 'finders-fee'),
      enableSorting: false,
      getValue: ({ item }) => item.program_id,
      render: ({ item }) => <>{item.program_name}</>,
      getElements: programElements,
      filterBy: { operators: ['is'] },
    },
    {
      id: 'email',
      label: __('E-mail', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      getValue: ({ item }) => item.email ?? '',
      render: ({ item }) => <>{item.email ?? '—'}</>,
    },
    {
      id: 'created_at',
      label: __('Since', 'finders-fee'),
      filterBy: false,
      render: ({ item }) => <When instant={item.created_at} />,
    },
  ];
}

function Codes({ affiliate: { coupons, link } }: { affiliate: Affiliate }) {
  const codes = coupons.map(({ code }) => code);
  if (codes.length === 0)
    return (
      <>
        {link === null
          ? __('None yet, so nothing is earned', 'finders-fee')
          : __('None, only their link', 'finders-fee')}
      </>
    );
  const shown = codes.slice(0, 3);
  const rest = codes.length - shown.length;
  return (
    <span className="finders-fee-codes">
      {shown.map((code) => (
        <code key={code}>{code}</code>
      ))}
      {rest > 0 && ` +${rest}`}
    </span>
  );
}

async function programElements(): Promise<{ value: string; label: string }[]> {
  const { rows } = await readPage<Program>('programs?per_page=100&orderby=name&order=asc');
  return rows.map((program) => ({ value: program.id, label: program.name }));
}
