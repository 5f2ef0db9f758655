import {
  AppError,
  currencyExponent,
  formatRatio,
  parseDecimal,
  type ErrorDetail,
  type Minimum,
  type ProductRate,
  type Rate,
} from '@finders-fee/shared';
import { isCurrency } from './is-currency.ts';

/** The parts of a program, an affiliate or a coupon that carry amounts. */
interface WithAmounts {
  rate?: Rate | null | undefined;
  product_rates?: ProductRate[] | undefined;
  minimum?: Minimum | null | undefined;
}

/**
 * The same with a currency beside each amount: the store's where none was named. A minimum is printed with the currency's decimals.
 * Throws `invalid_request` that names every amount without a currency, in one that does not exist, or finer than its currency.
 */
export function completeAmounts<T extends WithAmounts>(given: T, storeCurrency: string | undefined): T {
  const details: ErrorDetail[] = [];
  const complete = (value: string, currency: string | undefined, field: string, name: string): string => {
    const meant = currency ?? storeCurrency ?? '';
    const wrongCurrency = faultOfCurrency(meant, storeCurrency);
    const wrongValue = wrongCurrency === undefined ? faultOfValue(value, meant) : undefined;
    if (wrongCurrency !== undefined) details.push({ field: `${field}.currency`, message: wrongCurrency });
    if (wrongValue !== undefined) details.push({ field: `${field}.${name}`, message: wrongValue });
    return meant;
  };
  const completeRate = (rate: Rate, field: string): Rate =>
    rate.type === 'percent'
      ? rate
      : { ...rate, currency: complete(rate.value, rate.currency, field, 'value') };
  const completeMinimum = ({ amount, currency }: Minimum): Minimum => {
    const meant = complete(amount, currency, 'body.minimum', 'amount');
    return { amount: formatRatio(parseDecimal(amount), currencyExponent(meant)), currency: meant };
  };
  const { rate, product_rates: productRates, minimum } = given;
  const completed = {
    ...given,
    ...(rate ? { rate: completeRate(rate, 'body.rate') } : {}),
    ...(productRates
      ? {
          product_rates: productRates.map((entry, index) => ({
            ...entry,
            rate: completeRate(entry.rate, `body.product_rates.${index}.rate`),
          })),
        }
      : {}),
    ...(minimum ? { minimum: completeMinimum(minimum) } : {}),
  };
  if (details.length > 0) throw new AppError('invalid_request', sentenceOf(details), { details });
  return completed;
}

function faultOfCurrency(currency: string, storeCurrency: string | undefined): string | undefined {
  if (currency === '') return 'A currency: no store is connected whose currency could be meant';
  if (isCurrency(currency, storeCurrency)) return undefined;
  return `There is no currency "${currency}"; an ISO 4217 code such as "EUR"`;
}

function faultOfValue(value: string, currency: string): string | undefined {
  const exponent = currencyExponent(currency);
  const { numerator, denominator } = parseDecimal(value);
  if ((numerator * 10n ** BigInt(exponent)) % denominator === 0n) return undefined;
  return `An amount with at most ${exponent} decimals, as ${currency} has`;
}

function sentenceOf(details: ErrorDetail[]): string {
  const said = details.slice(0, 3).map(({ field, message }) => `${field}: ${message}`);
  const more = details.length > said.length ? ` and ${details.length - said.length} more` : '';
  return `${said.join('; ')}${more}.`;
}
