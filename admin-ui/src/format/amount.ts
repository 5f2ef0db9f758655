import { pageConfig } from '../config.ts';
import { formatMoney, isZeroAmount } from './money.ts';

/** An amount as somebody typed it once (`"5"`): with at least the decimals its currency has, `€5.00`. */
export function formatSum(amount: string, currency: string, locale = pageConfig().locale): string {
  const [whole = '', decimals = ''] = amount.split('.');
  const least = currencyDecimals(currency);
  const shown = decimals.replace(/0+$/, '').padEnd(least, '0');
  return formatMoney(shown ? `${whole}.${shown}` : whole, currency, locale);
}

/** How many decimals a currency has by the browser's own knowledge; 2 for a code that nobody knows. */
function currencyDecimals(currency: string): number {
  try {
    const { maximumFractionDigits } = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
    }).resolvedOptions();
    return maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** What was typed for a sum of money, as the API wants it: `1.250,5` is refused, `1250,5` is `1250.5`. Undefined when it is not above 0. */
export function parseAmount(typed: string): string | undefined {
  const text = typed.replace(/\s/g, '').replace(',', '.');
  if (!/^\d{1,12}(\.\d{1,4})?$/.test(text) || isZeroAmount(text)) return undefined;
  return text.replace(/^0+(?=\d)/, '');
}

/** Two amounts in one currency together, digit by digit. */
export function addAmounts(first: string, second: string): string {
  return subtractAmounts(first, second.startsWith('-') ? second.slice(1) : `-${second}`);
}

/** `after` less `before`, two amounts in one currency, digit by digit. */
export function subtractAmounts(after: string, before: string): string {
  const decimals = Math.max(...[after, before].map((amount) => amount.split('.')[1]?.length ?? 0));
  const minor = (amount: string) => {
    const [whole = '0', part = ''] = amount.replace('-', '').split('.');
    return BigInt(whole + part.padEnd(decimals, '0')) * (amount.startsWith('-') ? -1n : 1n);
  };
  const difference = minor(after) - minor(before);
  const digits = String(difference < 0n ? -difference : difference).padStart(decimals + 1, '0');
  const text =
    decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(digits.length - decimals)}`;
  return difference < 0n ? `-${text}` : text;
}
