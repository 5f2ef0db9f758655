import type { Me } from '@finders-fee/shared';
import { createClient, type Answer, type Client, type FirstView } from './client.ts';
import { paintFirstFigures } from './first-figures.ts';
import { findAddresses, findShell } from './shell.ts';

/** What the early script has begun, for the script of the page to go on with. */
export interface Started {
  client: Client;
  first: FirstView;
  /** The answer to `first.me`, once it is there. */
  me: Answer<Me> | null;
  /** Whether the page has taken over; from then on nobody else paints. */
  isTaken: boolean;
}

declare global {
  interface Window {
    findersFeeAccount?: Started;
  }
}

/**
 * Printed inline in the head, above the styles, or else right behind the shell, so that the figures are on their way while the browser still loads React.
 * The page works without it, only later.
 */
export function startEarly(): Started | null {
  if (window.findersFeeAccount) return window.findersFeeAccount;
  const shell = findAddresses(document);
  if (!shell) return null;
  const client = createClient(shell);
  const started: Started = { client, first: client.firstView(), me: null, isTaken: false };
  window.findersFeeAccount = started;
  void started.first.me.then((me) => {
    started.me = me;
    paint(started);
  });
  return started;
}

function paint(started: Started): void {
  const found = findShell(document);
  if (started.isTaken || !started.me?.ok) return;
  if (found) paintFirstFigures(found.element, started.me.data);
  else document.addEventListener('DOMContentLoaded', () => paint(started), { once: true });
}

startEarly();
