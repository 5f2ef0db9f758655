import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What a sidecar answers; `hang` never does. */
export type Reply = { status: number; headers?: Record<string, string>; body?: string } | 'hang';

/** Stands where the sidecar would: agrees to every connection, remembers what it is asked, and answers what it is told to. */
export interface EchoingSidecar {
  url: string;
  connectionCode: string;
  asked: Asked[];
  reply: Reply;
  /** What the store sent to introduce itself. */
  introduction(): any;
  stop(): Promise<void>;
}

export async function startEchoingSidecar(): Promise<EchoingSidecar> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const asked = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
      self.asked.push(asked);
      if (url === '/v1/connection') {
        const agreed = {
          store_url: 'http://store',
          sidecar_version: '9.9.9',
          connected_at: '2026-11-03T10:00:00Z',
        };
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(agreed));
      } else if (self.reply !== 'hang') {
        response
          .writeHead(self.reply.status, { 'Content-Type': 'application/json', ...self.reply.headers })
          .end(self.reply.body ?? '');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const self: EchoingSidecar = {
    url,
    connectionCode: `ff1.${Buffer.from(url).toString('base64url')}.ABCDEFGHIJKLMNOPQRST`,
    asked: [],
    reply: { status: 200, body: '{}' },
    introduction: () => {
      const asked = self.asked.find(({ method, path }) => method === 'POST' && path === '/v1/connection');
      return JSON.parse(asked?.body ?? 'null');
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return self;
}
