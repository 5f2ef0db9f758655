import express, { type Request, type Response } from 'express';
import type { Server } from 'node:http';
import type { BulkReview, Payout, RecalculationResult } from '@finders-fee/shared';
import { freePort } from '../../../demo/free-port.ts';
import { booksOf, imported, reviewed, summary } from './canned-books.ts';
import { balancesOf, proposeToAll } from './canned-payouts.ts';
import {
  attribution,
  explanation,
  ledger,
  newAffiliate,
  newProgram,
  overview,
  type CannedShop,
} from './canned-shop.ts';
import { faultOfBody } from './judge-body.ts';
import { orderHtml, pageHtml } from './page-html.ts';

export interface CannedServer {
  url: string;
  shop: CannedShop;
  /** Every write that arrived, as `POST programs`. */
  writes: string[];
  /** What each of them carried. */
  bodies: unknown[];
  /** The next write to a path that starts so is answered with this error, once. */
  failNext: (path: string, status: number, code: string, message: string) => void;
  /** As long as it is true, every read and write fails as if the sidecar were away. */
  isAway: boolean;
  stop: () => Promise<void>;
}

/** The page and the API behind it, with answers from memory: what the browser tests look at. */
export async function startCannedServer(
  shop: CannedShop,
  assets: string,
  port?: number,
): Promise<CannedServer> {
  const chosen = port ?? (await freePort());
  const app = express();
  const failures: { path: string; status: number; code: string; message: string }[] = [];
  const server: CannedServer = {
    url: `http://127.0.0.1:${chosen}`,
    shop,
    writes: [],
    bodies: [],
    failNext: (path, status, code, message) => failures.push({ path, status, code, message }),
    isAway: false,
    stop: () => Promise.resolve(),
  };
  app.use('/assets', express.static(assets));
  app.use('/wp-components.css', express.static('node_modules/@wordpress/components/build-style/style.css'));
  app.get('/wp-admin/admin.php', (request, response) => response.send(pageHtml(shop, request.originalUrl)));
  app.get('/wp-admin/order/:id', (request, response) => {
    response.send(orderHtml(shop, request.params.id));
  });
  app.use(express.json(), express.text({ type: 'text/csv', limit: '64mb' }));
  booksOf(shop);
  app.use('/wp-json/wc-finders-fee/v1', (request, response) => {
    const path = request.path.slice(1);
    const method = request.get('X-HTTP-Method-Override') ?? request.method;
    if (method !== 'GET') {
      server.writes.push(`${method} ${path}`);
      server.bodies.push(request.body);
    }
    const failure = failures.findIndex((each) => method !== 'GET' && path.startsWith(each.path));
    if (server.isAway) return refuse(response, 503, 'sidecar_unreachable', 'The sidecar does not answer');
    if (failure >= 0) {
      const [{ status, code, message }] = failures.splice(failure, 1) as [(typeof failures)[number]];
      return refuse(response, status, code, message);
    }
    const fault = method === 'GET' ? undefined : faultOfBody(method, path, request.body);
    if (fault) return refuse(response, 400, 'invalid_request', fault);
    return method === 'GET'
      ? read(shop, path, request, response)
      : write(shop, method, path, request, response);
  });
  const listening: Server = await new Promise((resolve) => {
    const started = app.listen(chosen, '127.0.0.1', () => resolve(started));
  });
  server.stop = async () => {
    listening.closeAllConnections();
    await new Promise((resolve) => listening.close(resolve));
  };
  return server;
}

