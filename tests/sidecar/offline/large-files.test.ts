import { readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyBooks } from '@finders-fee/sidecar/use-cases/verify-books';
import { aToken } from '../../support/a-token.ts';
import { csvSender } from '../../support/a-csv-sender.ts';
import { anApi, type Api } from '../../support/an-api.ts';
import { eventually } from '../../support/eventually.ts';
import { fill } from '../../support/a-filled-shop.ts';

const header = 'Coupon, sales amount, order ID, date\n';
const megabyte = 1024 * 1024;

describe('a large file of offline sales', () => {
  let api: Api;
  let scratch: string;
  const usualTmp = process.env['TMPDIR'];
  beforeAll(async () => {
    api = await anApi();
    scratch = await mkdtemp(join(tmpdir(), 'offline-test-'));
    process.env['TMPDIR'] = scratch;
  });
  afterAll(async () => {
    if (usualTmp === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usualTmp;
    await rm(scratch, { recursive: true });
    await api.stop();
  });

  test('3,000 rows are imported, are known the second time, and are taken back without a trace', async () => {
    const shop = fill(api);
    const affiliates = [await shop.affiliate(), await shop.affiliate(), await shop.affiliate()];
    for (const [index, id] of affiliates.entries()) await shop.coupon(`c${index}`, id);
    const rows = Array.from(
      { length: 3_000 },
      (_, index) => `c${index % 3},${index % 97}.50,o${index},2026-0${1 + (index % 9)}-11\n`,
    );
    const send = csvSender(api);
    const first = await send('/offline-sales/import', header + rows.join(''));
    expect(first.body).toMatchObject({ imported: 3_000, duplicates: 0, refused: 0 });
    expect(first.body.rows).toHaveLength(3_000);
    expect(new Set(first.body.rows.map((row: { line: number }) => row.line)).size).toBe(3_000);
    const again = await send('/offline-sales/import', header + rows.join(''));
    expect(again.body).toMatchObject({ batch_id: null, imported: 0, duplicates: 3_000 });
    const list = await api.owner('GET', `/offline-sales?batch_id=${first.body.batch_id}&per_page=1`);
    expect(list.headers.get('X-WP-Total')).toBe('3000');
    const undone = await api.owner('POST', `/offline-sales/batches/${first.body.batch_id}/undo`);
    expect(undone.body).toMatchObject({ sales: 3_000, status: 'undone' });
    const { body: balances } = await api.owner('GET', '/balances');
    expect(balances.map((row: { balance: string }) => row.balance)).toEqual(['0.00', '0.00', '0.00']);
    expect((await verifyBooks(api.services)).drifting).toEqual([]);
  }, 60_000);

  test('a file that is announced with 1 GB is refused before a byte of it is read', async () => {
    const answer = await sendZeros(1024, { announced: true });
    expect(answer).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
    expect(answer.body.message).toBe('A file may have at most 64 MB and 1,000,000 lines; send it in parts.');
    await expectNothingStored();
  }, 60_000);

  test('a file that does not say its size is cut off at the limit', async () => {
    const answer = await sendZeros(80, { announced: false });
    expect(answer).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
    await expectNothingStored();
  }, 60_000);

  test('a file of too many lines is refused, however short they are', async () => {
    const { outgoing, answered } = await post({});
    outgoing.end(Buffer.alloc(3 * megabyte, 'a\n'));
    expect(await answered).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
    await expectNothingStored();
  });

  test('a file that ends before the size it announced imports nothing', async () => {
    const { outgoing, answered } = await post({ 'Content-Length': '1000' });
    outgoing.write(`${header}c0,1,half,2026-01-01\n`);
    setTimeout(() => outgoing.destroy(), 50);
    await expect(answered).rejects.toThrow();
    await expectNothingStored();
    const { body } = await api.owner('GET', '/offline-sales?search=half');
    expect(body).toEqual([]);
  });

  test('a file other than the one the token was made for is refused', async () => {
    const { outgoing, answered } = await post({});
    outgoing.end(`${header}c0,1,forged,2026-01-01\n`);
    expect(await answered).toMatchObject({ status: 401, body: { code: 'invalid_token' } });
    await expectNothingStored();
  });

  /** A request whose body is still to come; its token is for an empty one. */
  async function post(headers: Record<string, string>) {
    const path = '/v1/offline-sales/import';
    const token = await aToken(api.store, { method: 'POST', path });
    const outgoing = request(api.url + path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'text/csv', ...headers },
    });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.on('response', resolve);
      outgoing.on('error', reject);
    }).then(async (answer) => {
      const text = Buffer.concat(await answer.toArray()).toString();
      return { status: answer.statusCode, body: JSON.parse(text) as { code: string; message: string } };
    });
    return { outgoing, answered };
  }

  async function sendZeros(megabytes: number, { announced }: { announced: boolean }) {
    const length = { 'Content-Length': String(megabytes * megabyte) };
    const { outgoing, answered } = await post(announced ? length : {});
    const piece = Buffer.alloc(megabyte);
    const pieces = Readable.from(Array.from({ length: megabytes }, () => piece));
    const sent = pipeline(pieces, outgoing).catch(() => undefined);
    const answer = await answered;
    outgoing.destroy();
    await sent;
    return answer;
  }

  /** Neither under a name nor without one. */
  async function expectNothingStored(): Promise<void> {
    expect(await readdir(scratch)).toEqual([]);
    await eventually('no file of ours is open', async () => Promise.resolve(openFiles().length === 0));
  }

  function openFiles(): string[] {
    return readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        const target = readlinkSync(`/proc/self/fd/${fd}`);
        return target.startsWith(scratch) ? [target] : [];
      } catch {
        return [];
      }
    });
  }
});
