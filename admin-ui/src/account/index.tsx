import { createRoot } from '@wordpress/element';
import { AccountPage } from './account-page.tsx';
import { startEarly } from './early.ts';
import { findShell } from './shell.ts';
import './style.css';

const found = findShell(document);
const started = startEarly();
if (found && started) {
  createRoot(found.element).render(
    <AccountPage client={started.client} first={started.first} loginUrl={found.shell.loginUrl} />,
  );
}
