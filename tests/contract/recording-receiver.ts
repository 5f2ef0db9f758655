import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Takes in whatever a store sends, and answers what it is told to. */
export interface Receiver {
  url: string;
  received: Received[];
  answer: number;
  /** What came since the last time this was asked: topic and payload. */
  takeEvents(): { topic: string; payload: any }[];
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      self.received.push({ headers: request.headers, body: Buffer.concat(chunks) });
      response.writeHead(self.answer).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  let taken = 0;
  const self: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    received: [],
    answer: 200,
    takeEvents: () => {
      const fresh = self.received.slice(taken);
      taken = self.received.length;
      return fresh
        .filter(({ headers }) => headers['x-wc-webhook-topic'] !== undefined)
        .map(({ headers, body }) => ({
          topic: String(headers['x-wc-webhook-topic']),
          payload: JSON.parse(body.toString()),
        }));
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return self;
}
