import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics } from 'prom-client';
import { createApp } from '../app.ts';
import { createServices } from '../assemble.ts';
import { migrateDatabase } from '../database/migrate.ts';
import { runInboxWorker } from '../jobs/inbox-worker.ts';
import { watchPulse } from '../jobs/watch-pulse.ts';
import { startSchedule } from '../schedule.ts';
import type { Services } from '../services.ts';
import { pause } from '../pause.ts';
import { makeConnectionCode } from '../use-cases/make-connection-code.ts';
import { version } from '../version.ts';
import type { Command } from './command.ts';
import { describeCode } from './connect.ts';

/** Requests that are still under way after so long are cut off. */
const drainMs = 10_000;
const codeEveryMs = 15 * 60 * 1000;
const lookEveryMs = 5_000;

export const serve: Command = {
  summary: 'answers requests and works the inbox off (--role=http or --role=worker does one of them)',
  options: { role: ['all', 'http', 'worker'] },
  async run({ config, options, json }) {
    const services = createServices(config);
    const { logger, database } = services;
    const role = options['role'] ?? 'all';
    const stop = stopSignal();
    try {
      await migrateDatabase(database);
      collectDefaultMetrics({ register: services.metrics.registry, prefix: 'finders_fee_' });
      const server = role === 'worker' ? undefined : await listen(services);
      const workers = role === 'http' ? [] : startWorkers(services, stop);
      if (role !== 'worker' && !json) workers.push(printCodes(services, stop));
      logger.info({ version, role, address: server?.address() }, 'finders-fee serves');
      if (!stop.aborted) await once(stop, 'abort');
      logger.info('stopping: no new requests, and what is under way is finished');
      await Promise.all([server && close(server), ...workers]);
    } finally {
      await database.close();
    }
    logger.info('stopped');
    return 0;
  },
};

function startWorkers(services: Services, stop: AbortSignal): Promise<void>[] {
  const endSchedule = startSchedule(services, stop);
  const workers = [runInboxWorker(services, stop), once(stop, 'abort').then(endSchedule)];
  if (services.config.pulseSeconds > 0) workers.push(watchPulse(services, stop));
  return workers;
}

async function listen(services: Services): Promise<Server> {
  const { host, port } = services.config;
  const server = createServer(createApp(services));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? 'is in use; choose another FINDERS_FEE_PORT'
          : `cannot be opened (${error.code})`;
      reject(new Error(`Port ${port} on ${host} ${reason}.`));
    });
    server.listen(port, host, resolve);
  });
  services.logger.info({ port: (server.address() as AddressInfo).port }, 'listening');
  return server;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(timer);
}

/** While no store is connected, a fresh connection code is always on the screen. */
async function printCodes(services: Services, stop: AbortSignal): Promise<void> {
  let printedAt = -Infinity;
  while (!stop.aborted) {
    try {
      if (performance.now() - printedAt > codeEveryMs && !(await services.connection.find())) {
        printedAt = performance.now();
        process.stdout.write(`${describeCode(await makeConnectionCode(services)).join('\n')}\n`);
      }
    } catch (error) {
      services.logger.error({ err: error }, 'the store connection could not be read');
    }
    await pause(lookEveryMs, stop);
  }
}

/** Aborted by the first SIGTERM or SIGINT; a second one ends the process at once. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.once(name, () => {
      if (controller.signal.aborted) process.exit(1);
      controller.abort();
    });
  }
  return controller.signal;
}
