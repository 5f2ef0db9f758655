import { useCallback, useMemo, useState } from '@wordpress/element';
import type { Filter, View } from '@wordpress/dataviews';
import type { Place } from '../address.ts';
import { isGiven, parametersToView, viewToParameters, type ListRules } from './view.ts';
import { useNarrow } from './use-narrow.ts';

/**
 * A list's view, whose search, filters, order and page live in the address bar. Which columns are shown is the reader's own
 * taste and stays with the window. On a phone rows are stacked, since a table would scroll sideways.
 */
export function useView(
  place: Place,
  own: View,
  rules: ListRules,
): { view: View; setView: (view: View) => void } {
  const isNarrow = useNarrow();
  const [look, setLook] = useState<Pick<View, 'fields' | 'layout'>>({});
  // A filter is added first and given its value then; until it has one, there is nothing to put into the address.
  const [added, setAdded] = useState<Filter[]>([]);
  const { parameters, go } = place;
  const view = useMemo<View>(() => {
    const asked = withAdded({ ...parametersToView(parameters, own, rules), ...look }, added);
    if (!isNarrow) return asked;
    const fields = asked.fields?.filter((field) => !rules.wideOnly?.includes(field));
    return { ...asked, type: 'list', layout: {}, ...(fields && { fields }) };
  }, [parameters, own, rules, look, added, isNarrow]);
  const setView = useCallback(
    (next: View) => {
      if (!isNarrow)
        setLook({ ...(next.fields && { fields: next.fields }), ...(next.layout && { layout: next.layout }) });
      setAdded((next.filters ?? []).filter((filter) => !isGiven(filter)));
      const typed = next.search !== view.search;
      go({ parameters: viewToParameters(next, own, rules) }, { replace: typed });
    },
    [go, isNarrow, own, rules, view.search],
  );
  return { view, setView };
}

function withAdded(view: View, added: Filter[]): View {
  const given = view.filters ?? [];
  const waiting = added.filter(({ field }) => !given.some((filter) => filter.field === field));
  return { ...view, filters: [...given, ...waiting] };
}
