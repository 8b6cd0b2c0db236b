import { badRequest, type GraphAnswer, type GraphCall, ok, refuse } from './graph-answer.ts';
import { parseFilter } from './odata-filter.ts';

const MAX_TOP = 999;
const DEFAULT_TOP = 100;

/** How a collection lets itself be queried. */
export interface ListOptions<T> {
  readonly rows: readonly T[];
  /** The row with the selected properties; without a selection, Graph's default ones. */
  readonly view: (row: T, select: readonly string[] | undefined) => Record<string, unknown>;
  /** Value of a property for `$filter`, `$search` and `$orderby`. */
  readonly read: (row: T, path: string) => unknown;
  /** False for a name that the type does not have: Graph answers 400. */
  readonly knows: (property: string) => boolean;
  readonly type: string;
}

const badQuery = (message: string): GraphAnswer => refuse(400, 'BadRequest', message);

/** 400 for a property that the type does not have, in Graph's words. */
export const unknownProperty = (name: string, type: string): GraphAnswer =>
  badQuery(
    `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type '${type}'.`,
  );

/** The names in `$select`; `undefined` where it is absent. */
export function selection(call: GraphCall): readonly string[] | undefined {
  const text = call.query.get('$select');
  return text === null || text === '' ? undefined : text.split(',').map((name) => name.trim());
}

/** The first name in `$select` that the type does not have. */
export function unknownSelected(call: GraphCall, knows: (property: string) => boolean): string | undefined {
  return selection(call)?.find((name) => !knows(name.split('/')[0] ?? name));
}

/** A cursor's opaque text. */
export const encodeCursor = (value: Readonly<Record<string, unknown>>): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** What a cursor says; an empty object where it is not one of ours. */
export function decodeCursor(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The absolute address of the same call with other query options. */
export function linkTo(call: GraphCall, options: Readonly<Record<string, string>>): string {
  return `${call.base}${call.path}?${new URLSearchParams(options)}`;
}

/** True where the caller accepts eventual consistency, which Graph wants for advanced queries. */
const eventual = (call: GraphCall): boolean => call.headers.consistencylevel?.toLowerCase() === 'eventual';

const unsupported = (): GraphAnswer =>
  refuse(
    400,
    'Request_UnsupportedQuery',
    "Request with $search, $count or an advanced $filter needs the 'ConsistencyLevel' header with the value 'eventual' and $count=true.",
  );

function filtered<T>(call: GraphCall, options: ListOptions<T>): readonly T[] | GraphAnswer {
  const text = call.query.get('$filter');
  if (text === null) return options.rows;
  const filter = parseFilter(text);
  if (!filter) return badRequest('Invalid filter clause');
  const unknown = filter.properties.find((name) => !options.knows(name));
  if (unknown !== undefined)
    return badRequest(`Property '${unknown}' does not exist as a declared property or extension property.`);
  if (filter.advanced && !(eventual(call) && call.query.get('$count') === 'true')) return unsupported();
  return options.rows.filter((row) => filter.test((path) => options.read(row, path)));
}

/** `"displayName:ana" OR "mail:ana"`: every word must begin some word of the property. */
function searched<T>(text: string, rows: readonly T[], options: ListOptions<T>): readonly T[] | GraphAnswer {
  const clauses = text.split(/\s+(?=OR\s|AND\s)/);
  const parsed = clauses.map((clause) => /^(?:(OR|AND)\s+)?"(\w+):(.*)"$/.exec(clause.trim()));
  if (parsed.some((found) => !found))
    return badRequest('Syntax error: the value of $search must be "property:text".');
  const matches = (row: T, name: string, wanted: string): boolean => {
    const words = String(options.read(row, name) ?? '')
      .toLowerCase()
      .split(/[\s.@_-]+/);
    return wanted
      .toLowerCase()
      .split(/[\s.@_-]+/)
      .filter(Boolean)
      .every((part) => words.some((word) => word.startsWith(part)));
  };
  return rows.filter((row) =>
    parsed.reduce((sofar, found, n) => {
      const hit = matches(row, found?.[2] ?? '', found?.[3] ?? '');
      if (n === 0) return hit;
      return found?.[1] === 'AND' ? sofar && hit : sofar || hit;
    }, false),
  );
}

function ordered<T>(call: GraphCall, rows: readonly T[], options: ListOptions<T>): readonly T[] {
  const [name, direction] = (call.query.get('$orderby') ?? '').split(/\s+/);
  if (!name) return rows;
  const sign = direction === 'desc' ? -1 : 1;
  return [...rows].sort(
    (a, b) => sign * String(options.read(a, name) ?? '').localeCompare(String(options.read(b, name) ?? '')),
  );
}

function page<T>(call: GraphCall, rows: readonly T[], options: ListOptions<T>): GraphAnswer {
  const top = Number(call.query.get('$top') ?? DEFAULT_TOP);
  if (!Number.isInteger(top) || top < 1 || top > MAX_TOP)
    return badQuery(
      `Invalid page size specified: '${call.query.get('$top')}'. Must be between 1 and 999 inclusive.`,
    );
  const from = Number(decodeCursor(call.query.get('$skiptoken') ?? '').from ?? call.query.get('$skip') ?? 0);
  const select = selection(call);
  const body: Record<string, unknown> = {};
  if (call.query.get('$count') === 'true') body['@odata.count'] = rows.length;
  if (from + top < rows.length) {
    const rest = Object.fromEntries([...call.query].filter(([name]) => name !== '$skip'));
    body['@odata.nextLink'] = linkTo(call, { ...rest, $skiptoken: encodeCursor({ from: from + top }) });
  }
  return ok({ ...body, value: rows.slice(from, from + top).map((row) => options.view(row, select)) });
}

/** Answers a collection: `$filter`, `$search`, `$orderby`, `$select`, `$top`, `$skip`, `$count`, `nextLink`. */
export function list<T>(call: GraphCall, options: ListOptions<T>): GraphAnswer {
  const unknown = unknownSelected(call, options.knows);
  if (unknown !== undefined) return unknownProperty(unknown, options.type);
  const search = call.query.get('$search');
  if (
    (search !== null || call.query.get('$count') === 'true') &&
    call.query.has('$filter') &&
    !eventual(call)
  )
    return unsupported();
  if (search !== null && !eventual(call)) return unsupported();
  const kept = filtered(call, options);
  if (!Array.isArray(kept)) return kept as GraphAnswer;
  const found = search === null ? (kept as readonly T[]) : searched(search, kept as readonly T[], options);
  if (!Array.isArray(found)) return found as GraphAnswer;
  return page(call, ordered(call, found as readonly T[], options), options);
}

/** A collection of objects that are shown as they are; `$select` keeps the named properties. */
export function plainList(
  call: GraphCall,
  rows: readonly Record<string, unknown>[],
  type: string,
): GraphAnswer {
  return list(call, {
    rows,
    type,
    knows: (name) => rows.length === 0 || rows.some((row) => name in row),
    read: (row, path) => row[path],
    view: (row, select) =>
      select
        ? Object.fromEntries(Object.entries(row).filter(([name]) => name === 'id' || select.includes(name)))
        : row,
  });
}
