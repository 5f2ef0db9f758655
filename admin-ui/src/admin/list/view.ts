import type { Filter, View } from '@wordpress/dataviews';

/** What a page's server understands of a view: names of its `orderby` values and of its filters. */
export interface ListRules {
  /** Field id → `orderby` value, for the fields that can be sorted. */
  sorts: Record<string, string>;
  /** Field id → query parameter, for the fields that can be filtered. */
  filters: Record<string, string>;
  /** Fields that say too little without their column's name, so that a phone leaves them to the panel. */
  wideOnly?: string[];
}

/** A view as the API's query: pages, order, search and filters, with nothing that the server does not know. */
export function viewToQuery(view: View, rules: ListRules): string {
  const query = new URLSearchParams({ page: String(view.page ?? 1), per_page: String(view.perPage ?? 20) });
  const orderby = view.sort && rules.sorts[view.sort.field];
  if (view.sort && orderby) {
    query.set('orderby', orderby);
    query.set('order', view.sort.direction);
  }
  if (view.search?.trim()) query.set('search', view.search.trim());
  for (const filter of view.filters ?? []) {
    const name = rules.filters[filter.field];
    if (name && isGiven(filter)) query.set(name, String(filter.value));
  }
  return query.toString();
}

/** What of a view belongs into the address bar: only where it differs from the page's own view. */
export function viewToParameters(view: View, own: View, rules: ListRules): Record<string, string> {
  const parameters: Record<string, string> = {};
  if (view.search) parameters['search'] = view.search;
  if ((view.page ?? 1) > 1) parameters['paged'] = String(view.page);
  if (view.perPage !== own.perPage && view.perPage) parameters['per_page'] = String(view.perPage);
  if (view.sort && (view.sort.field !== own.sort?.field || view.sort.direction !== own.sort.direction)) {
    parameters['orderby'] = view.sort.field;
    parameters['order'] = view.sort.direction;
  }
  for (const field of Object.keys(rules.filters)) {
    const value = chosen(view, field);
    // Nothing in the place of the page's own filter stands there as nothing: the address without it means that filter.
    if (value !== chosen(own, field)) parameters[field] = value ?? '';
  }
  return parameters;
}

/** The page's own view, narrowed to what stands in the address bar. */
export function parametersToView(parameters: Record<string, string>, own: View, rules: ListRules): View {
  const { search = '', paged, per_page: perPage, orderby, order } = parameters;
  const sort =
    orderby && rules.sorts[orderby]
      ? { field: orderby, direction: order === 'asc' ? ('asc' as const) : ('desc' as const) }
      : own.sort;
  return {
    ...own,
    search,
    page: wholeNumber(paged) ?? 1,
    perPage: Math.min(wholeNumber(perPage) ?? own.perPage ?? 20, 100),
    ...(sort && { sort }),
    filters: Object.keys(rules.filters)
      .map((field) => ({ field, operator: 'is' as const, value: parameters[field] ?? chosen(own, field) }))
      .filter(isGiven),
  };
}

/** Whether a view shows less than the page does by itself. */
export function isNarrowed(view: View, own?: View): boolean {
  return (
    Boolean(view.search) ||
    (view.filters ?? []).some(
      (filter) =>
        filter.value !== undefined && (!own || String(filter.value) !== (chosen(own, filter.field) ?? '')),
    )
  );
}

/** What a view is narrowed to in a field; undefined where it is not. */
export function chosen(view: View, field: string): string | undefined {
  const filter = view.filters?.find((each) => each.field === field);
  return filter && isGiven(filter) ? String(filter.value) : undefined;
}

/** Whether a filter has a value; one that was only just added has none. */
export function isGiven(filter: Filter): boolean {
  return filter.value !== undefined && filter.value !== null && filter.value !== '';
}

function wholeNumber(text: string | undefined): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}
