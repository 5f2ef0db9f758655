import { createHmac, timingSafeEqual } from 'node:crypto';
import express from 'express';
import { openDatabase } from '@finders-fee/sidecar/database/client';
import { makeId } from '@finders-fee/sidecar/database/make-id';

/**
 * The physical limit beside which the sidecar is measured: raw body, HMAC, one INSERT, 200, and nothing else.
 * Same Express, same pool, same database. Reads DATABASE_URL, PORT and SECRET.
 */
const { DATABASE_URL: databaseUrl = '', PORT: port = '0', SECRET: secret = '' } = process.env;
const database = openDatabase(databaseUrl);
const { pool } = database;
await pool.query(
  'CREATE TABLE IF NOT EXISTS bare_inbox (id CHAR(36) PRIMARY KEY, payload MEDIUMTEXT NOT NULL, received_at DATETIME(3) NOT NULL)',
);

const server = express()
  .disable('x-powered-by')
  .post(
    '/webhooks/woocommerce',
    express.raw({ type: () => true, limit: '1mb' }),
    async (request, response) => {
      const body = request.body as Buffer;
      const given = Buffer.from(request.get('x-wc-webhook-signature') ?? '', 'base64');
      const expected = createHmac('sha256', secret).update(body).digest();
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        response.sendStatus(401);
        return;
      }
      await pool.execute('INSERT INTO bare_inbox (id, payload, received_at) VALUES (?, ?, ?)', [
        makeId('inbox'),
        body.toString('utf8'),
        new Date(),
      ]);
      response.sendStatus(200);
    },
  )
  .get('/readyz', (_request, response) => void response.sendStatus(200))
  .listen(Number(port), '127.0.0.1');

process.once('SIGTERM', () => {
  server.close(() => void database.close());
  server.closeIdleConnections();
});
