import type { Request } from 'express';

/** What the visitor's browser keeps under a name. */
export function cookieOf(request: Request, name: string): string | undefined {
  const cookies = (request.get('Cookie') ?? '').split(/;\s*/);
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
}
