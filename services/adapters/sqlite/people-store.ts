import type { KnownPerson, PeopleStore, Standing } from '../../ports/people-store.ts';
import { saidOfPerson, UNSAID_OF_PERSON } from '../new-documents.ts';
import { type Bound, parseDoc, type Row, type SqliteFile, type Statement } from './sqlite-file.ts';

const SHOWN = 'doc, standing';
/** How many people one transaction writes: some 20 ms, after which others have their turn. */
const SLICE = 500;

/** Every fixed statement of the people store. */
export const PEOPLE_SQL = {
  get: `SELECT ${SHOWN} FROM people WHERE _id = @id`,
  byAddress: `SELECT ${SHOWN} FROM people WHERE account_key = @key
    UNION ALL SELECT ${SHOWN} FROM people WHERE email_key = @key LIMIT 1`,
  put: `INSERT INTO people (_id, doc, account_key, email_key) VALUES (@id, @doc, @account, @email)
    ON CONFLICT (_id) DO UPDATE SET doc = excluded.doc, account_key = excluded.account_key, email_key = excluded.email_key`,
  forgetWords: 'DELETE FROM people_words WHERE person_id = @id',
  putWord: 'INSERT OR IGNORE INTO people_words (word, person_id) VALUES (@word, @id)',
  standing: 'UPDATE people SET standing = @standing WHERE _id = @id',
  remove: 'DELETE FROM people WHERE _id = @id',
  count: "SELECT count(*) AS n FROM people WHERE account_key >= ''",
} as const;

/** Whoever has `whole` words @w0, @w1 ... and, where `prefix`, one that begins with @from (@to is past the last). */
export function wordsSql(whole: number, prefix: boolean): string {
  const terms = Array.from({ length: whole }, (_, at) => `word = @w${at}`);
  if (prefix) terms.push('word >= @from AND word < @to');
  const holders = terms.map((term) => `SELECT person_id FROM people_words WHERE ${term}`).join(' INTERSECT ');
  return `SELECT ${SHOWN} FROM people WHERE _id IN (${holders}) ORDER BY _id LIMIT @limit`;
}

type Statements = Readonly<Record<keyof typeof PEOPLE_SQL, Statement>>;

/** `PeopleStore` on the embedded file; the words are a table of their own, ordered by word. */
export function sqlitePeopleStore(file: SqliteFile): PeopleStore {
  const sql = Object.fromEntries(
    Object.entries(PEOPLE_SQL).map(([name, text]) => [name, file.prepare(text)]),
  ) as Statements;
  const search = searches(file);
  const one = (row: Row | undefined): KnownPerson | undefined => (row ? readPerson(file, row) : undefined);
  return {
    get: (id) => file.read(() => one(sql.get.first({ id }))),
    byAddress: async (address) =>
      address === '' ? undefined : file.read(() => one(sql.byAddress.first({ key: address.toLowerCase() }))),
    withWords: (words, limit) => file.read(() => readWithWords(file, search, words, limit)),
    upsert: async (people) => {
      for (let from = 0; from < people.length; from += SLICE) {
        const slice = people.slice(from, from + SLICE);
        await file.write(() => {
          for (const entry of slice) put(file, sql, entry);
        });
      }
    },
    setStanding: async (id, standing) => {
      await file.write(() => sql.standing.run({ id, standing: JSON.stringify(standing) }));
    },
    count: () => file.read(() => Number(sql.count.first()?.n ?? 0)),
    remove: async (ids) => {
      await file.write(() => {
        for (const id of ids) {
          sql.forgetWords.run({ id });
          sql.remove.run({ id });
        }
      });
    },
  };
}

function put(file: SqliteFile, sql: Statements, entry: Parameters<PeopleStore['upsert']>[0][number]): void {
  const before = sql.get.first({ id: entry._id });
  const known = before ? parseDoc<KnownPerson>(file, before.doc) : { ...UNSAID_OF_PERSON, id: entry._id };
  const person = { ...known, ...saidOfPerson(entry), _id: entry._id };
  sql.put.run({
    id: entry._id,
    doc: JSON.stringify(person),
    account: person.userPrincipalName.toLowerCase(),
    email: person.email.toLowerCase(),
  });
  if (before && entry.words === undefined) return;
  sql.forgetWords.run({ id: entry._id });
  for (const word of person.words) sql.putWord.run({ id: entry._id, word });
}

type Search = (whole: number, prefix: boolean) => Statement;

/** One statement for each number of words, prepared when first wanted. */
function searches(file: SqliteFile): Search {
  const made = new Map<string, Statement>();
  return (whole, prefix) => {
    const key = `${whole}${prefix}`;
    const statement = made.get(key) ?? file.prepare(wordsSql(whole, prefix));
    made.set(key, statement);
    return statement;
  };
}

function readWithWords(
  file: SqliteFile,
  search: Search,
  words: readonly string[],
  limit: number,
): readonly KnownPerson[] {
  const last = words.at(-1);
  if (!last) return [];
  const before: Record<string, Bound> = Object.fromEntries(
    words.slice(0, -1).map((word, at) => [`w${at}`, word]),
  );
  const rest = words.length - 1;
  const exact = search(words.length, false).all({ ...before, [`w${rest}`]: last, limit });
  const begun =
    exact.length < limit
      ? search(rest, true).all({ ...before, from: last, to: `${last}\u{10ffff}`, limit })
      : [];
  const found = new Map(
    [...exact, ...begun].map((row) => readPerson(file, row)).map((person) => [person._id, person]),
  );
  return [...found.values()].slice(0, limit);
}

function readPerson(file: SqliteFile, row: Row): KnownPerson {
  const person = parseDoc<KnownPerson>(file, row.doc);
  return typeof row.standing === 'string'
    ? { ...person, standing: parseDoc<Standing>(file, row.standing) }
    : person;
}
