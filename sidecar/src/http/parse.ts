import { AppError, type ErrorDetail } from '@finders-fee/shared';
import { z } from 'zod';

/** Where a value came from, as the details name it: `query.page`, `body.rate.value`. */
export type Place = 'path' | 'query' | 'body';

/** Checks a part of the request. Throws `invalid_request` with a detail for each fault, also for each field nobody asked for. */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  place: Place,
  value: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.flatMap((issue) => detailsOf(issue, place, schema));
  const said = details.slice(0, 3).map(({ field, message }) => `${field}: ${message}`);
  const more = details.length > said.length ? ` and ${details.length - said.length} more` : '';
  throw new AppError('invalid_request', `${said.join('; ')}${more}.`, { details });
}

/** The bytes as JSON; undefined for no bytes. Throws `invalid_json` or `unsupported_media_type`. */
export function parseJson(bytes: Buffer, contentType: string | undefined): unknown {
  if (bytes.length === 0) return undefined;
  if (!/^application\/json\s*(;|$)/i.test(contentType ?? '')) {
    throw new AppError('unsupported_media_type', 'The body must be sent as application/json.');
  }
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch (error) {
    throw new AppError('invalid_json', 'The body is not valid JSON.', { cause: error });
  }
}

function detailsOf(issue: z.core.$ZodIssue, place: Place, schema: z.ZodType): ErrorDetail[] {
  const field = [place, ...issue.path.map(String)].join('.');
  if (issue.code === 'unrecognized_keys') {
    const accepted = acceptedKeys(schema, issue.path);
    const message =
      accepted.length === 0
        ? 'Unknown; nothing is accepted here'
        : `Unknown; accepted: ${accepted.join(', ')}`;
    return issue.keys.map((key) => ({ field: `${field}.${key.slice(0, 60)}`, message }));
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return [{ field, message: `Missing; expected ${issue.expected}` }];
  }
  return [{ field, message: issue.message.replace(/^Invalid (input|option|string): /, '') }];
}

/** The keys of the object that lies at this path of the schema. */
function acceptedKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let current: unknown = bare(schema);
  for (const step of path) {
    if (current instanceof z.ZodObject) current = bare(current.shape[String(step)]);
    else if (current instanceof z.ZodArray) current = bare(current.element);
  }
  return current instanceof z.ZodObject ? Object.keys(current.shape) : [];
}

/** Without the wrappers for null, absence and defaults, and without what is done to the input first. */
function bare(schema: unknown): unknown {
  let current = schema;
  while (
    current instanceof z.ZodOptional ||
    current instanceof z.ZodNullable ||
    current instanceof z.ZodDefault ||
    current instanceof z.ZodPipe
  ) {
    current = current instanceof z.ZodPipe ? current.out : current.unwrap();
  }
  return current;
}
