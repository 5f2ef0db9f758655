import { DataViews, type Action, type DataViewsProps, type Field, type View } from '@wordpress/dataviews';
import { useEffect, useMemo, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ReactElement, ReactNode } from 'react';
import type { Page } from '../../api/client.ts';
import type { Resource } from '../../api/use-resource.ts';
import { pageConfig } from '../../config.ts';
import { Download } from '../components/download.tsx';
import { Problem } from '../components/problem.tsx';
import { Shape } from '../components/shape.tsx';
import { isNarrowed } from './view.ts';
import './styles.ts';

/** A list of the server's: DataViews that neither sorts nor filters itself, with words for nothing, for loading and for failing. */
export function List<Row extends object>(props: {
  view: View;
  setView: (view: View) => void;
  /** The page as it opens, where that shows only some of what there is. */
  own?: View;
  fields: Field<Row>[];
  actions?: Action<Row>[];
  page: Resource<Page<Row>>;
  getItemId: (row: Row) => string;
  openId: string | undefined;
  onOpen: (row: Row) => void;
  searchLabel: string;
  /** What stands here when there is nothing at all: what will appear, and how to make it happen. */
  nothing: ReactNode;
  /** What stands here when nothing is left of what it was narrowed to. */
  noMatch?: string;
  header?: ReactNode;
  /** What the page asked for its rows, where all of them can be had as CSV. */
  download?: string;
}) {
  const { view, setView, page, getItemId, onOpen, openId } = props;
  const rows = page.data?.rows ?? noRows;
  const paginationInfo = useMemo(
    () => ({ totalItems: page.data?.total ?? 0, totalPages: page.data?.pages ?? 0 }),
    [page.data?.total, page.data?.pages],
  );
  const [selected, setSelected] = useState<string[]>([]);
  const isBulk = view.type === 'table' && (props.actions ?? []).some((action) => action.supportsBulk);
  // Other rows, or the same after something was done to them: what was selected was dealt with.
  useEffect(() => setSelected([]), [rows]);
  if (!page.data)
    return page.problem ? <Problem error={page.problem} onRetry={page.reload} /> : <Shape rows={8} />;
  if (page.data.total === 0 && !isNarrowed(view, props.own) && !page.isLoading)
    return (
      <div className="finders-fee-nothing">
        {props.nothing}
        {props.header}
      </div>
    );
  // A phone has no room for it beside the search.
  const isNarrow = view.type === 'list';
  const download = props.download && <Download path={props.download} />;
  const shown: ListProps<Row> = {
    view,
    onChangeView: setView,
    fields: props.fields,
    actions: props.actions ?? [],
    data: rows as Row[],
    isLoading: page.isLoading,
    paginationInfo,
    defaultLayouts: { [view.type]: {} },
    getItemId,
    onClickItem: onOpen,
    selection: isBulk ? selected : openId ? [openId] : [],
    onChangeSelection: (ids: string[]) => {
      if (isBulk) return setSelected(ids);
      const row = (rows as Row[]).find((each) => getItemId(each) === ids[0]);
      if (row && view.type === 'list') onOpen(row);
    },
    searchLabel: props.searchLabel,
    header: (
      <>
        {props.header}
        {!isNarrow && download}
      </>
    ),
    empty: (
      <p>{props.noMatch ?? __('Nothing matches. Change the search or take a filter away.', 'finders-fee')}</p>
    ),
    config: { perPageSizes: [10, 20, 50, 100] },
  };
  return (
    <div className="finders-fee-list" aria-busy={page.isLoading}>
      {page.problem && <Problem error={page.problem} onRetry={page.reload} />}
      <Views {...shown} />
      {isNarrow && download && <div className="finders-fee-below">{download}</div>}
      <p className="screen-reader-text" role="status">
        {countSentence(paginationInfo.totalItems)}
      </p>
    </div>
  );
}

/** DataViews asks for an id function in a type that no generic row can satisfy; ours always brings one. */
type ListProps<Row> = Omit<
  DataViewsProps<{ id: number }>,
  'data' | 'fields' | 'actions' | 'getItemId' | 'onClickItem'
> & {
  data: Row[];
  fields: Field<Row>[];
  actions: Action<Row>[];
  getItemId: (row: Row) => string;
  onClickItem: (row: Row) => void;
};
const Views = DataViews as unknown as <Row>(props: ListProps<Row>) => ReactElement;

const noRows: readonly never[] = [];

function countSentence(total: number): string {
  /* translators: %s: number of rows in a list */
  return sprintf(
    _n('%s row', '%s rows', total, 'finders-fee'),
    new Intl.NumberFormat(pageConfig().locale).format(total),
  );
}
