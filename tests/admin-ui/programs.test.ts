import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chromiumIsHere, narrow, picture, seriousFaults, sidewaysOverflow } from '../support/browser.ts';
import { startAdminPage, type AdminPage } from './support/admin-page.ts';
import { busyShop } from './support/canned-shop.ts';

jest.setTimeout(300_000);

const friends = 'prg_0192f0c1000070008000000000000002';

(chromiumIsHere ? describe : describe.skip)('the Programs tab', () => {
  let admin: AdminPage;
  beforeAll(async () => {
    admin = await startAdminPage();
  });
  afterAll(() => admin?.stop());

  test('makes a program with a rate for a product and an exclusion, both found by name', async () => {
    const { page, server } = await admin.open(busyShop(), '&tab=programs&id=new');
    await page.getByLabel('Name').fill('Summer');
    await page.getByLabel('Commission is').selectOption('A sum for each order');
    await page.getByLabel('Commission rate').fill('5,50');
    await page.getByText('More: rates for products').click();
    await page.getByRole('button', { name: 'Add a rate' }).click();
    await page.getByLabel('For these products and categories').fill('hood');
    await page.getByRole('option', { name: /^Hoodie/ }).click();
    await page.getByLabel('Their rate').fill('20');
    await page.getByLabel('Excluded products and categories').fill('gift');
    await page.getByRole('option', { name: /^Beanie/ }).waitFor({ state: 'hidden' });
    await page.getByRole('option', { name: /^Gift cards/ }).click();
    await page.getByText('Category Gift cards').waitFor();
    await page.getByLabel('Least amount of an order').fill('80');
    await page.getByLabel('First day').fill('2026-12-01');
    await page.getByLabel('Last day').fill('2026-12-24');
    await picture(page, 'admin/a program being made-wide');
    await page.getByRole('button', { name: 'Create program' }).click();
    await page.getByText('Program Summer is saved.').waitFor();
    const made = server.shop.programs.find(({ name }) => name === 'Summer');
    expect(made).toMatchObject({
      rate: { type: 'fixed_per_order', value: '5.50', currency: 'EUR' },
      product_rates: [{ product_ids: [31], category_ids: [], rate: { type: 'percent', value: '20' } }],
      excluded: { product_ids: [], category_ids: [53] },
      minimum: { amount: '80', currency: 'EUR' },
      starts_at: '2026-11-30T23:00:00Z',
      ends_at: '2026-12-24T23:00:00Z',
    });
    await page.context().close();
  });

  test('asks for what is missing at its field, opens the fold that hides it, and sends nothing', async () => {
    const { page, server } = await admin.open(busyShop(), '&tab=programs&id=new');
    await page.getByText('More: rates for products').click();
    await page.getByRole('button', { name: 'Add a rate' }).click();
    await page.getByText('More: rates for products').click();
    await page.getByRole('button', { name: 'Create program' }).click();
    await page.getByText('Give the program a name.').waitFor();
    await page.getByText('Type a percentage above 0').first().waitFor();
    await page.getByText('Each of these rates needs a product or a category').waitFor();
    expect(server.writes).toEqual([]);
    await page.context().close();
  });

  test('shows the terms in force with names, and says that an edit leaves past commissions alone', async () => {
    const { page, server } = await admin.open(busyShop(), `&tab=programs&id=${friends}`);
    const panel = page.getByRole('dialog', { name: 'Friends' });
    await panel.getByText('Category Clothing › Hoodies').waitFor();
    const words = (await panel.innerText()).replace(/\s+/g, ' ');
    expect(words).toContain('Hoodie €2.50 per item');
    expect(words).toContain('Everything else 12.5%');
    expect(words).toContain('version 3 of its terms, since 1 Oct 2026');
    await panel.getByRole('button', { name: 'Edit the terms' }).click();
    await panel.getByText(/\d+ commissions keep their terms\./).waitFor();
    await panel.getByRole('button', { name: 'Take out Beanie' }).waitFor();
    expect(await panel.getByLabel('First day').isDisabled()).toBe(true);
    await picture(page, 'admin/a program being changed-wide');
    await panel.getByLabel('Commission rate').fill('15');
    await panel.getByRole('button', { name: 'Save for orders from now on' }).click();
    await panel.getByText('Everything else').waitFor();
    const after = server.shop.programs.find(({ id }) => id === friends);
    expect(after?.rate).toEqual({ type: 'percent', value: '15' });
    expect(after?.ends_at).toBe('2099-12-31T23:00:00Z');
    expect(after?.metadata).toEqual({ campaign: 'Autumn 26' });
    await page.context().close();
  });

  test.each([
    ['Pause', '12 coupons keep working for buyers and earn nothing.'],
    ['End now', '3 commissions wait to be paid. They keep their terms and their amounts.'],
    ['Delete this program', '2 affiliates stay in it and earn nothing new'],
  ])('says in numbers what happens before %s, and does it only then', async (button, consequence) => {
    const { page, server } = await admin.open(busyShop(), `&tab=programs&id=${friends}`);
    await page.getByRole('button', { name: button }).click();
    const question = page.getByRole('dialog', { name: /\?$/ });
    await question.getByText(consequence).waitFor();
    await picture(page, `admin/${button}-wide`);
    expect(server.writes).toEqual([]);
    await question.getByRole('button', { name: /^(Pause|End now|Delete)$/ }).click();
    await question.waitFor({ state: 'detached' });
    expect(server.writes).toHaveLength(1);
    await page.context().close();
  });

  test.each([
    ['wide', undefined],
    ['narrow', narrow],
  ])('recalculates past orders only after every difference was shown, %s', async (name, size) => {
    const { page, server } = await admin.open(busyShop(), `&tab=programs&id=${friends}`, size);
    await page.getByRole('button', { name: 'Recalculate past orders…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Recalculate past orders' });
    await dialog.getByText('orders of program Friends').waitFor();
    await dialog.getByLabel('Placed from').fill('2026-10-01');
    await dialog.getByRole('button', { name: 'Show the differences' }).click();
    await dialog.getByText('60 commissions would come out differently.').waitFor();
    const words = (await dialog.innerText()).replace(/\s+/g, ' ');
    expect(words).toContain('EUR €769.50 €684.00 −€85.50');
    expect(words).toContain('JPY JP¥4,050 JP¥4,500 +JP¥450');
    expect(words).toContain('#1041 John Miller €13.50 €12.00 −€1.50');
    await picture(page, `admin/a recalculation-${name}`);
    expect(await seriousFaults(page, '.finders-fee-modal')).toEqual([]);
    expect(await sidewaysOverflow(page)).toBe(0);
    await dialog.getByRole('button', { name: 'Next' }).click();
    await dialog.getByText('#983').waitFor();
    expect(server.bodies.at(-1)).toEqual({
      program_id: friends,
      after: '2026-09-30T22:00:00Z',
      dry_run: true,
    });
    await dialog.getByRole('button', { name: 'Change 60 commissions' }).click();
    await page.getByText('60 commissions are being changed.').waitFor();
    expect(server.bodies.at(-1)).toMatchObject({ dry_run: false, fingerprint: 'f'.repeat(64) });
    await page.context().close();
  });
});
