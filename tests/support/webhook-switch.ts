import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Delivery {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/**
 * Stands on the wire between store and sidecar. Everything passes unchanged, except that webhooks can be lost,
 * or held back and delivered later in any order and number.
 */
export interface WebhookSwitch {
  url: string;
  mode: 'pass' | 'lose' | 'hold';
  readonly held: Delivery[];
  /** Delivers one held webhook to the sidecar and gives the status it answered. */
  deliver(delivery: Delivery): Promise<number>;
  stop(): Promise<void>;
}

export async function startWebhookSwitch(sidecarPort: number): Promise<WebhookSwitch> {
  const held: Delivery[] = [];
  const forward = (method: string, { path, headers, body }: Delivery) =>
    new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port: sidecarPort, method, path, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const delivery = { path: incoming.url ?? '/', headers: incoming.headers, body: Buffer.concat(chunks) };
      const isWebhook = delivery.path.startsWith('/webhooks/') && delivery.headers['x-wc-webhook-topic'];
      if (isWebhook && self.mode !== 'pass') {
        if (self.mode === 'hold') held.push(delivery);
        outgoing.writeHead(200).end();
        return;
      }
      forward(incoming.method ?? 'GET', delivery).then(
        (answer) => outgoing.writeHead(answer.status, answer.headers).end(answer.body),
        () => outgoing.destroy(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const self: WebhookSwitch = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mode: 'pass',
    held,
    deliver: async (delivery) => (await forward('POST', delivery)).status,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return self;
}
