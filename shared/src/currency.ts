/** Currencies whose minor unit is not 1/100, from ISO 4217 (list one, "Mnr unt"). */
const isoExponents: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
};

/**
 * How many decimals an amount in this currency has.
 * ISO 4217 decides, except that the store's own currency follows the store's price decimals where it uses more.
 */
export function currencyExponent(currency: string, store?: { currency: string; decimals: number }): number {
  const iso = isoExponents[currency] ?? 2;
  return store?.currency === currency ? Math.max(iso, store.decimals) : iso;
}
