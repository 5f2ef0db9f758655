import { formatMoney, formatSignedMoney } from '../../format/money.ts';

/** An amount with its currency, in figures of equal width. */
export function Money({
  amount,
  currency,
  signed = false,
}: {
  amount: string;
  currency: string;
  signed?: boolean;
}) {
  return (
    <span className="finders-fee-money">
      {signed ? formatSignedMoney(amount, currency) : formatMoney(amount, currency).replace('-', '−')}
    </span>
  );
}
