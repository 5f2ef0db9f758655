import { lazy, Suspense, useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ComponentType, MouseEvent } from 'react';
import { pageConfig } from '../config.ts';
import { go, linkTo, useAddress, type Place } from './address.ts';
import { Announcer } from './components/announcer.tsx';
import { Boundary } from './components/boundary.tsx';
import { Link } from './components/link.tsx';
import { Shape } from './components/shape.tsx';
import { OverviewPage } from './pages/overview/index.tsx';
import { useIsHidden, useShownTabs } from './shown-tabs.ts';
import { tabWords, type TabName } from './tabs.ts';

const ConnectPage = lazy(async () => ({
  default: (await import(/* webpackChunkName: "start" */ './pages/connect/index.tsx')).ConnectPage,
}));

/** The lists share one chunk with DataViews, so that the first screen does not pay for it. */
const lists = () => import(/* webpackChunkName: "lists" */ './pages/lists.ts');

const pages: Record<TabName, ComponentType<{ place: Place }>> = {
  overview: OverviewPage,
  commissions: lazy(async () => ({ default: (await lists()).CommissionsPage })),
  affiliates: lazy(async () => ({ default: (await lists()).AffiliatesPage })),
  coupons: lazy(async () => ({ default: (await lists()).CouponsPage })),
  'offline-sales': lazy(async () => ({ default: (await lists()).OfflineSalesPage })),
  customers: lazy(async () => ({ default: (await lists()).CustomersPage })),
  reports: lazy(async () => ({
    default: (await import(/* webpackChunkName: "reports" */ './pages/reports/index.tsx')).ReportsPage,
  })),
  payouts: lazy(async () => ({ default: (await (await lists()).loadPayouts()).PayoutsPage })),
  programs: lazy(async () => ({ default: (await lists()).ProgramsPage })),
  settings: lazy(async () => ({
    default: (await import(/* webpackChunkName: "settings" */ './pages/settings/index.tsx')).SettingsPage,
  })),
};

/** The whole page under the heading: tabs, the sentence of the tab, the tab. Without a connection only the way to one. */
export function App() {
  const [isConnected, setConnected] = useState(pageConfig().connected);
  const place = useAddress();
  useTitle(place.tab);
  const CurrentPage = pages[place.tab];
  return (
    <>
      {isConnected && <Tabs current={place.tab} />}
      {isConnected && <p className="finders-fee-lead">{tabWords(place.tab).lead}</p>}
      <Announcer />
      {isConnected && <HiddenTabNote tab={place.tab} />}
      <Boundary subject={place.tab}>
        <Suspense fallback={<Shape />}>
          {isConnected ? (
            <CurrentPage key={place.tab} place={place} />
          ) : (
            <ConnectPage onConnected={() => connected(setConnected)} />
          )}
        </Suspense>
      </Boundary>
    </>
  );
}

function connected(setConnected: (now: boolean) => void): void {
  go({ tab: 'overview', id: undefined, parameters: {} }, { replace: true });
  setConnected(true);
}

/** Links and bookmarks still lead to a hidden tab; it says why it is hidden and how to bring it back. */
function HiddenTabNote({ tab }: { tab: TabName }) {
  if (!useIsHidden(tab)) return null;
  return (
    <p className="finders-fee-facts">
      {__('Commissions for coupons are switched off, so this tab is hidden.', 'finders-fee')}{' '}
      <Link to={{ tab: 'settings' }}>
        {__('Switch them on in the settings to bring it back', 'finders-fee')}
      </Link>
    </p>
  );
}

function Tabs({ current }: { current: TabName }) {
  const shown = useShownTabs();
  const follow = (event: MouseEvent, tab: TabName) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go({ tab, id: undefined, parameters: {} });
  };
  return (
    <nav className="nav-tab-wrapper finders-fee-tabs" aria-label={__('Finder’s Fee', 'finders-fee')}>
      {shown.map((tab) => (
        <a
          key={tab}
          className={tab === current ? 'nav-tab nav-tab-active' : 'nav-tab'}
          aria-current={tab === current ? 'page' : undefined}
          href={linkTo({ tab })}
          onClick={(event) => follow(event, tab)}
        >
          {tabWords(tab).label}
        </a>
      ))}
    </nav>
  );
}

/** The tab's word leads the window's title, so that a bookmark and the history say where they lead. */
function useTitle(tab: TabName): void {
  useEffect(() => {
    const rest = document.title.split(' · ').at(-1) ?? '';
    document.title = tab === 'overview' ? rest : `${tabWords(tab).label} · ${rest}`;
  }, [tab]);
}
