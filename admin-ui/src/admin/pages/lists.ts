import './styles.ts';

export { AffiliatesPage } from './affiliates/index.tsx';
export { CommissionsPage } from './commissions/index.tsx';
export { CouponsPage } from './coupons/index.tsx';
export { CustomersPage } from './customers/index.tsx';
export { OfflineSalesPage } from './offline-sales/index.tsx';
export { ProgramsPage } from './programs/index.tsx';
