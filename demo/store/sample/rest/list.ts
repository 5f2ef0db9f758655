import type { Request } from 'express';
import { filterInstant } from '../dates.ts';
import type { Shop } from '../shop/shop.ts';
import { invalidParameter } from '../store-error.ts';

/** What a list sorts and filters by. */
export interface Dated {
  id: number;
  createdAt: string;
  modifiedAt: string;
}

export interface ListOptions<Row> {
  /** Texts that `search` looks into. */
  textOf?: (row: Row) => string;
  /** The name by which terms are sorted, smallest first; all others are sorted by date, newest first. */
  nameOf?: (row: Row) => string;
  /** Orders on HPOS and refunds count nothing on a page past the last; posts keep their total. */
  countsPastEnd?: boolean;
}

const orderbys = ['date', 'id', 'include', 'title', 'slug', 'modified'];
const termOrderbys = ['id', 'include', 'name', 'slug', 'term_group', 'description', 'count'];

/** Filters, sorts and pages as WooCommerce's CRUD controllers do. Throws 400 with WordPress's own words. */
export function listPage<Row extends Dated>(
  shop: Shop,
  request: Request,
  rows: readonly Row[],
  options: ListOptions<Row> = {},
): { rows: Row[]; headers: Record<string, string> } {
  const matching = sorted(request, rows.filter(matches(shop, request, options)), options.nameOf);
  const perPage = whole(request, 'per_page', 10, 1, 100);
  const page = whole(request, 'page', 1, 1);
  const start = request.query['offset'] === undefined ? (page - 1) * perPage : whole(request, 'offset', 0, 0);
  const isPastEnd = start >= matching.length && !options.countsPastEnd;
  const total = isPastEnd ? 0 : matching.length;
  return {
    rows: matching.slice(start, start + perPage),
    headers: {
      'X-WP-Total': String(total),
      'X-WP-TotalPages': String(Math.ceil(total / perPage)),
      ...linkHeader(shop, request, page, Math.ceil(total / perPage)),
    },
  };
}

/** A list parameter: `a,b`, `name[]=a`, `name[0]=a`. */
export function listOf(request: Request, name: string): string[] | undefined {
  const value = request.query[name];
  if (value === undefined) return undefined;
  if (typeof value === 'object') return Object.values(value).map(String);
  return String(value)
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

export function text(request: Request, name: string): string | undefined {
  const value = request.query[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function oneOf(request: Request, name: string, values: readonly string[], fallback: string): string {
  const value = text(request, name) ?? fallback;
  if (values.includes(value)) return value;
  throw invalidParameter(name, 'rest_not_in_enum', `${name} is not one of ${sentenceOf(values)}.`);
}

export function sentenceOf(values: readonly string[]): string {
  return `${values.slice(0, -1).join(', ')}, and ${values.at(-1)}`;
}

function matches<Row extends Dated>(
  shop: Shop,
  request: Request,
  options: ListOptions<Row>,
): (row: Row) => boolean {
  const { timeZone } = shop.state.settings;
  const isGmt = ['true', '1'].includes(text(request, 'dates_are_gmt') ?? '');
  const bound = (name: string) => {
    const value = text(request, name);
    return value === undefined ? undefined : filterInstant(name, value, isGmt, timeZone);
  };
  const [after, before, modifiedAfter, modifiedBefore] = [
    'after',
    'before',
    'modified_after',
    'modified_before',
  ].map(bound);
  const include = listOf(request, 'include')?.map(Number);
  const exclude = listOf(request, 'exclude')?.map(Number);
  const search = text(request, 'search')?.toLowerCase();
  return (row) =>
    (!after || row.createdAt > after) &&
    (!before || row.createdAt < before) &&
    (!modifiedAfter || row.modifiedAt > modifiedAfter) &&
    (!modifiedBefore || row.modifiedAt < modifiedBefore) &&
    (!include || include.includes(row.id)) &&
    !exclude?.includes(row.id) &&
    (!search || (options.textOf?.(row) ?? '').toLowerCase().includes(search));
}

function sorted<Row extends Dated>(request: Request, rows: Row[], nameOf?: (row: Row) => string): Row[] {
  const by = oneOf(request, 'orderby', nameOf ? termOrderbys : orderbys, nameOf ? 'name' : 'date');
  const direction = oneOf(request, 'order', ['asc', 'desc'], nameOf ? 'asc' : 'desc') === 'asc' ? 1 : -1;
  const include = listOf(request, 'include')?.map(Number) ?? [];
  if (by === 'include') return rows.sort((a, b) => include.indexOf(a.id) - include.indexOf(b.id));
  const key = (row: Row) => {
    if (by === 'name') return nameOf?.(row) ?? '';
    return by === 'modified' ? row.modifiedAt : by === 'date' ? row.createdAt : '';
  };
  return rows.sort((a, b) => direction * (key(a).localeCompare(key(b)) || a.id - b.id));
}

function whole(request: Request, name: string, fallback: number, least: number, most?: number): number {
  const value = Number(text(request, name) ?? fallback);
  const isFine = Number.isInteger(value) && value >= least && (most === undefined || value <= most);
  if (isFine) return value;
  const range =
    most === undefined
      ? `greater than or equal to ${least}`
      : `between ${least} (inclusive) and ${most} (inclusive)`;
  throw invalidParameter(name, 'rest_out_of_bounds', `${name} must be ${range}`);
}

function linkHeader(shop: Shop, request: Request, page: number, pages: number): Record<string, string> {
  const to = (number: number) => {
    const url = new URL(request.originalUrl, shop.url);
    url.searchParams.set('page', String(number));
    return url.href;
  };
  const found = [
    ...(page > 1 && page <= pages ? [`<${to(page - 1)}>; rel="prev"`] : []),
    ...(page < pages ? [`<${to(page + 1)}>; rel="next"`] : []),
  ];
  return found.length > 0 ? { Link: found.join(', ') } : {};
}