function read(shop: CannedShop, path: string, request: Request, response: Response): void {
  const [noun = '', id, part] = path.split('/');
  const text = (name: string) => (typeof request.query[name] === 'string' ? request.query[name] : '');
  const matches = (row: object) => JSON.stringify(row).toLowerCase().includes(text('search').toLowerCase());
  const page = (rows: object[]) => {
    const [number, size] = [Number(text('page') || 1), Number(text('per_page') || 20)];
    response
      .set('X-WP-Total', String(rows.length))
      .set('X-WP-TotalPages', String(Math.ceil(rows.length / size)));
    response.json(rows.slice((number - 1) * size, number * size));
  };
  const isIncluded = ({ id: each }: { id: number }) =>
    !text('include') || text('include').split(',').includes(String(each));
  const one = (row: unknown) =>
    row ? response.json(row) : refuse(response, 404, 'not_found', `No ${noun} "${id}"`);
  const books = booksOf(shop);
  const filtered = <Row extends object>(rows: Row[], names: (keyof Row & string)[]) =>
    rows.filter(matches).filter((row) => names.every((name) => !text(name) || row[name] === text(name)));
  if (text('format') === 'csv') return void response.type('text/csv').send('\uFEFFOrder,Commission\r\n');
  switch (part ? `${noun}/${part}` : id ? `${noun}/id` : noun) {
    case 'commissions/id':
      return void one(books.commissions.find((row) => row.id === id));
    case 'offline-sales':
      return page(filtered(books.sales, ['status', 'batch_id', 'affiliate_id']));
    case 'offline-sales/id':
      return page(books.batches);
    case 'reports/id':
      return void response.json(text('coupon_code') === 'unsold' ? [] : summary(shop, text('group_by')));
    case 'overview':
      return void response.json(overview(shop));
    case 'health':
      return void response.json(shop.health);
    case 'settings':
      return void response.json(shop.settings);
    case 'redemptions':
      return page(
        shop.redemptions
          .filter(matches)
          .filter((row) => !text('status') || row.status === text('status'))
          .filter((row) => !text('channel') || row.channel === text('channel'))
          .filter((row) => !text('affiliate_id') || row.affiliate_id === text('affiliate_id'))
          .sort((a, b) => a.placed_at.localeCompare(b.placed_at) * (text('order') === 'asc' ? 1 : -1)),
      );
    case 'programs':
      return page(shop.programs.filter(matches));
    case 'affiliates':
      return page(shop.affiliates.filter(matches));
    case 'coupons':
      return page(shop.coupons.filter(matches).sort((a, b) => b.usage_count - a.usage_count));
    case 'customers':
      return page(shop.customers.filter(matches));
    case 'balances':
      return page(balancesOf(shop, text('affiliate_id')));
    case 'ledger':
      return page(ledger(text('affiliate_id')));
    case 'commissions':
      return page(filtered(books.commissions, ['status', 'channel', 'affiliate_id']));
    case 'payouts':
      return page(
        filtered(shop.payouts, ['status', 'affiliate_id', 'currency']).sort(
          (a, b) =>
            (text('orderby') === 'amount'
              ? Number(a.amount) - Number(b.amount)
              : a.proposed_at.localeCompare(b.proposed_at)) * (text('order') === 'asc' ? 1 : -1),
        ),
      );
    case 'payouts/id':
      return void one(shop.payouts.find((row) => row.id === id));
    case 'products':
      return page(shop.products.filter(matches).filter(isIncluded));
    case 'product-categories':
      return page(shop.categories.filter(matches).filter(isIncluded));
    case 'affiliates/notes':
      return page(shop.notes);
    case 'programs/consequences':
      return void response.json({ affiliates: 2, coupons: 12, links: 2, commissions_waiting: 3 });
    case 'affiliates/consequences':
      return void response.json({
        coupons: 2,
        balances: [
          {
            currency: 'EUR',
            pending: '35.60',
            held: '0.00',
            approved: '6.50',
            paid: '120.00',
            balance: '42.10',
          },
        ],
      });
    case 'users':
      return void response.json(
        [{ id: 7, name: 'Anna Berg', email: 'anna@example.org' }].filter((user) => matches(user)),
      );
    case 'programs/id':
      return void one(shop.programs.find((row) => row.id === id));
    case 'affiliates/id':
      return void one(shop.affiliates.find((row) => row.id === id));
    case 'coupons/id':
      return void one(shop.coupons.find((row) => String(row.id) === id));
    case 'customers/id':
      return void one(shop.customers.find((row) => row.id === id));
    case 'coupons/past-orders':
      return void response.json({
        coupon_id: Number(id),
        orders: 60,
        totals: [{ currency: 'EUR', sales: '1234.50' }],
        history_complete: true,
      });
    case 'coupons/owners':
      return void response.json(
        id === '21'
          ? [{ affiliate_id: shop.affiliates[0]?.id, affiliate_name: 'John Miller', from: null, to: null }]
          : [],
      );
    case 'customers/referral-code-changes':
      return void response.json([
        {
          id: 'rcc_1',
          from: null,
          to: 'john10',
          source: 'first_order',
          order_id: 1042,
          changed_by_user_id: null,
          changed_at: '2026-11-03T14:05:00Z',
        },
      ]);
    case 'orders/attribution':
      return void one(attribution(shop, Number(id)));
    case 'commissions/explanation':
      return void response.json(explanation(id ?? ''));
    default:
      return refuse(
        response,
        404,
        'rest_no_route',
        'No route was found matching the URL and request method.',
      );
  }
}

