import { Router, type Request, type Response } from 'express';
import {
  clickCookie,
  clickMetaKey,
  clickPattern,
  defaultSettings,
  linkCodePattern,
  linkParameter,
} from '@finders-fee/shared';
import { cookieOf } from '../cookies.ts';
import { textOf } from '../posted.ts';
import type { Shop } from '../shop/shop.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** The shop's own pages; wp-admin and the login are nobody's landing page. */
const shopPage = /^\/(?!wp-)/;

/** Remembers who sent a visitor, for as many days as the settings say; a later link takes the place of an earlier one. */
export function referralLinks(shop: Shop): Router {
  const router = Router();
  router.get(shopPage, (request, response, next) => {
    rememberClick(shop, request, response);
    next();
  });
  return router;
}

/** The meta of an order that came by a link, as WooCommerce's REST API takes it; empty for any other. */
export function clickMeta(shop: Shop, request: Request): { key: string; value: string }[] {
  const click = cookieOf(request, clickCookie) ?? '';
  return linkDays(shop) > 0 && clickPattern.test(click) ? [{ key: clickMetaKey, value: click }] : [];
}

/** Other sites put a `ref` of their own into addresses: such a one changes nothing. */
function rememberClick(shop: Shop, request: Request, response: Response): void {
  const linkCode = textOf(request.query[linkParameter]);
  const days = linkDays(shop);
  if (days === 0 || !linkCodePattern.test(linkCode)) return;
  const seconds = Math.floor(shop.clock().getTime() / 1000);
  response.cookie(clickCookie, `${linkCode}.${seconds}`, {
    maxAge: days * dayMs,
    path: '/',
    sameSite: 'lax',
  });
}

/** 0: links are off, or there is nobody to tell of them. */
function linkDays({ state }: Shop): number {
  return state.connection === null ? 0 : (state.linkDays ?? defaultSettings.link_days);
}
