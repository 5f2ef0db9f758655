import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Recorded {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

/** Stands where a sidecar would, writes down what comes, and answers as a test wants. */
export interface RecordingSidecar {
  url: string;
  port: number;
  requests: Recorded[];
  /** What was asked since the last call. */
  take(): Recorded[];
  /** From now on; `hang` accepts and never answers. Default: agrees to connect, and `{}` to everything else. */
  answerWith(answer: ((request: Recorded) => Reply | Promise<Reply>) | 'hang' | undefined): void;
  /** A connection code that leads here. */
  code(): string;
  stop(): Promise<void>;
}

export const pairingCode = 'ABCDEFGHIJKLMNOPQR27';

export async function startRecordingSidecar(): Promise<RecordingSidecar> {
  const requests: Recorded[] = [];
  let answer: ((request: Recorded) => Reply | Promise<Reply>) | 'hang' = agree;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const recorded = { method: request.method!, path: request.url!, headers: request.headers, body };
      requests.push(recorded);
      if (answer !== 'hang') void reply(response, answer(recorded));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    requests,
    take: () => requests.splice(0),
    answerWith: (next) => (answer = next ?? agree),
    code: () => codeFor(url),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function codeFor(url: string): string {
  return `ff1.${Buffer.from(url).toString('base64url')}.${pairingCode}`;
}

function agree({ method, path, body }: Recorded): Reply {
  if (method === 'DELETE' && path === '/v1/connection') return { status: 204 };
  if (method !== 'POST' || path !== '/v1/connection') return { body: '{}' };
  const { store_url } = JSON.parse(body) as { store_url: string };
  return {
    status: 201,
    body: JSON.stringify({ store_url, sidecar_version: '0.1.0', connected_at: '2026-03-01T10:00:00Z' }),
  };
}

async function reply(response: ServerResponse, answer: Reply | Promise<Reply>): Promise<void> {
  const { status = 200, headers = {}, body } = await answer;
  const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
  response.writeHead(status, { ...type, ...headers });
  response.end(body);
}
