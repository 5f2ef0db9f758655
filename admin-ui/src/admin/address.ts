import { useEffect, useMemo, useState } from '@wordpress/element';
import { pageConfig } from '../config.ts';
import { isTabName, type TabName } from './tabs.ts';

/** Where we are: a tab, perhaps one thing on it, and what the list is narrowed to. All of it stands in the address bar. */
export interface Address {
  tab: TabName;
  id: string | undefined;
  parameters: Record<string, string>;
}

export interface Place extends Address {
  go: (to: Partial<Address>, options?: { replace?: boolean }) => void;
}

const moved = 'finders-fee-moved';
const ours = new Set(['page', 'tab', 'id']);

/** The current address, following links, back and forward. */
export function useAddress(): Place {
  const [search, setSearch] = useState(window.location.search);
  useEffect(() => {
    const follow = () => setSearch(window.location.search);
    window.addEventListener('popstate', follow);
    window.addEventListener(moved, follow);
    return () => {
      window.removeEventListener('popstate', follow);
      window.removeEventListener(moved, follow);
    };
  }, []);
  return useMemo(() => ({ ...parseAddress(search), go }), [search]);
}

export function parseAddress(search: string): Address {
  const all = new URLSearchParams(search);
  const tab = all.get('tab') ?? 'overview';
  return {
    tab: isTabName(tab) ? tab : 'overview',
    id: all.get('id') ?? undefined,
    parameters: Object.fromEntries([...all].filter(([name]) => !ours.has(name))),
  };
}

/** The link to a place; without `tab` the first screen. */
export function linkTo(to: Partial<Address>, pageUrl = pageConfig().pageUrl): string {
  const [path = '', query = ''] = pageUrl.split('?');
  const all = new URLSearchParams(query);
  if (to.tab && to.tab !== 'overview') all.set('tab', to.tab);
  if (to.id) all.set('id', to.id);
  for (const [name, value] of Object.entries(to.parameters ?? {})) all.set(name, value);
  return `${path}?${all.toString()}`;
}

/** Moves within the page: what is not named stays, except that another tab starts afresh. */
export function go(to: Partial<Address>, options: { replace?: boolean } = {}): void {
  const now = parseAddress(window.location.search);
  const base = to.tab && to.tab !== now.tab ? { tab: to.tab, id: undefined, parameters: {} } : now;
  const url = linkTo({ ...base, ...to });
  if (options.replace) window.history.replaceState(null, '', url);
  else window.history.pushState(null, '', url);
  window.dispatchEvent(new Event(moved));
}
