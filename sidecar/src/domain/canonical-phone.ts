/** Country codes of one and two digits (ITU-T E.164); all others have three. */
const shortCountryCode = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;
/** Enough to tell two numbers apart, and what is left of one when its country or area code is written in another way. */
const comparedDigits = 9;
/** Shorter ones are an extension, an emergency number, or no number at all. */
const fewestDigits = 7;

/**
 * The digits under which a telephone number is known again, however it was typed: `+44 (0)20 7946 0958`, `0044 20 7946 0958` and
 * `020 79460958` are one. Null for what is too short to say anything, and for one digit over and over, which people type where a number is demanded.
 */
export function canonicalPhone(phone: string | null): string | null {
  const typed = (phone ?? '').normalize('NFKC').trim();
  const withoutExtension = typed.replace(/\s*(?:ext\.?|extension|x|#|;ext=)\s*\d{1,6}$/i, '');
  const isInternational = /^\D*\+|^\D*00/.test(withoutExtension);
  const digits = withoutExtension.replace(/\(0\)/g, '').replace(/\D/g, '');
  const national = isInternational ? withoutCountry(digits.replace(/^00/, '')) : digits;
  const significant = national.replace(/^0+/, '').slice(-comparedDigits);
  return significant.length < fewestDigits || /^(\d)\1*$/.test(significant) ? null : significant;
}

function withoutCountry(digits: string): string {
  return digits.replace(shortCountryCode.test(digits) ? shortCountryCode : /^\d{3}/, '');
}
