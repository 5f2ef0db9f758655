import { createRoot, StrictMode } from '@wordpress/element';
import { App } from './app.tsx';
import './public-path.ts';
import './style.scss';

const root = document.getElementById('finders-fee-admin');
if (root) {
  document.documentElement.dataset['findersFee'] = 'started';
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
