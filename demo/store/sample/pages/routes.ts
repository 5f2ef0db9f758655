import express, { Router } from 'express';
import { referralLinks } from '../plugin/referral-link.ts';
import type { Shop } from '../shop/shop.ts';
import { accountPages } from './account-pages.ts';
import { adminPages } from './admin-pages.ts';
import { assetRoutes } from './assets.ts';
import { shopPages } from './shop-pages.ts';

/** Everything a browser asks for. */
export function pageRoutes(shop: Shop): Router {
  const router = Router();
  router.use(express.urlencoded({ extended: false }));
  router.use(assetRoutes());
  router.use(referralLinks(shop));
  router.use(shopPages(shop));
  router.use(accountPages(shop));
  router.use(adminPages(shop));
  return router;
}
