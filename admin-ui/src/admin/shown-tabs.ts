import { useSyncExternalStore } from 'react';
import { pageConfig } from '../config.ts';
import { tabNames, type TabName } from './tabs.ts';

const changed = 'finders-fee-coupon-commissions';
/** What these tabs are about does not happen while commissions for coupons are switched off. */
const aboutCoupons: readonly string[] = ['coupons', 'offline-sales'];

/** The tabs to show, at once when the switch is turned on this page. */
export function useShownTabs(): TabName[] {
  const isOn = useCouponCommissions();
  return isOn ? [...tabNames] : tabNames.filter((tab) => !aboutCoupons.includes(tab));
}

/** Whether a tab was asked for that is hidden just now. */
export function useIsHidden(tab: TabName): boolean {
  const isOn = useCouponCommissions();
  return !isOn && aboutCoupons.includes(tab);
}

/** Tells the tabs what was saved; the plugin remembers it for the next page by itself. */
export function rememberCouponCommissions(areOn: boolean): void {
  window.findersFee = { ...window.findersFee, couponCommissions: areOn };
  window.dispatchEvent(new Event(changed));
}

function useCouponCommissions(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      window.addEventListener(changed, onChange);
      return () => window.removeEventListener(changed, onChange);
    },
    () => pageConfig().couponCommissions,
  );
}
