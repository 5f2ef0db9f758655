/**
 * The address of a page of the shop with what makes `link` the affiliate's; other parameters and the fragment stay. Null for what is no address
 * of the shop.
 */
export function pageLink(link: string, address: string): string | null {
  const front = new URL(link);
  const page = parse(address.trim(), front);
  if (!page || page.username || bareHost(page) !== bareHost(front)) return null;
  if (!isUnder(front.pathname, page.pathname)) return null;
  page.protocol = front.protocol;
  page.host = front.host;
  for (const [name, value] of front.searchParams) page.searchParams.set(name, value);
  return page.href;
}

/** Also as people type it: "shop.example/hoodie", "/hoodie". */
function parse(address: string, front: URL): URL | null {
  const whole = /^(https?:)?\//i.test(address) ? address : `${front.protocol}//${address}`;
  try {
    return new URL(whole, front);
  } catch {
    return null;
  }
}

/** A shop answers with and without "www.", and sends from one to the other. */
function bareHost({ host }: URL): string {
  return host.replace(/^www\./, '');
}

/** A shop may live in a folder of its site. */
function isUnder(folder: string, path: string): boolean {
  return `${path}/`.startsWith(folder.replace(/\/?$/, '/'));
}
