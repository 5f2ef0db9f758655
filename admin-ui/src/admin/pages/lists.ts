import './styles.ts';

export { AffiliatesPage } from './affiliates/index.tsx';
export { CommissionsPage } from './commissions/index.tsx';
export { CouponsPage } from './coupons/index.tsx';
export { CustomersPage } from './customers/index.tsx';
export { OfflineSalesPage } from './offline-sales/index.tsx';
export { ProgramsPage } from './programs/index.tsx';

/** In a chunk of its own, asked for from here so that it need not bring what every list has. */
export const loadPayouts = () => import(/* webpackChunkName: "payouts" */ './payouts/index.tsx');
