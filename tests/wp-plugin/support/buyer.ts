/** Somebody who buys in the shop without an account, in the block checkout or the classic one; each a browser of their own, with a `cookie` (`name=value`) in it or none. */
export interface Purchase {
  orderId: number;
}

const address = {
  first_name: 'Ada',
  last_name: 'Buyer',
  address_1: 'Am Hafen 2',
  city: 'Hamburg',
  postcode: '20457',
  country: 'DE',
  phone: '040123456',
};

export async function buyInBlockCheckout(
  shopUrl: string,
  {
    productId,
    coupon,
    email,
    cookie = '',
  }: { productId: number; coupon?: string; email: string; cookie?: string },
): Promise<Purchase> {
  const headers: Record<string, string> = { Cookie: cookie };
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${shopUrl}/wp-json/wc/store/v1/${path}`, {
      method,
      headers: { ...headers, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const name of ['Cart-Token', 'Nonce'])
      headers[name] = response.headers.get(name) ?? headers[name] ?? '';
    const answer = (await response.json()) as { order_id: number; message?: string };
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer.message}`);
    return answer;
  };
  await call('GET', 'cart');
  await call('POST', 'cart/add-item', { id: productId, quantity: 1 });
  if (coupon) await call('POST', 'cart/apply-coupon', { code: coupon });
  const placed = await call('POST', 'checkout', {
    billing_address: { ...address, email },
    shipping_address: address,
    payment_method: 'cod',
  });
  return { orderId: placed.order_id };
}

/** `checkoutPath` is a page that holds `[woocommerce_checkout]`. */
export async function buyInClassicCheckout(
  shopUrl: string,
  {
    productId,
    email,
    checkoutPath,
    cookie = '',
  }: { productId: number; email: string; checkoutPath: string; cookie?: string },
): Promise<Purchase> {
  const cookies = new Map<string, string>();
  if (cookie) cookies.set(...(cookie.split('=') as [string, string]));
  const call = async (path: string, form?: Record<string, string>) => {
    const response = await fetch(shopUrl + path, {
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
      headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]!.split('=');
      cookies.set(name, value);
    }
    return response.text();
  };
  await call('/?wc-ajax=add_to_cart', { product_id: String(productId), quantity: '1' });
  const nonce = /name="woocommerce-process-checkout-nonce" value="([0-9a-f]+)"/.exec(
    await call(checkoutPath),
  )?.[1];
  if (!nonce) throw new Error(`${checkoutPath} shows no classic checkout`);
  const billing = Object.entries({ ...address, email }).map(([name, value]) => [`billing_${name}`, value]);
  const text = await call('/?wc-ajax=checkout', {
    ...(Object.fromEntries(billing) as Record<string, string>),
    payment_method: 'cod',
    'shipping_method[0]': 'flat_rate:1',
    'woocommerce-process-checkout-nonce': nonce,
  });
  const answer = JSON.parse(text) as { result: string; order_id: number; messages?: string };
  if (answer.result !== 'success') throw new Error(`Checkout refused: ${answer.messages}`);
  return { orderId: answer.order_id };
}
