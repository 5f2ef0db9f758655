import { useCallback, useMemo, useState } from '@wordpress/element';
import type { View } from '@wordpress/dataviews';
import type { Place } from '../address.ts';
import { parametersToView, viewToParameters, type ListRules } from './view.ts';
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
  const { parameters, go } = place;
  const view = useMemo<View>(() => {
    const asked = { ...parametersToView(parameters, own, rules), ...look };
    if (!isNarrow) return asked;
    const fields = asked.fields?.filter((field) => !rules.wideOnly?.includes(field));
    return { ...asked, type: 'list', layout: {}, ...(fields && { fields }) };
  }, [parameters, own, rules, look, isNarrow]);
  const setView = useCallback(
    (next: View) => {
      if (!isNarrow)
        setLook({ ...(next.fields && { fields: next.fields }), ...(next.layout && { layout: next.layout }) });
      const typed = next.search !== view.search;
      go({ parameters: viewToParameters(next, own, rules) }, { replace: typed });
    },
    [go, isNarrow, own, rules, view.search],
  );
  return { view, setView };
}
