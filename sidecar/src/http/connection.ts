import { connectionRequestSchema } from '@finders-fee/shared';
import { json, raw, Router } from 'express';
import type { Services } from '../services.ts';
import { connectStore } from '../use-cases/connect-store.ts';
import { disconnectStore } from '../use-cases/disconnect-store.ts';
import { parse } from './parse.ts';
import { verifyToken } from './token.ts';

const path = '/v1/connection';
const bodyLimit = '100kb';

/** `POST /v1/connection`: the pairing code is the proof. `DELETE /v1/connection`: the plugin's token. */
export function connectionRouter(services: Services): Router {
  return Router()
    .post(path, json({ limit: bodyLimit }), async (request, response) => {
      const connection = await connectStore(services, parse(connectionRequestSchema, 'body', request.body));
      response.status(201).set('Cache-Control', 'no-store').json(connection);
    })
    .delete(path, raw({ type: () => true, limit: bodyLimit }), async (request, response) => {
      const body: unknown = request.body;
      const rawBody = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      const { method, originalUrl } = request;
      const authorization = request.get('authorization');
      await verifyToken(services, { authorization, method, path: originalUrl, rawBody }, 'owner');
      await disconnectStore(services);
      response.status(204).end();
    });
}
