import { z } from 'zod';
import type { Page } from '../database/queries/page.ts';
import type { CsvRow } from '../domain/csv-row.ts';
import type { Services } from '../services.ts';

/** Who calls, as the plugin vouched for in its token. */
export interface Caller {
  /** WordPress's. */
  userId: number;
  role: 'owner' | 'affiliate';
}

/** Who may call a route: the store's owner, or any logged-in user for what is theirs. */
export type Access = 'owner' | 'self';

/** One line of the API: what it takes, what it answers, and the one call that does it. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/v1`, parameters in braces: `/programs/{id}`. */
  path: string;
  access: Access;
  summary: string;
  params: z.ZodObject;
  query: z.ZodObject;
  /** Undefined when the route takes no body. */
  body: z.ZodType | undefined;
  /** The route takes a text/csv file of at most so many bytes instead of a body, see `fileRoute`. */
  file: { longestBytes: number } | undefined;
  answer: z.ZodType;
  /** What `format=csv` answers; undefined where there is no such thing. */
  csv: CsvForm | undefined;
  /** A list: totals go into the headers. */
  paged: boolean;
  /** The status of success; `statusOf` where it depends on the answer. */
  status: number;
  statusOf: ((answer: never) => number) | undefined;
  handle: (services: Services, input: Input) => Promise<unknown>;
}

/** A whole list as CSV. */
export interface CsvForm {
  /** One row of it; its fields are the columns. */
  item: z.ZodType;
  /** How it is read on: after the `id` of the last row, by page number, or not at all. */
  by: 'id' | 'page' | 'once';
  handle: Route['handle'];
}

export type FileRoute = Route & { file: { longestBytes: number } };

/** A file's rows as they are read, the header being the first of them. What is told of them goes into the answer's `rows`. */
export interface CsvFile<Told> {
  rows: AsyncIterable<CsvRow[]>;
  tell: (rows: readonly Told[]) => Promise<void>;
}

/** A request after all checks. */
export interface Input<Params = unknown, Query = unknown, Body = unknown> {
  params: Params;
  query: Query;
  body: Body;
  caller: Caller;
}

const nothing = z.strictObject({});
type Nothing = typeof nothing;

interface Definition<Answer, Params extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType> {
  method: Route['method'];
  path: string;
  access: Access;
  summary: string;
  params?: Params;
  query?: Query;
  body?: Body;
  status?: number;
  statusOf?: (answer: Answer) => number;
  handle: (
    services: Services,
    input: Input<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<Answer>;
}

/** A route that answers one document. */
export function route<
  Answer extends z.ZodType,
  Params extends z.ZodObject = Nothing,
  Query extends z.ZodObject = Nothing,
  Body extends z.ZodType = z.ZodUndefined,
>(
  definition: Definition<z.output<Answer>, Params, Query, Body> & {
    answer: Answer;
    /** The answer is an array, and can be had as CSV. */
    csv?: { item: z.ZodType };
  },
): Route {
  const whole = complete(definition, definition.answer, false);
  const { csv } = definition;
  return csv ? { ...whole, csv: { ...csv, by: 'once', handle: whole.handle } } : whole;
}

/** A route that answers one page of a list; `item` is one row of it. */
export function list<
  Item extends z.ZodType,
  Params extends z.ZodObject = Nothing,
  Query extends z.ZodObject = Nothing,
  Body extends z.ZodType = z.ZodUndefined,
  CsvItem extends z.ZodType = Item,
>(
  definition: Definition<Page<z.output<Item>>, Params, Query, Body> & {
    item: Item;
    /** The list can be had as CSV; `item` and `handle` where its rows then are others. */
    csv?: {
      by: 'id' | 'page';
      item?: CsvItem;
      handle?: Definition<Page<z.output<CsvItem>>, Params, Query, Body>['handle'];
    };
  },
): Route {
  const whole = complete(definition, z.array(definition.item), true);
  const { csv, item } = definition;
  if (!csv) return whole;
  return {
    ...whole,
    csv: { item, ...csv, handle: (csv.handle as Route['handle'] | undefined) ?? whole.handle },
  };
}

/** A route that takes a text/csv file and answers a row for each of its rows; its one call returns the answer's other fields. */
export function fileRoute<
  Answer extends z.ZodType<{ rows: unknown[] }>,
  Params extends z.ZodObject = Nothing,
  Query extends z.ZodObject = Nothing,
>(definition: FileDefinition<z.output<Answer>, Params, Query> & { answer: Answer }): Route {
  const { longestBytes, answer, handle, ...rest } = definition;
  // The body was put into this form by `serveFile`.
  const whole = {
    ...rest,
    handle: handle as unknown as Definition<unknown, Params, Query, z.ZodType>['handle'],
  };
  return { ...complete(whole, answer, false), file: { longestBytes } };
}

interface FileDefinition<
  Answer extends { rows: unknown[] },
  Params extends z.ZodObject,
  Query extends z.ZodObject,
> extends Omit<Definition<Answer, Params, Query, z.ZodType>, 'body' | 'handle' | 'statusOf'> {
  longestBytes: number;
  handle: (
    services: Services,
    input: Input<z.output<Params>, z.output<Query>, CsvFile<Answer['rows'][number]>>,
  ) => Promise<Omit<Answer, 'rows'>>;
}

function complete<Answer, Params extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType>(
  definition: Definition<Answer, Params, Query, Body>,
  answer: z.ZodType,
  paged: boolean,
): Route {
  const { method, path, access, summary, handle } = definition;
  return {
    method,
    path,
    access,
    summary,
    params: definition.params ?? nothing,
    query: definition.query ?? nothing,
    body: definition.body,
    file: undefined,
    csv: undefined,
    answer,
    paged,
    status: definition.status ?? 200,
    statusOf: definition.statusOf,
    // The input was parsed with the schemas of this very definition.
    handle: handle as Route['handle'],
  };
}
