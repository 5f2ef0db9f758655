import { Router, type Request } from 'express';
import { now, type Shop } from '../shop/shop.ts';
import { addUser, getUser, removeUser } from '../shop/users.ts';
import type { User } from '../state.ts';
import { StoreError } from '../store-error.ts';
import { listOf, text } from './list.ts';
import { representCustomer, type Json } from './represent.ts';
import { answering, bodyOf, idOf } from './respond.ts';

/** Customers are WordPress users; guests never show up here. Only those with the role `customer`, unless `role=all`. */
export function customerRoutes(shop: Shop): Router {
  const router = Router();
  router.get('/customers', answering(shop, list));
  router.post(
    '/customers',
    answering(shop, (_shop, request) => ({ body: create(shop, bodyOf(request)), status: 201 })),
  );
  router.get(
    '/customers/:id',
    answering(shop, (_shop, request) => ({ body: representCustomer(shop, getUser(shop, idOf(request))) })),
  );
  for (const method of ['put', 'patch', 'post'] as const) {
    router[method](
      '/customers/:id',
      answering(shop, (_shop, request) => ({ body: update(shop, idOf(request), bodyOf(request)) })),
    );
  }
  router.delete('/customers/:id', answering(shop, remove));
  return router;
}

function list(shop: Shop, request: Request) {
  const role = text(request, 'role') ?? 'customer';
  const email = text(request, 'email')?.toLowerCase();
  const search = text(request, 'search')?.toLowerCase();
  const include = listOf(request, 'include')?.map(Number);
  const perPage = Math.min(100, Math.max(1, Number(text(request, 'per_page') ?? 10)));
  const page = Math.max(1, Number(text(request, 'page') ?? 1));
  const isListed = (user: User) =>
    (role === 'all' || user.role === role) &&
    (email === undefined || user.email.toLowerCase() === email) &&
    (search === undefined ||
      `${user.login} ${user.email} ${user.firstName} ${user.lastName}`.toLowerCase().includes(search)) &&
    (!include || include.includes(user.id));
  const byId = text(request, 'orderby') === 'id';
  const direction = text(request, 'order') === 'desc' ? -1 : 1;
  const users = shop.state.users
    .filter(isListed)
    .sort((a, b) => direction * (byId ? a.id - b.id : a.login.localeCompare(b.login)));
  const headers = {
    'X-WP-Total': String(users.length),
    'X-WP-TotalPages': String(Math.ceil(users.length / perPage)),
  };
  const rows = users.slice((page - 1) * perPage, page * perPage);
  return { body: rows.map((user) => representCustomer(shop, user)), headers };
}

function create(shop: Shop, posted: Json): Json {
  const string = (name: string) => (typeof posted[name] === 'string' ? posted[name] : undefined);
  const email = string('email');
  if (email === undefined) {
    throw new StoreError('rest_missing_callback_param', 'Missing parameter(s): email', 400, {
      status: 400,
      params: ['email'],
    });
  }
  const login = string('username');
  const user = addUser(shop, {
    email,
    password: string('password') ?? '',
    ...(login === undefined ? {} : { login }),
  });
  Object.assign(user, names(posted));
  return representCustomer(shop, user);
}

function update(shop: Shop, id: number, posted: Json): Json {
  const user = getUser(shop, id);
  Object.assign(user, names(posted), { modifiedAt: now(shop) });
  if (typeof posted['email'] === 'string') user.email = posted['email'];
  if (typeof posted['password'] === 'string') user.password = posted['password'];
  if (posted['billing'] && typeof posted['billing'] === 'object')
    user.billing = { ...user.billing, ...posted['billing'] };
  shop.announce('customer.updated', user.id);
  return representCustomer(shop, user);
}

function remove(shop: Shop, request: Request) {
  const user = getUser(shop, idOf(request));
  if (text(request, 'force') !== 'true') {
    throw new StoreError('woocommerce_rest_trash_not_supported', 'Customers do not support trashing.', 501);
  }
  const body = representCustomer(shop, user);
  if (user.role === 'customer') shop.announce('customer.deleted', user.id);
  removeUser(shop, user);
  return { body };
}

function names(posted: Json): Partial<User> {
  return {
    ...(typeof posted['first_name'] === 'string' ? { firstName: posted['first_name'] } : {}),
    ...(typeof posted['last_name'] === 'string' ? { lastName: posted['last_name'] } : {}),
  };
}
