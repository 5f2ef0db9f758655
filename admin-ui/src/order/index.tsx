import { createRoot, StrictMode } from '@wordpress/element';
import { OrderBox } from './order-box.tsx';
import './style.scss';

const root = document.getElementById('finders-fee-order');
const orderId = root?.dataset['order'];
if (root && orderId) {
  createRoot(root).render(
    <StrictMode>
      <OrderBox orderId={orderId} />
    </StrictMode>,
  );
}
