import type { Response } from 'express';
import type { Shop } from '../shop/shop.ts';
import { displayName, isOwner } from '../shop/users.ts';
import type { Visitor } from '../sessions.ts';
import { html, type Html, type Part } from './html.ts';
import { adminStyle, shopStyle } from './style.ts';

export interface Page {
  title: string;
  body: Part;
  head?: Part;
  status?: number;
}

/** A page of the shop. */
export function sendShopPage(response: Response, visitor: Visitor, page: Page): void {
  const count = visitor.session.cart.lines.reduce((sum, line) => sum + line.quantity, 0);
  const { user } = visitor;
  sendDocument(
    response,
    page,
    shopStyle,
    html` <header>
        <strong><a href="/">Sample shop</a></strong>
        <a href="/cart/">Cart (${count})</a>
        <a href="/my-account/">${user ? displayName(user) : 'My account'}</a>
        ${isOwner(user) && html`<a href="/wp-admin/admin.php?page=wc-orders">Shop owner</a>`}
        ${user && html`<a href="/wp-login.php?action=logout">Log out</a>`}
      </header>
      <main>
        <h1>${page.title}</h1>
        ${page.body}
      </main>
      <footer>
        A stand-in for a WooCommerce store, to try things out. Nothing is charged and nothing is sent.
      </footer>`,
  );
}

const adminPages = [
  ['finders-fee', 'Finder’s Fee'],
  ['wc-orders', 'Orders'],
  ['coupons', 'Coupons'],
] as const;

/** A page of what stands in for wp-admin. */
export function sendAdminPage(response: Response, current: string, page: Page): void {
  const link = ([slug, name]: (typeof adminPages)[number]) =>
    html`<a href="/wp-admin/admin.php?page=${slug}" ${slug === current && html`aria-current="page"`}
      >${name}</a
    >`;
  sendDocument(
    response,
    page,
    adminStyle,
    html` <nav id="bar" aria-label="Shop">
        <a href="/">Visit shop</a>${adminPages.map(link)}<a href="/wp-login.php?action=logout">Log out</a>
      </nav>
      <main class="wrap">${page.body}</main>`,
  );
}

/** An amount with its currency, as the shop prints it. */
export function money(shop: Shop, text: string): string {
  return `${text} ${shop.state.settings.currency}`;
}

function sendDocument(response: Response, page: Page, style: string, body: Html): void {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} – Sample shop</title>
        <link rel="icon" href="data:," />
        <style>
          ${{ html: style }}
        </style>
        ${page.head}
      </head>
      <body>
        ${body}
      </body>
    </html>`;
  response
    .status(page.status ?? 200)
    .type('html')
    .set('Cache-Control', 'no-store')
    .send(document.html);
}
