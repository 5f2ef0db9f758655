import { bigint, char, customType, datetime, varchar } from 'drizzle-orm/mysql-core';

/** An id made by the sidecar: three letters, underscore, 32 hex digits. */
export const id = () => char({ length: 36 });

/** An instant in UTC with milliseconds. */
export const instant = () => datetime({ mode: 'date', fsp: 3 });

/** An id that WooCommerce made. */
export const storeId = () => bigint({ mode: 'number', unsigned: true });

export const currency = () => char({ length: 3 });

/** Money in minor units of the currency beside it. */
export const amountMinor = () => bigint({ mode: 'bigint' });

export const couponCode = () => varchar({ length: 255 });

/** A JSON document, which the driver hands over as text (`jsonStrings` in client.ts). */
export const jsonOf = <T>() =>
  customType<{ data: T; driverData: string }>({
    dataType: () => 'json',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (text) => JSON.parse(text) as T,
  })();

/** Text of which every byte counts: two coupon codes that differ by an accent are two. */
export const exactText = (length: number) =>
  customType<{ data: string; driverData: string }>({
    dataType: () => `varchar(${length}) character set utf8mb4 collate utf8mb4_bin`,
  })();
