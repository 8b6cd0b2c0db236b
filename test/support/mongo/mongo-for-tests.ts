import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { afterAll, describe, inject } from 'vitest';
import type { NoMongo } from './mongo-server.ts';

/** What a suite gets: the run's one server, and names of databases that nobody else uses. */
export interface TestMongo {
  readonly uri: string;
  /** A new database's name; the database is dropped when the suite ends. */
  newDatabase(): string;
}

/**
 * The run's MongoDB server, or why there is none. With MESA_REQUIRE_MONGO=1 its absence is an error.
 * Prefer `describeOnMongo`, which also skips by name and cleans up.
 */
export async function sharedMongo(): Promise<{ readonly uri: string } | NoMongo> {
  const answer = await fetch(inject('mongoBroker'));
  const mongo = (await answer.json()) as { uri: string } | NoMongo;
  if ('skipReason' in mongo && process.env.MESA_REQUIRE_MONGO === '1') {
    throw new Error(`MESA_REQUIRE_MONGO=1, but ${mongo.skipReason}`);
  }
  return mongo;
}

/**
 * `describe` for what needs a MongoDB server. Await it at the top of a test file. Without a server the tests are
 * reported as skipped, with how to get one in the suite's name.
 */
export async function describeOnMongo(name: string, define: (mongo: TestMongo) => void): Promise<void> {
  const mongo = await sharedMongo();
  if ('skipReason' in mongo) {
    describe.skip(`${name} (skipped: ${mongo.skipReason})`, () => define({ uri: '', newDatabase: () => '' }));
    return;
  }
  const { uri } = mongo;
  describe(name, () => {
    const made: string[] = [];
    define({
      uri,
      newDatabase: () => {
        const database = `mesa_test_${randomBytes(8).toString('hex')}`;
        made.push(database);
        return database;
      },
    });
    afterAll(() => dropAll(uri, made));
  });
}

async function dropAll(uri: string, databases: readonly string[]): Promise<void> {
  const client = new MongoClient(uri);
  try {
    for (const database of databases) await client.db(database).dropDatabase();
  } finally {
    await client.close();
  }
}
