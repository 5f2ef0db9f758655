import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { csvSender } from '../../support/a-csv-sender.ts';
import { anApi, type Api, type ApiAnswer } from '../../support/an-api.ts';
import { fill, type Filling } from '../../support/a-filled-shop.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

/** As AffiliationSoftware's manual prints it. */
const sample = `Coupon, sales amount, order ID, date
test-coupon1,100, order123,2020-09-07
test-coupon1,100, order 456,2020-09-07
test-coupon2,50, order789,2020-09-08
`;
const header = 'Coupon, sales amount, order ID, date\n';

describe('POST /offline-sales/import', () => {
  let api: Api;
  let shop: Filling;
  let send: ReturnType<typeof csvSender>;
  let affiliateId: string;
  /** A coupon that no test before has used. */
  let code: string;
  let count = 0;
  let now = '2026-11-03T12:00:00Z';
  beforeAll(async () => {
    api = await anApi({ clock: () => new Date(now) });
    shop = fill(api);
    send = csvSender(api);
  });
  beforeEach(async () => {
    affiliateId = await shop.affiliate();
    code = `walk-in${(count += 1)}`;
    await shop.coupon(code, affiliateId);
  });
  afterEach(() => expectCleanBooks(api.services.database));
  afterAll(() => api.stop());

  const upload = async (file: string | Buffer, query = '') => {
    const answer = await send(`/offline-sales/import${query}`, file);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const verdictsOf = ({ rows }: ApiAnswer['body']) =>
    (rows as { line: number; verdict: string }[]).map(({ line, verdict }) => [line, verdict]);
  const salesOf = async (query: string) => (await api.owner('GET', `/offline-sales?${query}`)).body;

  describe('the sample of the manual (S1-14)', () => {
    beforeAll(async () => {
      await shop.coupon('test-coupon1', await shop.affiliate());
      await shop.coupon('test-coupon2', await shop.affiliate());
    });

    test('tells in a dry run what it would do, and does nothing', async () => {
      expect(await upload(sample, '?dry_run=true')).toEqual({
        batch_id: null,
        imported: 3,
        duplicates: 0,
        refused: 0,
        rows: [2, 3, 4].map((line) => ({ line, verdict: 'imported' })),
      });
      expect(await salesOf('search=test-coupon')).toEqual([]);
    });

    test('is imported as it is, and once more brings nothing new', async () => {
      const first = await upload(sample);
      expect(first).toMatchObject({ imported: 3, duplicates: 0, refused: 0 });
      const sales = await salesOf(`batch_id=${first.batch_id}&orderby=recorded_at&order=asc`);
      expect(sales).toMatchObject([
        { coupon_code: 'test-coupon1', order_reference: 'order123', amount: '100.00', commission: '10.00' },
        { coupon_code: 'test-coupon1', order_reference: 'order 456', sold_on: '2020-09-07' },
        { coupon_code: 'test-coupon2', order_reference: 'order789', sold_on: '2020-09-08' },
      ]);
      expect(first.rows).toEqual(
        sales.map((sale: { commission_id: string }, index: number) => ({
          line: index + 2,
          verdict: 'imported',
          commission_id: sale.commission_id,
        })),
      );
      const again = await upload(sample);
      expect(again).toMatchObject({ batch_id: null, imported: 0, duplicates: 3, refused: 0 });
      expect(again.rows[1].reason).toBe(
        'Order ID "order 456" with coupon "test-coupon1" on 2020-09-07 is recorded already.',
      );
    });

    test('is undone as a whole, twice to the same answer, and can be imported again', async () => {
      const [batch] = (await api.owner('GET', '/offline-sales/batches')).body;
      expect(batch).toMatchObject({ sales: 3, status: 'recorded' });
      const undo = () => api.owner('POST', `/offline-sales/batches/${batch.id}/undo`);
      const undone = await undo();
      expect(undone).toMatchObject({ status: 200, body: { id: batch.id, sales: 3, status: 'undone' } });
      expect((await undo()).body).toEqual(undone.body);
      const sales = await salesOf(`batch_id=${batch.id}`);
      for (const sale of sales) {
        expect(sale).toMatchObject({ status: 'undone', commission: '0.00' });
        const { body: entries } = await api.owner(
          'GET',
          `/ledger?commission_id=${sale.commission_id}&order=asc`,
        );
        expect(entries).toMatchObject([{ kind: 'earned' }, { kind: 'reversed', reason: 'batch_undone' }]);
      }
      for (const id of new Set(sales.map((sale: { affiliate_id: string }) => sale.affiliate_id))) {
        const { body: balances } = await api.owner('GET', `/balances?affiliate_id=${id as string}`);
        expect(balances).toMatchObject([{ pending: '0.00', approved: '0.00', balance: '0.00' }]);
      }
      expect(await upload(sample)).toMatchObject({ imported: 3, duplicates: 0 });
    });
  });

  test('a bad row does not touch the good ones', async () => {
    const rows = [
      `${code},100,a,2020-09-07`,
      `${code},-5,b,2020-09-07`,
      `${code},1O0,c,2020-09-07`,
      `${code},1.005,d,2020-09-07`,
      `${code},0,e,2020-09-07`,
      `${code},9999999999999,f,2020-09-07`,
      `${code},5,g,2020-02-30`,
      `${code},5,h,07.09.2020`,
      `${code},5,i,2026-11-04`,
      `,5,j,2020-09-07`,
      `nobody,5,k,2020-09-07`,
      `${code},5,l,2020-09-07,too many`,
      `${code},5,${'m'.repeat(101)},2020-09-07`,
      `${code},99.90,z,2020-09-07`,
    ];
    const answer = await upload(header + rows.join('\n'));
    expect(answer).toMatchObject({ imported: 2, refused: 12, duplicates: 0 });
    const reasons = (answer.rows as { reason?: string }[]).map(({ reason }) => reason);
    expect(reasons).toEqual([
      undefined,
      ...Array.from({ length: 2 }, () => 'The amount has to be a number above 0 such as "100" or "99.90".'),
      'The amount has more than the 2 decimals of EUR.',
      'The amount has to be above 0.',
      'The amount has to be a number above 0 such as "100" or "99.90".',
      ...Array.from({ length: 2 }, () => 'The date has to be a day such as "2026-11-03".'),
      'The date has to lie between 1970-01-01 and today, 2026-11-03.',
      'The coupon is missing.',
      'There is no coupon "nobody" in the store.',
      'The row has 5 cells instead of 4; one with a separator in it stands in quotes.',
      'The order ID has more than 100 characters.',
      undefined,
    ]);
  });

  test('columns stand in any order, and semicolons, quotes, a byte order mark and Windows’ line breaks are read', async () => {
    const file = [
      '\ufeff"Date" ; COUPON;Order ID;"Sales Amount"',
      `2020-09-07;${code};"order; ""A"""; 100`,
      `2020-09-08; "${code}" ;"two\r\nlines";"99.90"`,
      '',
      `2020-09-09;${code};last;1;;`,
      ';;;',
      '',
      '',
    ].join('\r\n');
    const answer = await upload(file);
    expect(verdictsOf(answer)).toEqual([
      [2, 'imported'],
      [3, 'imported'],
      [6, 'imported'],
    ]);
    const sales = await salesOf(`batch_id=${answer.batch_id}&orderby=sold_on&order=asc`);
    expect(sales.map((sale: Record<string, string>) => [sale['order_reference'], sale['amount']])).toEqual([
      ['order; "A"', '100.00'],
      ['two\nlines', '99.90'],
      ['last', '1.00'],
    ]);
  });

  test.each([
    ['100', '100.00'],
    ['99,90', '99.90'],
    ['99.90', '99.90'],
    ['1.234,50', '1234.50'],
    ['1 234,50', '1234.50'],
    ['1\u00a0234,50', '1234.50'],
    ['1\u202f234', '1234.00'],
    ['1’234,5', '1234.50'],
    ['1.234.567', '1234567.00'],
    ['12.345.678,90', '12345678.90'],
    ['1234.500', '1234.50'],
    ['0.500', '0.50'],
  ])('an amount of %s in a file of semicolons is %s', async (cell, amount) => {
    const answer = await upload(`Coupon;sales amount;order ID;date\n${code};${cell};a;2020-09-07\n`);
    expect(await salesOf(`batch_id=${answer.batch_id}`)).toMatchObject([{ amount }]);
  });

  test('an amount in a file of semicolons that may be two is refused with how to write it', async () => {
    const unreadable = 'The amount has to be a number above 0 such as "100", "99,90" or "1.234,50".';
    const sums = [
      [
        '1.234',
        'The amount "1.234" can be read in two ways: write "1234" without a mark for thousands, or "1,234" with a comma before the decimals.',
      ],
      // 1.23 in one country, 1230 in another.
      [
        '1.230',
        'The amount "1.230" can be read in two ways: write "1230" without a mark for thousands, or "1,230" with a comma before the decimals.',
      ],
      ['1,234', 'The amount has more than the 2 decimals of EUR.'],
      ...['1,234.50', '1.23,50', '1.2345,00', '1.234 567', '12.34.567', '-5,00', ',50', '5,', '1,5,0'].map(
        (cell) => [cell, unreadable],
      ),
      ['0,00', 'The amount has to be above 0.'],
    ] as const;
    const rows = sums.map(([cell], index) => `${code};${cell};o${index};2020-09-07\n`);
    const answer = await upload(`Coupon;sales amount;order ID;date\n${rows.join('')}`);
    const reasons = (answer.rows as { reason: string }[]).map(({ reason }) => reason);
    expect(reasons).toEqual(sums.map(([, reason]) => reason));
    expect(answer).toMatchObject({ batch_id: null, imported: 0, refused: sums.length });
  });

  test('in a file of commas a comma is no decimal mark', async () => {
    const answer = await upload(`${header}${code},"99,90",a,2020-09-07\n${code},"1.234,50",b,2020-09-07\n`);
    expect(answer).toMatchObject({ imported: 0, refused: 2 });
  });

  test('a reason comes with a code and its values, for pages in another language', async () => {
    const file = `${header}${code},1.005,a,2020-09-07\nnobody,5,b,2020-09-07\n${code},5,c,2020-09-07\n`;
    const first = await upload(file);
    expect(first.rows).toMatchObject([
      {
        verdict: 'refused',
        reason: 'The amount has more than the 2 decimals of EUR.',
        code: 'amount_too_precise',
        values: { decimals: 2, currency: 'EUR' },
      },
      { verdict: 'refused', code: 'coupon_unknown', values: { coupon: 'nobody' } },
      { verdict: 'imported' },
    ]);
    expect(first.rows[2]).not.toHaveProperty('code');
    expect((await upload(file)).rows[2]).toEqual({
      line: 4,
      verdict: 'duplicate',
      reason: `Order ID "c" with coupon "${code}" on 2020-09-07 is recorded already.`,
      code: 'recorded_already',
      values: { order_id: 'c', coupon: code, day: '2020-09-07' },
    });
  });

  test('a row with a broken quote is refused by itself', async () => {
    const rows = [
      `${code},1,a,2020-09-07`,
      `${code},"1,b,2020-09-07`,
      `${code},1,5" c,2020-09-07`,
      `${code},1,"d" e,2020-09-07`,
      `${code},1,f,2020-09-07`,
    ];
    const answer = await upload(header + rows.join('\n'));
    expect(verdictsOf(answer)).toEqual([
      [2, 'imported'],
      [3, 'refused'],
      [4, 'refused'],
      [5, 'refused'],
      [6, 'imported'],
    ]);
    expect(answer.rows[1].reason).toContain('never closed');
    expect(answer.rows[2].reason).toContain('in the middle of a cell');
  });

  test('a row in another encoding is refused by itself', async () => {
    const good = `${code},1,café,2020-09-07\n`;
    const bad = Buffer.from(`${code},1,caf\u00e9,2020-09-08\n`, 'latin1');
    const answer = await upload(
      Buffer.concat([Buffer.from(header + good), bad, Buffer.from(good.replace('1,', '2,'))]),
    );
    expect(verdictsOf(answer)).toEqual([
      [2, 'imported'],
      [3, 'refused'],
      [4, 'duplicate'],
    ]);
    expect(answer.rows[1].reason).toContain('UTF-8');
    const utf16 = await send('/offline-sales/import', Buffer.from(`\ufeff${header}${good}`, 'utf16le'));
    expect(utf16.status).toBe(400);
  });

  test.each([
    ['another name', 'Coupon, amount, order ID, date\n'],
    ['a name missing', 'Coupon, sales amount, date\n'],
    ['a name too many', 'Coupon, sales amount, order ID, date, note\n'],
    ['no header', 'test-coupon1,100, order123,2020-09-07\n'],
    ['an empty file', ''],
    ['a file of line breaks', '\r\n\n\n'],
  ])('%s is refused with the names that would be accepted', async (_what, file) => {
    const refused = await send('/offline-sales/import', file);
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(refused.body.message).toContain('"Coupon, sales amount, order ID, date"');
  });

  test('a header without rows imports nothing', async () => {
    const nothing = { batch_id: null, imported: 0, duplicates: 0, refused: 0, rows: [] };
    expect(await upload(header)).toEqual(nothing);
  });

  test('one order told twice in a file is one sale, in a dry run too', async () => {
    const file = `${header}${code},100,same,2020-09-07\n${code.toUpperCase()},50, same ,2020-09-07\n`;
    for (const query of ['?dry_run=true', '']) {
      const answer = await upload(file, query);
      expect(verdictsOf(answer)).toEqual([
        [2, 'imported'],
        [3, 'duplicate'],
      ]);
      expect(answer.rows[1].reason).toContain('further up in this file');
    }
    const typed = { coupon_code: code, amount: '100', order_reference: 'same', sold_on: '2020-09-07' };
    expect((await api.owner('POST', '/offline-sales', typed)).status).toBe(409);
  });

  test('two equal rows without an order ID are two sales, and the same file once more brings none', async () => {
    const row = `${code},100,,2020-09-07\n`;
    expect(await upload(header + row + row)).toMatchObject({ imported: 2 });
    expect(await upload(header + row + row)).toMatchObject({ imported: 0, duplicates: 2 });
    expect(await upload(header + row + row + row)).toMatchObject({ imported: 1, duplicates: 2 });
  });

  test('a row without an amount counts for a fixed rate, and one without a date counts for today, once', async () => {
    const fixed = await shop.affiliate({
      program_id: await shop.program({ rate: { type: 'fixed_per_order', value: '5' } }),
    });
    await shop.coupon(`${code}-fixed`, fixed);
    const file = `${header}${code},,a,2020-09-07\n${code}-fixed,,b,\n`;
    const answer = await upload(file);
    expect(verdictsOf(answer)).toEqual([
      [2, 'refused'],
      [3, 'imported'],
    ]);
    expect(answer.rows[0].reason).toContain('the amount is needed');
    expect(await salesOf(`batch_id=${answer.batch_id}`)).toMatchObject([
      { amount: null, commission: '5.00', sold_on: '2026-11-03' },
    ]);
    expect(await upload(file)).toMatchObject({ imported: 0, duplicates: 1, refused: 1 });
  });

  describe('a sale that is told in the form and in a file', () => {
    const today = '2026-11-03';
    const tomorrow = '2026-11-04';
    const type = (reference: string, day?: string) =>
      api.owner('POST', '/offline-sales', {
        coupon_code: code,
        amount: '100',
        order_reference: reference,
        ...(day !== undefined && { sold_on: day }),
      });
    const importRow = async (reference: string, day = '') => {
      const { rows } = await upload(`${header}${code},100,${reference},${day}\n`);
      return (rows as { verdict: string }[])[0]!.verdict;
    };
    afterEach(() => {
      now = `${today}T12:00:00Z`;
    });

    test.each([
      ['without a date in both', undefined, undefined],
      ['with today’s date in the form only', today, undefined],
      ['with today’s date in the file only', undefined, today],
      ['with its date in both', '2026-10-30', '2026-10-30'],
    ])('is one sale, %s', async (_how, typed, written) => {
      expect((await type('typed first', typed)).status).toBe(201);
      expect(await importRow('typed first', written)).toBe('duplicate');
      expect(await importRow('written first', written)).toBe('imported');
      const again = await type('written first', typed);
      expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } });
    });

    test('is one sale the day after too where neither told a date, and the answer says how to tell another', async () => {
      expect((await type('a')).status).toBe(201);
      expect(await importRow('b')).toBe('imported');
      now = `${tomorrow}T12:00:00Z`;
      expect(await importRow('a')).toBe('duplicate');
      const again = await type('b');
      expect(again.status).toBe(409);
      expect(again.body.message).toBe(
        `Order ID "b" with coupon "${code}" is recorded already; give its date if it is another sale.`,
      );
      expect((await type('b', tomorrow)).status).toBe(201);
      expect(await importRow('a', today)).toBe('duplicate');
      expect(await importRow('a', tomorrow)).toBe('imported');
    });

    test('is one sale within one file, in a dry run too', async () => {
      const file = `${header}${code},100,x,\n${code},100,x,${today}\n${code},100,x,2026-11-01\n${code},100,x,\n`;
      for (const query of ['?dry_run=true', ''])
        expect(verdictsOf(await upload(file, query)).map(([, verdict]) => verdict)).toEqual([
          'imported',
          'duplicate',
          'imported',
          'duplicate',
        ]);
    });

    test('is one sale when both are told at once', async () => {
      for (let turn = 0; turn < 5; turn += 1) {
        const reference = `at once ${turn}`;
        const [typed, verdict] = await Promise.all([type(reference, today), importRow(reference)]);
        expect([typed.status, verdict]).toEqual(
          typed.status === 201 ? [201, 'duplicate'] : [409, 'imported'],
        );
      }
    });

    test('may be told again in either way once it was undone', async () => {
      const { body: sale } = await type('undone');
      await api.owner('POST', `/offline-sales/${sale.id}/undo`);
      expect(await importRow('undone', today)).toBe('imported');
    });
  });

  test('a cell that looks like a formula is text like any other', async () => {
    const answer = await upload(
      `${header}${code},5,=1+1,2020-09-07\n=HYPERLINK("x"),5,a,2020-09-07\n@sum,5,b,2020-09-07\n`,
    );
    expect(verdictsOf(answer)).toEqual([
      [2, 'imported'],
      [3, 'refused'],
      [4, 'refused'],
    ]);
    expect(await salesOf(`batch_id=${answer.batch_id}`)).toMatchObject([{ order_reference: '=1+1' }]);
  });

  test('switched off, no row is imported and each says why', async () => {
    await api.owner('PUT', '/settings', { coupon_commissions_enabled: false });
    const answer = await upload(`${header}${code},5,a,2020-09-07\n`);
    await api.owner('PUT', '/settings', { coupon_commissions_enabled: true });
    expect(answer).toMatchObject({ batch_id: null, imported: 0, refused: 1 });
    expect(answer.rows[0].reason).toContain('switched off');
  });

  test('what was paid already is owed by the affiliate when the batch is undone', async () => {
    const { batch_id: batchId, rows } = await upload(`${header}${code},100,a,2020-09-07\n`);
    await api.owner('POST', `/commissions/${rows[0].commission_id}/approve`, {});
    const { body: payouts } = await api.owner('POST', '/payouts', { affiliate_id: affiliateId });
    expect(payouts).toMatchObject([{ amount: '10.00' }]);
    await api.owner('POST', `/payouts/${payouts[0].id}/pay`);
    await api.owner('POST', `/offline-sales/batches/${batchId}/undo`);
    const { body: balances } = await api.owner('GET', `/balances?affiliate_id=${affiliateId}`);
    expect(balances).toMatchObject([{ approved: '-10.00', paid: '10.00', balance: '-10.00' }]);
    const { body: entries } = await api.owner('GET', `/ledger?commission_id=${rows[0].commission_id}`);
    expect(entries).toContainEqual(expect.objectContaining({ kind: 'clawed_back', amount: '-10.00' }));
  });

  test('an Idempotency-Key gives the same answer again, and refuses another file', async () => {
    const file = `${header}${code},100,a,2020-09-07\n${code},x,b,2020-09-07\n`;
    const key = { 'Idempotency-Key': `import-${code}` };
    const first = await send('/offline-sales/import', file, key);
    expect(first.body).toMatchObject({ imported: 1, refused: 1 });
    expect((await send('/offline-sales/import', file, key)).body).toEqual(first.body);
    expect(await send('/offline-sales/import', `${file}\n`, key)).toMatchObject({
      status: 409,
      body: { code: 'idempotency_key_reused' },
    });
  });

  test('the same file sent twice at once is imported once', async () => {
    const file =
      header + Array.from({ length: 1200 }, (_, index) => `${code},1,o${index},2020-09-07\n`).join('');
    const answers = await Promise.all([upload(file), upload(file)]);
    expect(answers[0].imported + answers[1].imported).toBe(1200);
    expect(answers[0].duplicates + answers[1].duplicates).toBe(1200);
    expect((await api.owner('GET', `/balances?affiliate_id=${affiliateId}`)).body[0].pending).toBe('120.00');
  });

  test('only text/csv is taken, and only from the owner', async () => {
    const json = await send('/offline-sales/import', sample, { 'Content-Type': 'application/json' });
    expect(json).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
    const gzip = await send('/offline-sales/import', sample, { 'Content-Encoding': 'gzip' });
    expect(gzip.status).toBe(415);
    const bare = await send('/offline-sales/import', sample, { Authorization: 'Bearer a.b.c' });
    expect(bare.status).toBe(401);
    expect((await api.as(7)('POST', '/offline-sales/import')).status).toBe(403);
  });
});
