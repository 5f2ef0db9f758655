import { createClient, type Client, type FirstView } from './client.ts';
import { findShell } from './shell.ts';

declare global {
  interface Window {
    findersFeeAccount?: { client: Client; first: FirstView };
  }
}

/**
 * Printed inline right behind the shell, so that the figures are on their way while the browser still loads React.
 * The page works without it, only later.
 */
export function startEarly(): { client: Client; first: FirstView } | null {
  if (window.findersFeeAccount) return window.findersFeeAccount;
  const found = findShell(document);
  if (!found) return null;
  const client = createClient(found.shell);
  window.findersFeeAccount = { client, first: client.firstView() };
  return window.findersFeeAccount;
}

startEarly();
