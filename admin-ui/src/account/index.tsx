import { createRoot } from '@wordpress/element';
import { AccountPage } from './account-page.tsx';
import { startEarly } from './early.ts';
import { findShell } from './shell.ts';
import './style.css';

const found = findShell(document);
const started = startEarly();
if (found && started) {
  started.isTaken = true;
  createRoot(found.element).render(<AccountPage started={started} loginUrl={found.shell.loginUrl} />);
}
