import type { User } from '../state.ts';
import { StoreError } from '../store-error.ts';
import { nextId, now, type Shop } from './shop.ts';

export interface NewUser {
  email: string;
  password: string;
  login?: string;
  firstName?: string;
  lastName?: string;
  role?: User['role'];
  billing?: Record<string, string>;
}

/** Registers a user; the login is made of the e-mail's local part, as WooCommerce does. Throws 400. */
export function addUser(shop: Shop, user: NewUser): User {
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(user.email)) {
    throw new StoreError('customer_invalid_email', 'Invalid email address', 400);
  }
  const { users } = shop.state;
  if (users.some((other) => other.email.toLowerCase() === user.email.toLowerCase())) {
    throw new StoreError(
      'registration-error-email-exists',
      `An account is already registered with ${user.email}. Please log in or use a different email address.`,
      400,
    );
  }
  const record: User = {
    id: nextId(shop, 'user'),
    login: freeLogin(users, user.login ?? (user.email.split('@')[0] ?? '').toLowerCase()),
    password: user.password,
    email: user.email,
    firstName: user.firstName ?? '',
    lastName: user.lastName ?? '',
    role: user.role ?? 'customer',
    registeredAt: now(shop),
    modifiedAt: now(shop),
    billing: user.billing ?? {},
    shipping: {},
  };
  users.push(record);
  if (record.role === 'customer') shop.announce('customer.created', record.id);
  else shop.announceToPlugin('customer.created', record.id);
  return record;
}

export function getUser(shop: Shop, id: number): User {
  const user = shop.state.users.find((candidate) => candidate.id === id);
  if (!user) throw new StoreError('wc_user_invalid_id', 'Invalid user ID.', 404);
  return user;
}

/** Deletes a user; their orders stay and belong to a guest. */
export function removeUser(shop: Shop, user: User): void {
  shop.state.users = shop.state.users.filter((other) => other !== user);
  shop.state.keys = shop.state.keys.filter((key) => key.userId !== user.id);
  for (const [token, session] of shop.state.sessions)
    if (session.userId === user.id) shop.state.sessions.delete(token);
}

export function displayName(user: User): string {
  return [user.firstName, user.lastName].filter(Boolean).join(' ') || user.login;
}

/** `manage_woocommerce`. */
export function isOwner(user: User | undefined): boolean {
  return user !== undefined && ['administrator', 'shop_manager', 'finders_fee_service'].includes(user.role);
}

function freeLogin(users: User[], wanted: string): string {
  for (let number = 0; ; number += 1) {
    const login = number === 0 ? wanted : `${wanted}${number}`;
    if (!users.some((user) => user.login === login)) return login;
  }
}
