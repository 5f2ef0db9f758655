import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { OfflineBatch } from '@finders-fee/shared';
import { pageConfig } from '../../../config.ts';
import { Link } from '../../components/link.tsx';
import { Pager } from '../../components/pager.tsx';
import { Problem } from '../../components/problem.tsx';
import { Status } from '../../components/status.tsx';
import { When } from '../../components/when.tsx';
import { saleStatus } from './sale-status.ts';
import { UndoBatch } from './undo.tsx';
import { useBatches } from './use-offline-sales.ts';

/** Every file that was imported, and whether it still stands. */
export function PastImports() {
  const [page, setPage] = useState(1);
  const [undoing, setUndoing] = useState<OfflineBatch>();
  const { data, problem, reload } = useBatches(page);
  if (!data) return problem ? <Problem error={problem} onRetry={reload} /> : null;
  if (data.total === 0) return null;
  return (
    <section>
      <h3>{__('Past imports', 'finders-fee')}</h3>
      <ul className="finders-fee-batches">
        {data.rows.map((batch) => (
          <li key={batch.id}>
            <When instant={batch.recorded_at} time />
            <Link to={{ tab: 'offline-sales', parameters: { batch_id: batch.id } }}>{saySales(batch)}</Link>
            <Status word={saleStatus(batch.status)} />
            {batch.status === 'recorded' && (
              <Button variant="tertiary" size="compact" isDestructive onClick={() => setUndoing(batch)}>
                {__('Undo…', 'finders-fee')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Pager page={page} pages={data.pages} label={__('Pages of imports', 'finders-fee')} onTurn={setPage} />
      {undoing && (
        <UndoBatch
          batch={undoing}
          onClose={() => setUndoing(undefined)}
          onDone={() => {
            setUndoing(undefined);
            reload();
          }}
        />
      )}
    </section>
  );
}

function saySales({ sales }: OfflineBatch): string {
  return sprintf(
    /* translators: %s: number of sales */
    _n('%s sale', '%s sales', sales, 'finders-fee'),
    new Intl.NumberFormat(pageConfig().locale).format(sales),
  );
}
