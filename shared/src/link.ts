/** The parameter of an address by which a link names its affiliate. */
export const linkParameter = 'ref';

/** Without letters and digits that look alike, so that a code can be read out; and so that `ref=facebook` and the like are never taken for one. */
export const linkCodeAlphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

export const linkCodeLength = 8;

export const linkCodePattern = new RegExp(`^[${linkCodeAlphabet}]{${linkCodeLength}}$`);

/** What the visitor's browser keeps of the link that was followed last, and the name of the address in the store that makes it durable. */
export const clickCookie = 'finders_fee_click';

/** Where an order keeps the link that led to it: `<link code>.<seconds since 1970>`, the same as in the visitor's cookie. */
export const clickMetaKey = '_finders_fee_click';

export const clickPattern = new RegExp(`^([${linkCodeAlphabet}]{${linkCodeLength}})\\.(\\d{10})$`);

/** The store's front page by an affiliate's link. */
export function linkTo(storeUrl: string, linkCode: string): string {
  const url = new URL(storeUrl);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  url.searchParams.set(linkParameter, linkCode);
  return url.href;
}
