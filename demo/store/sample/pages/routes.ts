import { Router } from 'express';
import type { Shop } from '../shop/shop.ts';
export function pageRoutes(_shop: Shop): Router {
  return Router();
}
