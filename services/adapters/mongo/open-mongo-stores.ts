import type { Logger } from 'pino';
import { asAppError } from '../../domain/errors.ts';
import type { SettingsStore } from '../../ports/settings-store.ts';
import type { Stores } from '../../ports/stores.ts';
import { mongoAccountLists } from './account-lists.ts';
import { mongoAccountRegister } from './account-register.ts';
import { mongoAddressBook } from './address-book.ts';
import { mongoBulletinStore } from './bulletin-store.ts';
import { mongoCaseStore } from './case-store.ts';
import { mongoConversationStore } from './conversation-store.ts';
import { mongoFeedbackStore } from './feedback-store.ts';
import { mongoFigureStore } from './figure-store.ts';
import { MongoDatabase, type Patience } from './mongo-database.ts';
import { isDuplicate } from './mongo-faults.ts';
import { onceMore } from './next-of.ts';
import { mongoPeopleStore } from './people-store.ts';
import { prepareDatabase } from './prepare-database.ts';

export interface MongoSettings {
  /** Connection string; never logged. */
  readonly uri: string;
  /** Database name. */
  readonly db: string;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  /** 2 s for a server to be found and 5 s for its answer, unless said. */
  readonly patience?: Patience;
}

/**
 * The stores in a MongoDB database (standalone or replica set, 6 or later). Where the server is away the stores
 * open all the same: calls, `ping` too, throw `store_unavailable` after 2 s, and work once it is there.
 *
 * Throws `settings_invalid` for a connection string that is none, and `store_newer`.
 */
export async function openMongoStores({ uri, db, log, patience }: MongoSettings): Promise<Stores> {
  let said = false;
  const mongo = new MongoDatabase(
    uri,
    db,
    async (database) => {
      const refused = await prepareDatabase(database);
      if (!said) log.info({ store: 'mongodb', database: db, notTaken: refused }, 'store ready');
      said = true;
    },
    patience,
  );
  try {
    await mongo.run(async () => {});
  } catch (thrown) {
    const fault = asAppError(thrown);
    if (fault.code !== 'store_unavailable') {
      await mongo.close();
      throw fault;
    }
    log.warn(
      { store: 'mongodb', database: db, code: fault.code, why: fault.detail.why },
      'store unavailable',
    );
  }
  return {
    cases: mongoCaseStore(mongo),
    bulletins: mongoBulletinStore(mongo),
    conversations: mongoConversationStore(mongo),
    people: mongoPeopleStore(mongo),
    register: mongoAccountRegister(mongo),
    addresses: mongoAddressBook(mongo),
    settings: settingsStore(mongo),
    feedback: mongoFeedbackStore(mongo),
    figures: mongoFigureStore(mongo),
    lists: mongoAccountLists(mongo),
    ping: async () => {
      await mongo.run((database) => database.command({ ping: 1 }));
    },
    close: () => mongo.close(),
  };
}

function settingsStore(mongo: MongoDatabase): SettingsStore {
  const settings = mongo.collection('settings');
  return {
    read: (name) => mongo.run(async () => (await settings.findOne({ _id: name }))?.value),
    write: async (name, value) => {
      const write = { $set: { value } };
      await onceMore(() => mongo.run(() => settings.updateOne({ _id: name }, write, { upsert: true })));
    },
    replace: (name, expected, value) =>
      mongo.run(async () => {
        if (expected !== undefined) {
          const held = { _id: name, value: expected };
          return (await settings.updateOne(held, { $set: { value } })).matchedCount > 0;
        }
        try {
          await settings.insertOne({ _id: name, value });
          return true;
        } catch (thrown) {
          if (isDuplicate(thrown)) return false;
          throw thrown;
        }
      }),
  };
}
