import type { Request, Response } from 'express';
import { StoreError } from '../store-error.ts';
import type { Json } from './represent.ts';
import { bodyOf, send } from './respond.ts';

const mostItems = 100;

export interface BatchWork {
  create(item: Json): Json;
  update(id: number, item: Json): Json;
  remove(id: number): Json;
}

/** `POST …/batch` {create, update, delete}: every item has its own outcome, and deletes are for good. Throws 413 above 100 items. */
export function batch(request: Request, response: Response, work: BatchWork): void {
  const posted = bodyOf(request);
  const list = (name: string) => (Array.isArray(posted[name]) ? (posted[name] as Json[]) : []);
  const [create, update, remove] = [list('create'), list('update'), list('delete')];
  if (create.length + update.length + remove.length > mostItems) {
    const message = `Unable to accept more than ${mostItems} items for this request.`;
    throw new StoreError('woocommerce_rest_request_entity_too_large', message, 413);
  }
  const answer: Json = {};
  if (create.length > 0) answer['create'] = create.map((item) => outcome(0, () => work.create(item)));
  if (update.length > 0) {
    answer['update'] = update.map((item) =>
      outcome(Number(item['id']), () => work.update(Number(item['id']), item)),
    );
  }
  if (remove.length > 0)
    answer['delete'] = remove.map((id) => outcome(Number(id), () => work.remove(Number(id))));
  send(response, answer);
}

function outcome(id: number, act: () => Json): Json {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { id, error: { code: error.code, message: error.message, data: error.data } };
  }
}
