import { createClient, type Client, type FirstView } from './client.ts';
import { findAddresses } from './shell.ts';

declare global {
  interface Window {
    findersFeeAccount?: { client: Client; first: FirstView };
  }
}

/**
 * Printed inline in the head, above the styles, or else right behind the shell, so that the figures are on their way while the browser still loads React.
 * The page works without it, only later.
 */
export function startEarly(): { client: Client; first: FirstView } | null {
  if (window.findersFeeAccount) return window.findersFeeAccount;
  const shell = findAddresses(document);
  if (!shell) return null;
  const client = createClient(shell);
  window.findersFeeAccount = { client, first: client.firstView() };
  return window.findersFeeAccount;
}

startEarly();
