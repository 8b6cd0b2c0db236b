import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe } from 'vitest';
import { openMongoStores } from '../../services/adapters/mongo/open-mongo-stores.ts';
import { openSqliteStores } from '../../services/adapters/sqlite/open-sqlite-stores.ts';
import type { Stores } from '../../services/ports/stores.ts';
import { describeOnMongo, type TestMongo } from '../support/mongo/mongo-for-tests.ts';

/** Empty data of its own for one test, which may be opened more than once, as several processes would. */
interface Ground {
  open(): Promise<Stores>;
  remove(): Promise<void>;
}

/** What a test of the contract is given: fresh stores, and further openings of the same data. */
export interface Bench {
  stores: Stores;
  another(): Promise<Stores>;
}

/**
 * Declares the tests once for every kind of store. Where there is no MongoDB server its half is reported as
 * skipped, with the reason, and is an error with MESA_REQUIRE_MONGO=1.
 */
export async function onEveryStore(subject: string, tests: (bench: Bench) => void): Promise<void> {
  describe(`${subject} on SQLite`, () => onGround(sqliteGround, tests));
  await describeOnMongo(`${subject} on MongoDB`, (mongo) => onGround(() => mongoGround(mongo), tests));
}

function sqliteGround(): Ground {
  const folder = mkdtempSync(join(tmpdir(), 'mesa-stores-'));
  return {
    open: () => openSqliteStores(folder),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

function mongoGround(mongo: TestMongo): Ground {
  const db = mongo.newDatabase();
  return {
    open: () => openMongoStores({ uri: mongo.uri, db, log: pino({ level: 'silent' }) }),
    remove: async () => {},
  };
}

function onGround(prepare: () => Ground, tests: (bench: Bench) => void): void {
  let ground: Ground;
  let opened: Stores[] = [];
  const another = async (): Promise<Stores> => {
    const stores = await ground.open();
    opened.push(stores);
    return stores;
  };
  const bench = { another } as Bench;
  beforeEach(async () => {
    ground = prepare();
    bench.stores = await another();
  });
  afterEach(async () => {
    await Promise.all(opened.map((stores) => stores.close()));
    opened = [];
    await ground.remove();
  });
  tests(bench);
}
