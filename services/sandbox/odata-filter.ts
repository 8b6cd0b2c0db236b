/** Reads one property of an object; a path has its steps joined by `/`. */
export type PropertyReader = (path: string) => unknown;
/** A `$filter`, ready to run. */
export interface Filter {
  readonly test: (read: PropertyReader) => boolean;
  /** First step of every property that it names. */
  readonly properties: readonly string[];
  /** True where Graph wants `ConsistencyLevel: eventual` and `$count=true`. */
  readonly advanced: boolean;
}

type Test = Filter['test'];
interface Cursor {
  readonly tokens: readonly string[];
  at: number;
  readonly properties: Set<string>;
  advanced: boolean;
}

const TOKEN = /'(?:[^']|'')*'|[()]|,|:|[^\s(),:']+/g;
/** Bounds the parser's recursion. */
const MAX_TOKENS = 500;
const DATE_TIME = /^\d{4}-\d\d-\d\dT/;

class FilterSyntax extends SyntaxError {}

function peek(cursor: Cursor): string {
  return cursor.tokens[cursor.at] ?? '';
}

function take(cursor: Cursor, wanted?: string): string {
  const token = peek(cursor);
  if (token === '' || (wanted !== undefined && token !== wanted)) throw new FilterSyntax(wanted ?? 'end');
  cursor.at += 1;
  return token;
}

/** A literal; a date-time holds colons, which the tokens cut apart. */
function literal(cursor: Cursor): unknown {
  let token = take(cursor);
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (token === 'true' || token === 'false') return token === 'true';
  if (token === 'null') return null;
  if (/^-?\d+$/.test(token)) return Number(token);
  while (DATE_TIME.test(token) && peek(cursor) === ':') token += take(cursor) + take(cursor);
  if (DATE_TIME.test(token)) return token;
  throw new FilterSyntax(token);
}

const fold = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

function compare(operator: string, left: unknown, right: unknown): boolean {
  const [a, b] = [fold(left), fold(right)];
  if (operator === 'eq') return a === b;
  if (operator === 'ne') return a !== b;
  if (a === null || b === null || typeof a !== typeof b) return false;
  const order = String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
  if (operator === 'ge') return order >= 0;
  if (operator === 'le') return order <= 0;
  if (operator === 'gt') return order > 0;
  return order < 0;
}

function property(cursor: Cursor): string {
  const path = take(cursor);
  cursor.properties.add(path.split('/')[0] ?? path);
  if (path.startsWith('onPremisesExtensionAttributes/')) cursor.advanced = true;
  return path;
}

const TEXT_TESTS: Readonly<Record<string, (text: string, part: string) => boolean>> = {
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
};

function textTest(cursor: Cursor, name: string): Test {
  if (name === 'endswith') cursor.advanced = true;
  take(cursor, '(');
  const path = property(cursor);
  take(cursor, ',');
  const part = String(literal(cursor)).toLowerCase();
  take(cursor, ')');
  return (read) => TEXT_TESTS[name]?.(String(read(path) ?? '').toLowerCase(), part) ?? false;
}

/** `proxyAddresses/any(p:p eq 'smtp:x')`, `p:startsWith(p,'x')`, `licences/any(l:l/skuId eq ...)`. */
function anyTest(cursor: Cursor, path: string): Test {
  take(cursor, '(');
  const name = take(cursor);
  take(cursor, ':');
  const inner: Cursor = { tokens: cursor.tokens, at: cursor.at, properties: new Set(), advanced: false };
  const test = orTest(inner);
  cursor.at = inner.at;
  cursor.advanced ||= inner.advanced;
  take(cursor, ')');
  cursor.properties.add(path);
  const step = (item: unknown, at: string): unknown => {
    if (at === name) return item;
    const key = at.slice(name.length + 1);
    return typeof item === 'object' && item !== null ? (item as Record<string, unknown>)[key] : undefined;
  };
  return (read) => {
    const list = read(path);
    return Array.isArray(list) && list.some((item) => test((at) => step(item, at)));
  };
}

function comparison(cursor: Cursor): Test {
  const path = property(cursor);
  const operator = take(cursor);
  if (operator === 'ne') cursor.advanced = true;
  if (operator === 'in') {
    take(cursor, '(');
    const values = [literal(cursor)];
    while (peek(cursor) === ',') {
      take(cursor);
      values.push(literal(cursor));
    }
    take(cursor, ')');
    return (read) => values.some((value) => compare('eq', read(path), value));
  }
  if (!['eq', 'ne', 'ge', 'le', 'gt', 'lt'].includes(operator)) throw new FilterSyntax(operator);
  const value = literal(cursor);
  return (read) => compare(operator, read(path), value);
}

function unaryTest(cursor: Cursor): Test {
  const token = peek(cursor);
  if (token === '(') {
    take(cursor);
    const test = orTest(cursor);
    take(cursor, ')');
    return test;
  }
  if (token === 'not') {
    take(cursor);
    cursor.advanced = true;
    const test = unaryTest(cursor);
    return (read) => !test(read);
  }
  const lower = token.toLowerCase();
  if (Object.hasOwn(TEXT_TESTS, lower)) {
    take(cursor);
    return textTest(cursor, lower);
  }
  if (token.endsWith('/any')) {
    take(cursor);
    return anyTest(cursor, token.slice(0, -4));
  }
  return comparison(cursor);
}

function andTest(cursor: Cursor): Test {
  const tests = [unaryTest(cursor)];
  while (peek(cursor) === 'and') {
    take(cursor);
    tests.push(unaryTest(cursor));
  }
  return (read) => tests.every((test) => test(read));
}

function orTest(cursor: Cursor): Test {
  const tests = [andTest(cursor)];
  while (peek(cursor) === 'or') {
    take(cursor);
    tests.push(andTest(cursor));
  }
  return (read) => tests.some((test) => test(read));
}

/** Parses `$filter`; `undefined` where it is not one. The part of OData that Graph takes on directory objects. */
export function parseFilter(text: string): Filter | undefined {
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.length > MAX_TOKENS) return undefined;
  const cursor: Cursor = { tokens, at: 0, properties: new Set(), advanced: false };
  try {
    const test = orTest(cursor);
    if (cursor.at !== tokens.length) return undefined;
    return { test, properties: [...cursor.properties], advanced: cursor.advanced };
  } catch (error) {
    if (error instanceof FilterSyntax) return undefined;
    throw error;
  }
}
