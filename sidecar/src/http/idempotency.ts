import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '@finders-fee/shared';
import { claimKey, findKeptAnswer, keepAnswer, releaseKey } from '../database/idempotency-keys.ts';
import type { Services } from '../services.ts';
import type { Caller } from './route.ts';

const waitTotalMs = 25_000;
const waitStepMs = 50;
/** A first request that has not answered by then died with its process. */
const abandonedMs = 120_000;

export interface Answer {
  status: number;
  body: unknown;
  /** Too long to be kept: a repeat does the work again. */
  tooLong?: boolean;
}

/** The write that a key stands for; keys of two users never meet. */
export interface KeyedRequest {
  key: string;
  caller: Caller;
  method: string;
  path: string;
  /** SHA-256 in hexadecimal. */
  bodyHash: string;
}

/**
 * Does the work once for a key and gives every repeat the same answer, also the refusals; a repeat that comes while the
 * first is at work waits for it. Only a crash, a store out of reach and an answer too long to keep are forgotten, so that it can be tried again.
 * Throws `invalid_request` for a key of a wrong form, `idempotency_key_reused` when the key stood for another request.
 */
export async function once(
  services: Pick<Services, 'database' | 'clock'>,
  request: KeyedRequest,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { database, clock } = services;
  if (!/^[\x21-\x7e]{1,255}$/.test(request.key)) {
    const message = '1 to 255 printable characters without spaces';
    throw new AppError('invalid_request', `Idempotency-Key: ${message}.`, {
      details: [{ field: 'header.Idempotency-Key', message }],
    });
  }
  const keyHash = sha256(`${request.caller.userId}\n${request.key}`);
  const requestHash = sha256(`${request.method} ${request.path}\n${request.bodyHash}`);
  const deadline = performance.now() + waitTotalMs;
  while (!(await claimKey(database, keyHash, requestHash, clock()))) {
    const kept = await findKeptAnswer(database, keyHash);
    if (!kept) continue;
    if (kept.requestHash !== requestHash) {
      throw new AppError(
        'idempotency_key_reused',
        'This Idempotency-Key already stands for another request.',
      );
    }
    if (kept.answer) return kept.answer;
    if (clock().getTime() - kept.createdAt.getTime() > abandonedMs) await releaseKey(database, keyHash);
    else if (performance.now() > deadline) {
      throw new AppError('conflict', 'The first request with this Idempotency-Key is still at work.');
    } else await wait(waitStepMs);
  }
  return settle(services, keyHash, work);
}

async function settle(
  { database }: Pick<Services, 'database'>,
  keyHash: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const answer: Answer = await work().catch(async (error: unknown) => {
    if (error instanceof AppError && error.status < 500)
      return { status: error.status, body: errorBody(error) };
    await releaseKey(database, keyHash);
    throw error;
  });
  if (answer.tooLong === true) await releaseKey(database, keyHash);
  else await keepAnswer(database, keyHash, answer);
  return answer;
}

function errorBody({ code, message, status, details }: AppError) {
  return { code, message, data: { status, details } };
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
