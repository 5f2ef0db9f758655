import type { RequestHandler } from 'express';
import type { Services } from '../services.ts';

/** One line and one measurement for each request: method, path without its query, status, duration. Bodies are never logged. */
export function logRequests({ logger, metrics }: Pick<Services, 'logger' | 'metrics'>): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    response.once('close', () => {
      const durationMs = performance.now() - startedAt;
      const status = response.statusCode;
      metrics.requests.observe({ method: request.method, status }, durationMs / 1000);
      const { method } = request;
      const [path] = request.originalUrl.split('?', 1);
      logger.debug({ method, path, status, durationMs: Math.round(durationMs) }, 'request');
    });
    next();
  };
}
