import { aToken } from './a-token.ts';
import type { Api, ApiAnswer } from './an-api.ts';

/** Sends a file to the API as its owner, or to another process with the same books; `headers` adds or overrides. */
export function csvSender(api: Api, url = api.url) {
  return async (
    path: string,
    file: string | Buffer,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer> => {
    const now = Math.floor(api.services.clock().getTime() / 1000);
    const request = { method: 'POST', path: `/v1${path}`, body: file };
    const token = await aToken(api.store, request, { iat: now, exp: now + 60 });
    const answer = await fetch(`${url}/v1${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'text/csv', ...headers },
      body: file as BodyInit,
    });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  };
}