function write(shop: CannedShop, method: string, path: string, request: Request, response: Response): void {
  const [noun = '', id, part] = path.split('/');
  const body = (request.body ?? {}) as Record<string, never>;
  const books = booksOf(shop);
  switch (part ? `${method} ${noun}/${part}` : `${method} ${noun}`) {
    case 'POST commissions': {
      const rows = reviewed(books, shop, body as unknown as BulkReview);
      return void response.json({ rows });
    }
    case 'POST commissions/approve':
    case 'POST commissions/reject':
    case 'POST commissions/hold':
    case 'POST commissions/release': {
      const [row] = reviewed(books, shop, { ids: [id ?? ''], action: part as BulkReview['action'] });
      if (row?.reason) return refuse(response, 409, 'conflict', row.reason);
      return void response.json(books.commissions.find((each) => each.id === id));
    }
    case 'POST offline-sales': {
      if (id === 'import')
        return void response.json(imported(books, String(request.body), request.query['dry_run'] === 'true'));
      const [first] = books.sales;
      const made = {
        ...(first ?? {}),
        id: 'off_new',
        amount: body['amount'] ?? null,
        coupon_code: body['coupon_code'],
      };
      books.sales.unshift(made as never);
      return void response.status(201).json(made);
    }
    case 'POST offline-sales/undo': {
      const sale = books.sales.find((row) => row.id === id);
      return void response.json(Object.assign(sale ?? {}, { status: 'undone' }));
    }
    case `POST offline-sales/${id === 'batches' ? part : ''}`: {
      const batch = books.batches.find((row) => row.id === part);
      return void response.json(Object.assign(batch ?? {}, { status: 'undone' }));
    }
    case 'POST connection':
      shop.connected = true;
      return void response.json({ connected: true });
    case 'POST sync':
      return void response.json({ done: true, orders_read: 3, inbox_pending: 0 });
    case 'PUT settings':
      return void response.json(Object.assign(shop.settings, body));
    case 'POST programs': {
      const { name, rate } = body as unknown as { name: string; rate: { value: string } };
      const made = newProgram(`prg_${String(shop.programs.length + 1).padStart(32, '0')}`, name, rate.value);
      shop.programs.push(Object.assign(made, body));
      return void response.status(201).json(made);
    }
    case 'POST affiliates': {
      const made = newAffiliate(
        `aff_${String(shop.affiliates.length + 9).padStart(32, '0')}`,
        body['name'] ?? '',
        [],
      );
      shop.affiliates.push(Object.assign(made, body));
      return void response.status(201).json(made);
    }
    case 'PUT programs':
    case 'PUT affiliates':
    case 'PUT customers': {
      const rows: { id: string }[] = shop[noun as 'programs' | 'affiliates' | 'customers'];
      return void response.json(Object.assign(rows.find((row) => row.id === id) ?? {}, body));
    }
    case 'DELETE programs':
      shop.programs = shop.programs.filter((row) => row.id !== id);
      return void response.json({});
    case 'DELETE affiliates':
      shop.affiliates = shop.affiliates.filter((row) => row.id !== id);
      return void response.json({});
    case 'POST affiliates/notes': {
      const made = { id: `not_${shop.notes.length + 1}`, text: String(body['text']), ...writtenNow() };
      shop.notes.unshift(made);
      return void response.status(201).json(made);
    }
    case 'DELETE affiliates/notes':
      shop.notes = shop.notes.filter((note) => !path.endsWith(`/${note.id}`));
      return void response.json({});
    case 'POST affiliates/write-offs': {
      const balance = shop.balances.find(({ currency }) => currency === body['currency']);
      if (balance) balance.approved = '0.00';
      return void response.status(201).json({});
    }
    case 'POST payouts': {
      if (!body['affiliate_id']) return void response.status(201).json(proposeToAll(shop));
      const made = proposal(body['currency'] ?? 'EUR');
      shop.payouts.unshift(made);
      return void response.status(201).json([made]);
    }
    case 'POST payouts/pay':
    case 'POST payouts/cancel': {
      const payout = shop.payouts.find((row) => row.id === id);
      if (part === 'cancel' && body['status'] !== undefined && body['status'] !== payout?.status)
        return refuse(response, 409, 'conflict', `Payout ${id} is ${payout?.status} by now`);
      if (payout) {
        payout.status = part === 'pay' ? 'paid' : 'cancelled';
        payout.paid_at = part === 'pay' ? new Date().toISOString() : null;
        Object.assign(payout, { is_outdated: false, payable: null, account: null });
      }
      const balance = shop.balances.find(({ currency }) => currency === payout?.currency);
      if (part === 'pay' && balance) balance.approved = '0.00';
      return void response.json(payout);
    }
    case 'POST recalculations':
      return void response.json(recalculation(body['dry_run'] as unknown as boolean));
    case 'PUT coupons': {
      const coupon = shop.coupons.find((row) => String(row.id) === id);
      if ('rate' in body) return void response.json(Object.assign(coupon ?? {}, { rate: body['rate'] }));
      const owner = shop.affiliates.find((row) => row.id === body['affiliate_id']);
      return void response.json(
        Object.assign(coupon ?? {}, { affiliate_id: owner?.id ?? null, affiliate_name: owner?.name ?? null }),
      );
    }
    default:
      return refuse(
        response,
        404,
        'rest_no_route',
        'No route was found matching the URL and request method.',
      );
  }
}

