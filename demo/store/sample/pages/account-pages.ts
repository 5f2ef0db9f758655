import { Router, type Request, type Response } from 'express';
import { textOf } from '../posted.ts';
import { findVisitor, logIn, logOut, nonceOf, visitorOf } from '../sessions.ts';
import { addUser, displayName, isOwner } from '../shop/users.ts';
import type { Shop } from '../shop/shop.ts';
import { StoreError } from '../store-error.ts';
import { assetSource, hasAsset } from './assets.ts';
import { html, type Html } from './html.ts';
import { sendShopPage } from './layout.ts';

/** Logging in and out, registering, and My Account with the affiliate's tab. */
export function accountPages(shop: Shop): Router {
  const router = Router();
  router.get('/wp-login.php', (request, response) => {
    const visitor = visitorOf(shop, request, response);
    if (request.query['action'] === 'logout') {
      logOut(shop, visitor, response);
      return response.redirect(303, '/wp-login.php?loggedout=true');
    }
    showLogin(shop, request, response);
  });
  router.post('/wp-login.php', (request, response) => {
    const { log, pwd, redirect_to: target } = request.body as Record<string, string>;
    const visitor = visitorOf(shop, request, response);
    const user = logIn(shop, visitor, response, textOf(log), textOf(pwd));
    if (!user) return showLogin(shop, request, response, 'The name or the password is not right.');
    response.redirect(303, localPath(target) ?? (isOwner(user) ? '/wp-admin/' : '/my-account/'));
  });
  router.post('/my-account/', (request, response) => register(shop, request, response));
  router.get('/my-account/', (request, response) => showAccount(shop, request, response));
  router.get('/my-account/finders-fee/', (request, response) => showAffiliate(shop, request, response));
  router.get('/wp-admin/admin-ajax.php', (request, response) => {
    const visitor = findVisitor(shop, request);
    const isKnown = request.query['action'] === 'rest-nonce' && visitor?.user;
    response.set('Cache-Control', 'no-store').type('html');
    response.status(isKnown ? 200 : 400).send(isKnown ? nonceOf(visitor) : '0');
  });
  return router;
}

function showLogin(shop: Shop, request: Request, response: Response, problem?: string): void {
  const target =
    localPath(
      request.query['redirect_to'] ?? (request.body as Record<string, string> | undefined)?.['redirect_to'],
    ) ?? '';
  sendShopPage(response, visitorOf(shop, request, response), {
    title: 'Log in',
    status: problem ? 403 : 200,
    body: html` ${problem && html`<p class="notice error" role="alert">${problem}</p>`}
      <form method="post" action="/wp-login.php" class="fields box">
        <label for="user_login">User name or e-mail</label>
        <input id="user_login" name="log" autocomplete="username" autocapitalize="none" required autofocus />
        <label for="user_pass">Password</label>
        <input id="user_pass" name="pwd" type="password" autocomplete="current-password" required />
        <input type="hidden" name="redirect_to" value="${target}" />
        <p><button id="wp-submit">Log in</button></p>
      </form>`,
  });
}

function register(shop: Shop, request: Request, response: Response): void {
  const { email, password } = request.body as Record<string, string>;
  try {
    const user = addUser(shop, { email: textOf(email), password: textOf(password) });
    logIn(shop, visitorOf(shop, request, response), response, user.login, user.password);
    response.redirect(303, '/my-account/');
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    showAccount(shop, request, response, error.message);
  }
}

function showAccount(shop: Shop, request: Request, response: Response, problem?: string): void {
  const visitor = visitorOf(shop, request, response);
  const { user } = visitor;
  if (user) {
    const orders = [...shop.state.orders.values()].filter(
      (order) => order.customerId === user.id && order.status !== 'trash',
    );
    return sendShopPage(response, visitor, {
      title: 'My account',
      body: html` <p>Hello ${displayName(user)}.</p>
        <p><a href="/my-account/finders-fee/">Affiliate</a></p>
        <h2>Orders</h2>
        ${
          orders.length === 0
            ? html`<p>Your orders will be listed here.</p>`
            : html`<ul>
                ${orders.map((order) => html`<li>#${order.id}, ${order.status}</li>`)}
              </ul>`
        }`,
    });
  }
  sendShopPage(response, visitor, {
    title: 'My account',
    status: problem ? 400 : 200,
    body: html` <p><a href="/wp-login.php?redirect_to=/my-account/">Log in</a>, or make an account:</p>
      ${problem && html`<p class="notice error" role="alert">${problem}</p>`}
      <form method="post" action="/my-account/" class="fields box">
        <label for="email">E-mail</label
        ><input id="email" name="email" type="email" autocomplete="email" required />
        <label for="password">Password</label
        ><input id="password" name="password" type="password" autocomplete="new-password" required />
        <p><button>Register</button></p>
      </form>`,
  });
}

/** The same shell that the plugin prints: addresses only, nothing of the visitor. */
function showAffiliate(shop: Shop, request: Request, response: Response): void {
  const visitor = visitorOf(shop, request, response);
  if (!visitor.user) return response.redirect(303, '/wp-login.php?redirect_to=/my-account/finders-fee/');
  const early = assetSource('account-early.js');
  sendShopPage(response, visitor, {
    title: 'Affiliate',
    head:
      hasAsset('style-account.css') &&
      html`<link rel="stylesheet" href="/wp-content/plugins/finders-fee/build/style-account.css" />`,
    body: html` ${missing('account.js')}
      <div
        class="finders-fee-account"
        data-rest-url="${shop.url}/wp-json/wc-finders-fee/v1/"
        data-nonce-url="${shop.url}/wp-admin/admin-ajax.php?action=rest-nonce"
        data-login-url="${shop.url}/wp-login.php?redirect_to=/my-account/finders-fee/"
      >
        <p>Your sales and commissions appear here in a moment.</p>
        <noscript
          ><p>
            This page needs JavaScript, which is switched off in your browser. Your sales are safe.
          </p></noscript
        >
      </div>
      ${
        early !== '' &&
        html`<script>
          ${{ html: early }};
        </script>`
      }
      <script src="/wp-content/plugins/finders-fee/build/account.js" defer></script>`,
  });
}

/** What to do when the bundles were not built yet. */
export function missing(file: string): Html | undefined {
  if (hasAsset(file)) return undefined;
  return html`<p class="notice error" role="alert">
    This page is not built yet. Run <code>npm run build:standalone -w @finders-fee/admin-ui</code> and load it
    again.
  </p>`;
}

/** An address within this shop, so that logging in leads nowhere else. */
function localPath(value: unknown): string | undefined {
  const path = textOf(value);
  return /^\/(?![/\\])/.test(path) ? path : undefined;
}
