import { AppError, type ErrorCode } from '@finders-fee/shared';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Services } from '../services.ts';

/** What the body parser of Express calls its refusals. */
const parserCodes: Record<string, ErrorCode> = {
  'entity.too.large': 'body_too_large',
  'entity.parse.failed': 'invalid_json',
  'encoding.unsupported': 'unsupported_media_type',
  'charset.unsupported': 'unsupported_media_type',
};

/** The one place where a refusal becomes an answer: `{code, message, data: {status, details}}`, as WordPress shapes its own. */
export function errorHandler({ logger }: Pick<Services, 'logger'>): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const refusal = toRefusal(error);
    if (refusal.status >= 500)
      logger.error({ err: error, method: request.method, path: request.path }, refusal.message);
    if (response.headersSent) {
      next(error);
      return;
    }
    response.status(refusal.status).set('Cache-Control', 'no-store').json(renderRefusal(refusal));
  };
}

export const notFound: RequestHandler = (request, _response, next) => {
  next(new AppError('not_found', `There is nothing at ${request.method} ${request.path}`));
};

export function renderRefusal(refusal: AppError) {
  return {
    code: refusal.code,
    message: refusal.message,
    data: { status: refusal.status, details: refusal.details },
  };
}

function toRefusal(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { type, status } = (error ?? {}) as { type?: string; status?: number };
  const code = parserCodes[type ?? ''];
  if (code) return new AppError(code, `The body was refused: ${type}`, { cause: error });
  if (status !== undefined && status >= 400 && status < 500) {
    return new AppError('invalid_request', 'The request could not be read', { cause: error });
  }
  return new AppError('internal_error', 'Something went wrong in the sidecar; its log says what', {
    cause: error,
  });
}