function writtenNow() {
  return { written_by_user_id: 1, written_at: new Date().toISOString() };
}

function proposal(currency: string): Payout {
  return {
    id: 'pay_9',
    affiliate_id: 'aff_0192f0c1000070008000000000000001',
    affiliate_name: 'John Miller',
    currency,
    amount: '6.50',
    status: 'proposed',
    is_outdated: false,
    payable: '6.50',
    account: null,
    items: [
      { commission_id: 'com_1', order_number: '1001', amount: '11.00' },
      { commission_id: 'com_2', order_number: '998', amount: '-4.50' },
    ],
    proposed_at: new Date().toISOString(),
    paid_at: null,
  };
}

function recalculation(isDry: boolean): RecalculationResult {
  const differences = Array.from({ length: 60 }, (_, index) => ({
    order_id: 1042 - index,
    order_number: String(1042 - index),
    commission_id: `com_${index}`,
    affiliate_id: 'aff_0192f0c1000070008000000000000001',
    affiliate_name: 'John Miller',
    currency: index % 20 === 0 ? 'JPY' : 'EUR',
    before: index % 20 === 0 ? '1350' : '13.50',
    after: index % 20 === 0 ? '1500' : '12.00',
  }));
  return {
    orders: 312,
    differences,
    differences_count: differences.length,
    totals: [
      { currency: 'EUR', before: '769.50', after: '684.00' },
      { currency: 'JPY', before: '4050', after: '4500' },
    ],
    fingerprint: 'f'.repeat(64),
    applied: !isDry,
  };
}

function refuse(response: Response, status: number, code: string, message: string): void {
  response.status(status).json({ code, message, data: { status, details: [] } });
}
