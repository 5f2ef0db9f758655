import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import express, { type Request, type Response } from 'express';
import type { Explanation, Me, MyCoupon, MySale, MySummary } from '@finders-fee/shared';

/** What the store would say; a test overrides only its own cause. */
export interface Canned {
  loggedIn: boolean;
  /** Whether nonce and first figures come together; else one after the other. */
  startsTogether: boolean;
  /** Status and code instead of every answer under `me`. */
  failing: { status: number; code: string } | null;
  me: Me;
  coupons: MyCoupon[];
  sales: MySale[];
  summary: MySummary;
  explanations: Record<string, Explanation>;
}

export interface CannedStore {
  url: string;
  /** Paths that the page asked for, oldest first. */
  asked: string[];
  answer: Canned;
  stop(): Promise<void>;
}

const nonce = '0123456789';
const source = fileURLToPath(new URL('../../admin-ui/src/account/', import.meta.url));

/** A page with the shell, the two scripts and answers from memory: everything of a store that the account page can see. */
export async function startCannedStore(answer: Canned): Promise<CannedStore> {
  const assets = await bundle();
  const asked: string[] = [];
  const app = express();
  app.get('/account', (_request, response) => {
    response.type('html').send(page(assets.get('early.js') ?? '', answer.startsTogether ? '/start' : ''));
  });
  app.get('/assets/:name', (request, response) => {
    response.type(request.params.name.endsWith('.css') ? 'css' : 'js').send(assets.get(request.params.name));
  });
  app.get('/nonce', (_request, response) => {
    asked.push('nonce');
    response.status(answer.loggedIn ? 200 : 400).send(answer.loggedIn ? nonce : '0');
  });
  app.get('/start', (_request, response) => {
    asked.push('start');
    if (!answer.loggedIn) response.json({ nonce: '', status: 401, me: null });
    else if (answer.failing)
      response.json({ nonce, status: answer.failing.status, me: { code: answer.failing.code } });
    else response.json({ nonce, status: 200, me: answer.me });
  });
  app.get('/wp-json/wc-finders-fee/v1/*path', (request, response) => {
    asked.push(request.originalUrl.replace('/wp-json/wc-finders-fee/v1/', ''));
    reply(answer, request, response);
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/account`,
    asked,
    answer,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function reply(answer: Canned, request: Request, response: Response): void {
  const path = request.path.replace('/wp-json/wc-finders-fee/v1/', '');
  if (request.get('X-WP-Nonce') !== nonce) {
    response.status(403).json({ code: 'rest_cookie_invalid_nonce', message: '', data: { status: 403 } });
  } else if (answer.failing) {
    const { status, code } = answer.failing;
    response.status(status).json({ code, message: 'Failing', data: { status } });
  } else if (path === 'me/sales') {
    const perPage = Number(request.query['per_page']);
    const from = (Number(request.query['page']) - 1) * perPage;
    response.set('X-WP-Total', String(answer.sales.length)).json(answer.sales.slice(from, from + perPage));
  } else {
    const explained = /^me\/commissions\/([^/]+)\/explanation$/.exec(path)?.[1];
    if (explained) response.json(answer.explanations[explained]);
    else response.json({ me: answer.me, 'me/coupons': answer.coupons, 'me/summary': answer.summary }[path]);
  }
}

async function bundle(): Promise<Map<string, string>> {
  const result = await build({
    entryPoints: { account: `${source}index.tsx`, early: `${source}early.ts` },
    outdir: 'assets',
    bundle: true,
    write: false,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  return new Map(result.outputFiles.map((file) => [file.path.split('/').at(-1) ?? '', file.text]));
}

function page(earlyScript: string, startUrl: string): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>My account</title>
  <link rel="icon" href="data:,">
  <script data-rest-url="/wp-json/wc-finders-fee/v1/" data-nonce-url="/nonce" data-start-url="${startUrl}">${earlyScript}</script>
  <link rel="stylesheet" href="/assets/account.css">
  <style>
    body { font: 18px/1.55 Georgia, serif; color: #222; background: #fdfcf9; margin: 0 auto; max-width: 720px; padding: 16px; }
    .wp-element-button { background: #222; color: #fff; border: 0; border-radius: 4px; text-decoration: none; }
  </style>
</head>
<body>
  <main>
    <h1>My account</h1>
    <div class="finders-fee-account" data-rest-url="/wp-json/wc-finders-fee/v1/" data-nonce-url="/nonce" data-start-url="${startUrl}" data-login-url="/my-account/"></div>
        <script defer src="/assets/account.js"></script>
  </main>
</body>
</html>`;
}
