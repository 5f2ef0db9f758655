import { __ } from '@wordpress/i18n';
import type { Attribution } from '@finders-fee/shared';
import { Problem } from '../admin/components/problem.tsx';
import { Shape } from '../admin/components/shape.tsx';
import { OrderBooks } from '../admin/pages/commissions/order-books.tsx';
import { useResource } from '../api/use-resource.ts';
import { pageConfig } from '../config.ts';

/** Who earned what on the order that WooCommerce shows, and why. */
export function OrderBox({ orderId }: { orderId: string }) {
  const { data, problem, reload } = useResource<Attribution>(`orders/${orderId}/attribution`);
  if (problem?.code === 'not_found') return <NotSeenYet />;
  if (problem && !data) return <Problem error={problem} onRetry={reload} />;
  if (!data) return <Shape rows={4} />;
  return (
    <>
      <OrderBooks order={data} named />
      <p>
        <a href={`${pageConfig().pageUrl}&tab=commissions&id=${orderId}`}>
          {__('Show in Finder’s Fee', 'finders-fee')}
        </a>
      </p>
    </>
  );
}

function NotSeenYet() {
  return (
    <p>
      {__(
        'This order is not in the books yet. An order is read within seconds of being placed; one that is still being written counts once it is saved.',
        'finders-fee',
      )}
    </p>
  );
}
