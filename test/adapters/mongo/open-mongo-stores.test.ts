import { MongoClient } from 'mongodb';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Patience } from '../../../services/adapters/mongo/mongo-database.ts';
import { openMongoStores } from '../../../services/adapters/mongo/open-mongo-stores.ts';
import { INDEXES, VALIDATORS } from '../../../services/adapters/mongo/schema.ts';
import { newConversation } from '../../../services/adapters/new-documents.ts';
import type { Stores } from '../../../services/ports/stores.ts';
import { aCase } from '../../support/builders.ts';
import { describeOnMongo } from '../../support/mongo/mongo-for-tests.ts';
import { type TcpGate, tcpGate } from '../../support/tcp-gate.ts';

const NOW = '2026-09-01T10:00:00.000Z';
const opened: Stores[] = [];
let logged: Record<string, unknown>[];

async function open(uri: string, db: string, patience?: Patience): Promise<Stores> {
  const log = pino({ base: null }, { write: (line) => logged.push(JSON.parse(line)) });
  const stores = await openMongoStores({ uri, db, log, patience });
  opened.push(stores);
  return stores;
}

beforeEach(() => {
  logged = [];
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((stores) => stores.close()));
});

it('refuses a connection string that is none, without repeating it', async () => {
  const refused = open('mongodb://user:hunter2@', 'x');
  await expect(refused).rejects.toMatchObject({
    code: 'settings_invalid',
    detail: { setting: 'MONGODB_URI' },
  });
  await expect(refused).rejects.not.toThrow(/hunter2/);
});

await describeOnMongo('opening the MongoDB stores', (mongo) => {
  let db: string;
  let direct: MongoClient;
  beforeEach(async () => {
    db = mongo.newDatabase();
    direct = await MongoClient.connect(mongo.uri);
  });
  afterEach(() => direct.close());

  it('makes every index, and again without complaint', async () => {
    await open(mongo.uri, db);
    await Promise.all([open(mongo.uri, db), open(mongo.uri, db)]);
    for (const [name, indexes] of Object.entries(INDEXES)) {
      const there = await direct.db(db).collection(name).indexes();
      expect(there.map((index) => index.name)).toEqual(
        expect.arrayContaining(indexes.map((index) => index.name)),
      );
    }
  });

  it('says once in the log what the server did not take, and it is so', async () => {
    const stores = await open(mongo.uri, db);
    await stores.ping();
    const said = logged.filter((line) => line.msg === 'store ready');
    expect(said).toHaveLength(1);
    const listed = await direct.db(db).listCollections().toArray();
    const without = Object.keys(VALIDATORS).filter(
      (name) => !listed.some((each) => each.name === name && 'options' in each && each.options?.validator),
    );
    expect(said[0]?.notTaken).toEqual(without.map((name) => `validator of ${name}`));
  });

  it('refuses a database of a later version', async () => {
    await direct
      .db(db)
      .collection<{ _id: string }>('meta')
      .insertOne({ _id: 'schema', version: 99 } as { _id: string });
    await expect(open(mongo.uri, db)).rejects.toMatchObject({
      code: 'store_newer',
      detail: { database: db, version: 99 },
    });
  });

  it('writes with majority and journal, whatever the connection string says', async () => {
    const stores = await open(`${mongo.uri}/?w=0&journal=false`, db);
    await stores.cases.insert(aCase({ draftId: 'kept' }));
    expect(await direct.db(db).collection('cases').countDocuments({ draftId: 'kept' })).toBe(1);
    await expect(stores.cases.insert(aCase({ draftId: 'kept' }))).resolves.toMatchObject({ inserted: false });
  });
});

await describeOnMongo('a MongoDB server that goes away', (mongo) => {
  let gate: TcpGate;
  let uri: string;
  let db: string;
  beforeEach(async () => {
    const { hostname, port } = new URL(mongo.uri);
    gate = await tcpGate(hostname, Number(port) || 27017);
    uri = `mongodb://127.0.0.1:${gate.port}/?directConnection=true`;
    db = mongo.newDatabase();
  });
  afterEach(() => gate.remove());

  const SHORT = { selectionMs: 600, answerMs: 900 };
  const away = { code: 'store_unavailable', retryable: true };

  async function untilBack(stores: Stores): Promise<void> {
    await expect
      .poll(
        () =>
          stores.ping().then(
            () => 'there',
            () => 'away',
          ),
        { timeout: 20_000 },
      )
      .toBe('there');
  }

  it('at the start leaves stores that say so, and work by themselves once it is there', async () => {
    await gate.shut();
    const stores = await open(uri, db, SHORT);
    await expect(stores.ping()).rejects.toMatchObject(away);
    expect(logged.map((line) => line.msg)).toEqual(['store unavailable']);
    await gate.open();
    await untilBack(stores);
    expect(await stores.cases.insert(aCase())).toMatchObject({ inserted: true });
    expect(logged.at(-1)).toMatchObject({ msg: 'store ready' });
  });

  it('in the middle fails calls as unavailable and serves them again later, nothing lost', async () => {
    const stores = await open(uri, db, SHORT);
    const before = (await stores.cases.insert(aCase())).case;
    await gate.shut();
    await expect(stores.cases.get(before._id)).rejects.toMatchObject(away);
    await expect(stores.cases.replace({ ...before, revision: 2 }, 1)).rejects.toMatchObject(away);
    const turns = () =>
      ['a', 'b', 'c'].map((id) => {
        const fresh = newConversation(id, NOW);
        return stores.conversations.save(fresh, fresh, NOW);
      });
    for (const turn of await Promise.allSettled(turns()))
      expect(turn).toMatchObject({ status: 'rejected', reason: away });
    await gate.open();
    await untilBack(stores);
    expect(await stores.cases.get(before._id)).toEqual(before);
    expect(await Promise.all(turns())).toEqual([true, true, true]);
  });

  it('in the very moment of a call fails that call too, instead of holding it', async () => {
    // A call so many turns of the event loop after the end, as some fall between a connection's end and its being told.
    for (let turns = 0; turns < 5; turns += 1) {
      const stores = await open(uri, db, SHORT);
      await stores.ping();
      const shut = gate.shut();
      for (let n = 0; n < turns; n += 1) await new Promise((resolve) => setImmediate(resolve));
      await expect(stores.cases.get('MS-2026-000001')).rejects.toMatchObject(away);
      await shut;
      await gate.open();
    }
  });

  it('by answering nothing more on a connection fails the call, instead of holding it', async () => {
    const stores = await open(uri, db, SHORT);
    gate.stick('settings');
    await expect(stores.settings.read('a')).rejects.toMatchObject(away);
    expect(await stores.cases.nextDue()).toBe('');
  });
});
