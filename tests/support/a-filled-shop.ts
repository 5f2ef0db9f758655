import type { CouponLine, OrderSnapshot } from '@finders-fee/sidecar/domain/order-snapshot';
import type { Arrival } from '@finders-fee/sidecar/domain/arrival';
import type { StoreCoupon } from '@finders-fee/sidecar/domain/store-coupon';
import { recordCoupons } from '@finders-fee/sidecar/use-cases/record-coupons';
import { recordOrders } from '@finders-fee/sidecar/use-cases/record-orders';
import { anOrder, fetched } from './an-order.ts';
import type { Api } from './an-api.ts';

/** Fills an API's books as the store and the owner would. Ids are handed out once, so that no two tests meet. */
export function fill(api: Api) {
  let couponId = 700;
  let orderId = 1000;
  const { services, owner } = api;
  return {
    async program(change: Record<string, unknown> = {}) {
      const { body } = await owner('POST', '/programs', {
        name: 'Podcast',
        rate: { type: 'percent', value: '10' },
        ...change,
      });
      return (body as { id: string }).id;
    },
    async affiliate(change: Record<string, unknown> = {}) {
      const programId = change['program_id'] ?? (await this.program());
      const { body } = await owner('POST', '/affiliates', { name: 'John', program_id: programId, ...change });
      return (body as { id: string }).id;
    },
    /** A coupon the store has, owned from the beginning when an affiliate is named. */
    async coupon(code: string, affiliateId: string | null = null, change: Partial<StoreCoupon> = {}) {
      const id = (couponId += 1);
      await recordCoupons(services, [
        {
          couponId: id,
          code,
          discountType: 'percent',
          amount: '10.00',
          expiresOn: null,
          restrictions: null,
          usageCount: 0,
          status: 'publish',
          ...change,
        },
      ]);
      if (affiliateId !== null) {
        await owner('PUT', `/coupons/${id}`, { affiliate_id: affiliateId, owns_past_orders: true });
      }
      return { couponId: id, code, discount: '15.00' } satisfies CouponLine;
    },
    /** The contract's example order with these coupons; returns its id. */
    async order(coupons: CouponLine[], change: Partial<OrderSnapshot> = {}, arrival: Partial<Arrival> = {}) {
      const id = change.orderId ?? (orderId += 1);
      const snapshot = anOrder({ orderId: id, number: String(id), coupons, ...change });
      await recordOrders(services, [fetched(snapshot, arrival as object)]);
      return id;
    },
  };
}

export type Filling = ReturnType<typeof fill>;
