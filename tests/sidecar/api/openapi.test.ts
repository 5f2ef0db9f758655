import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anApi, type Api } from '../../support/an-api.ts';

/** Contract §2 and §3 as far as this version goes. */
const promised: Record<string, string[]> = {
  '/settings': ['get', 'put'],
  '/programs': ['get', 'post'],
  '/programs/{id}': ['get', 'put', 'delete'],
  '/programs/{id}/consequences': ['get'],
  '/affiliates': ['get', 'post'],
  '/affiliates/{id}': ['get', 'put', 'delete'],
  '/affiliates/{id}/consequences': ['get'],
  '/affiliates/{id}/notes': ['get', 'post'],
  '/affiliates/{id}/notes/{note_id}': ['delete'],
  '/affiliates/{id}/write-offs': ['post'],
  '/coupons': ['get', 'post'],
  '/coupons/{id}': ['get', 'put', 'delete'],
  '/coupons/{id}/owners': ['get'],
  '/coupons/{id}/past-orders': ['get'],
  '/products': ['get'],
  '/product-categories': ['get'],
  '/commissions': ['get'],
  '/commissions/{id}': ['get'],
  '/commissions/{id}/explanation': ['get'],
  '/commissions/{id}/approve': ['post'],
  '/commissions/{id}/reject': ['post'],
  '/commissions/{id}/hold': ['post'],
  '/commissions/{id}/release': ['post'],
  '/commissions/bulk': ['post'],
  '/redemptions': ['get'],
  '/orders/{id}/attribution': ['get'],
  '/ledger': ['get'],
  '/balances': ['get'],
  '/payouts': ['get', 'post'],
  '/payouts/{id}': ['get'],
  '/payouts/{id}/pay': ['post'],
  '/payouts/{id}/cancel': ['post'],
  '/recalculations': ['post'],
  '/offline-sales': ['get', 'post'],
  '/offline-sales/import': ['post'],
  '/offline-sales/batches': ['get'],
  '/offline-sales/batches/{id}/undo': ['post'],
  '/offline-sales/{id}/undo': ['post'],
  '/customers': ['get'],
  '/customers/{id}': ['get', 'put'],
  '/customers/{id}/referral-code-changes': ['get'],
  '/reports/referral-codes': ['get'],
  '/reports/summary': ['get'],
  '/overview': ['get'],
  '/health': ['get'],
  '/sync': ['post'],
  '/me': ['get'],
  '/me/coupons': ['get'],
  '/me/commissions': ['get'],
  '/me/commissions/{id}/explanation': ['get'],
  '/me/sales': ['get'],
  '/me/summary': ['get'],
};

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; required?: boolean; schema: { type?: unknown } }[];
  requestBody?: { content: Record<string, unknown>; required?: boolean };
  responses: Record<
    string,
    { content: Record<string, { schema: unknown }>; headers?: Record<string, unknown> }
  >;
}

describe('GET /v1/openapi.json', () => {
  let api: Api;
  let document: {
    openapi: string;
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: object };
  };
  beforeAll(async () => {
    api = await anApi();
    document = (await api.send('GET', '/v1/openapi.json')).body as typeof document;
  });
  afterAll(() => api.stop());
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.values(item).map((operation) => ({ path, operation })),
    );

  test('is public and is OpenAPI 3.1', () => {
    expect(document.openapi).toBe('3.1.0');
  });

  test('names every promised route and no other', () => {
    const named = Object.entries(document.paths).map(([path, item]) => [path, Object.keys(item)]);
    expect(Object.fromEntries(named)).toEqual(promised);
  });

  test('every operation has its own id, a good answer and the shape of a refusal', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of operations()) {
      const codes = Object.keys(operation.responses);
      expect(codes).toContain('default');
      expect(codes.some((code) => /^20[01]$/.test(code))).toBe(true);
    }
  });

  test('every parameter of a path is required and typed', () => {
    for (const { path, operation } of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(described.map(({ name }) => name)).toEqual(inPath);
      for (const parameter of described)
        expect(parameter).toMatchObject({ required: true, schema: { type: 'string' } });
      for (const { schema } of operation.parameters ?? []) expect(Array.isArray(schema.type)).toBe(false);
    }
  });

  test('a body that may be left out is not required', () => {
    const bodies = operations().flatMap(({ operation }) => (operation.requestBody ? [operation] : []));
    const optional = bodies.filter(({ requestBody }) => requestBody?.required !== true);
    expect(optional.map(({ operationId }) => operationId)).toEqual([
      ...['Approve', 'Reject', 'Hold', 'Release'].map((action) => `postCommissionsId${action}`),
      ...['postPayouts', 'postPayoutsIdPay', 'postPayoutsIdCancel'],
    ]);
    expect(JSON.stringify(document.paths['/payouts/{id}/pay']?.['post']?.requestBody)).toContain(
      '#/components/schemas/PayoutPay',
    );
  });

  test('every reference leads somewhere', () => {
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
    for (const [, name] of references) expect(Object.keys(document.components.schemas)).toContain(name);
  });
});
