import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';

/** From page to page of a table; nothing where one page holds everything. */
export function Pager(props: { page: number; pages: number; label: string; onTurn: (page: number) => void }) {
  const { page, pages, label, onTurn } = props;
  if (pages <= 1) return null;
  return (
    <nav className="finders-fee-pager" aria-label={label}>
      <Button
        variant="secondary"
        size="compact"
        disabled={page <= 1}
        accessibleWhenDisabled
        onClick={() => onTurn(page - 1)}
      >
        {__('Previous', 'finders-fee')}
      </Button>
      {/* translators: 1: page, 2: number of pages */}
      <span role="status">{sprintf(__('Page %1$d of %2$d', 'finders-fee'), page, pages)}</span>
      <Button
        variant="secondary"
        size="compact"
        disabled={page >= pages}
        accessibleWhenDisabled
        onClick={() => onTurn(page + 1)}
      >
        {__('Next', 'finders-fee')}
      </Button>
    </nav>
  );
}
