const isoCodes = new Set(Intl.supportedValuesOf('currency'));

/** Whether the code is one of ISO 4217, past ones too, or the store's own, which a plugin may have invented. */
export function isCurrency(code: string, storeCurrency: string | undefined): boolean {
  return isoCodes.has(code) || code === storeCurrency;
}
