import { AppError } from '../../domain/errors.ts';

/** Query options in OData's words; every value is encoded here and nowhere else. */
export interface ODataQuery {
  readonly select?: readonly string[];
  readonly filter?: string;
  readonly top?: number;
  readonly count?: boolean;
}

const OBJECT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the text has the shape of a directory object id (a UUID). */
export function isObjectId(text: string): boolean {
  return OBJECT_ID.test(text);
}

/** A string literal of an OData filter: a quote inside is doubled, so that no value ends the literal early. */
export function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/**
 * One path segment holding an id. Everything outside the unreserved characters is percent-encoded (`#` of a guest's
 * UPN, `'`, `/` of an Exchange id). Empty and dot segments, which would change the path, throw
 * `AppError('directory_refused')`.
 */
export function segment(id: string): string {
  if (id === '' || id === '.' || id === '..') {
    throw new AppError('directory_refused', { detail: { reason: 'bad_id' } });
  }
  return encodeURIComponent(id).replaceAll("'", '%27');
}

/**
 * The segment of a user: an object id or a user principal name. Other text throws `AppError('directory_refused')`,
 * because `/users/delta` and the like are functions and not people.
 */
export function userSegment(idOrUpn: string): string {
  if (!isObjectId(idOrUpn) && !idOrUpn.includes('@')) {
    throw new AppError('directory_refused', { detail: { reason: 'bad_user_id' } });
  }
  return segment(idOrUpn);
}

/** `?$select=...&$filter=...`, or nothing. */
export function queryString(query: ODataQuery): string {
  const options = [
    ['$select', query.select?.join(',')],
    ['$filter', query.filter],
    ['$top', query.top?.toString()],
    ['$count', query.count === undefined ? undefined : String(query.count)],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return options.length === 0 ? '' : `?${options.join('&')}`;
}
