import { createHash } from 'node:crypto';
import { canonicalEmail } from './canonical-email.ts';
import { canonicalPhone } from './canonical-phone.ts';

/** What a WordPress account is known by; null for a guest (0). Keys are SHA-256, so that nothing personal is kept beside the customers' own table. */
export function userKey(userId: number | null): string | null {
  return userId === null || userId <= 0 ? null : hash(`user:${userId}`);
}

/** Null for what is no address. */
export function emailKey(email: string | null): string | null {
  const canonical = canonicalEmail(email);
  return canonical === null ? null : hash(`email:${canonical}`);
}

/** Null for what is no number. Families share one, so it raises a question and never makes two people one. */
export function phoneKey(phone: string | null): string | null {
  const canonical = canonicalPhone(phone);
  return canonical === null ? null : hash(`phone:${canonical}`);
}

function hash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
