import { type Collection, type Db, MongoClient, type MongoClientOptions } from 'mongodb';
import type { Case } from '../../domain/case.ts';
import { AppError } from '../../domain/errors.ts';
import type { RegisteredAccount } from '../../ports/account-register.ts';
import type { Conversation } from '../../ports/conversation-store.ts';
import type { KnownPerson } from '../../ports/people-store.ts';
import { storeFault } from './mongo-faults.ts';

/** A person with what is searched for but not shown: both addresses in lower case. */
export type StoredPerson = KnownPerson & { readonly accountKey: string; readonly emailKey: string };

/** Every collection with the shape of its documents; `_id`s are the domain's own. */
export interface Documents {
  readonly cases: Case;
  readonly conversations: Conversation;
  readonly people: StoredPerson;
  readonly accounts: RegisteredAccount;
  readonly addresses: { readonly _id: string; readonly caseId: string; readonly at: string };
  readonly counters: { readonly _id: string; readonly value: number };
  readonly settings: { readonly _id: string; readonly value: string };
  readonly meta: { readonly _id: string; readonly version: number };
}

/** How long a call waits for a server to be found, and for its answer, in milliseconds. */
const SELECTION_MS = 2_000;
const ANSWER_MS = 5_000;

const OPTIONS: MongoClientOptions = {
  appName: 'mesa',
  serverSelectionTimeoutMS: SELECTION_MS,
  connectTimeoutMS: SELECTION_MS,
  socketTimeoutMS: ANSWER_MS,
  waitQueueTimeoutMS: ANSWER_MS,
  ignoreUndefined: true,
  writeConcern: { w: 'majority', journal: true },
};

/**
 * The connection to one database. The first call prepares it (`prepare`), and so does the next where that failed:
 * a server that is away at the start is used as soon as it is there. Throws the desk's faults: after 2 s where no
 * server is found, after 5 s where it was reached but does not answer.
 */
export class MongoDatabase {
  readonly #client: MongoClient;
  readonly #db: Db;
  readonly #prepare: (db: Db) => Promise<void>;
  #prepared: Promise<void> | undefined;
  #closed = false;

  constructor(uri: string, name: string, prepare: (db: Db) => Promise<void>) {
    try {
      this.#client = new MongoClient(uri, OPTIONS);
    } catch (cause) {
      throw new AppError('settings_invalid', { cause, detail: { setting: 'MONGODB_URI' } });
    }
    this.#db = this.#client.db(name);
    this.#prepare = prepare;
  }

  collection<Name extends keyof Documents>(name: Name): Collection<Documents[Name]> {
    return this.#db.collection<Documents[Name]>(name);
  }

  /** Runs `work` on the prepared database. */
  async run<T>(work: (db: Db) => Promise<T>): Promise<T> {
    if (this.#closed)
      throw new AppError('store_unavailable', { detail: { store: 'mongodb', why: 'closed' } });
    try {
      this.#prepared ??= this.#prepare(this.#db);
      await this.#prepared.catch((fault: unknown) => {
        this.#prepared = undefined;
        throw fault;
      });
      return await work(this.#db);
    } catch (thrown) {
      throw storeFault(thrown);
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#client.close();
  }
}
