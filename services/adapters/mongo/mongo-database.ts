import {
  type Collection,
  type Db,
  MongoClient,
  type MongoClientOptions,
  MongoNetworkTimeoutError,
} from 'mongodb';
import type { RegisteredAccount } from '../../domain/account.ts';
import type { AccountIndex } from '../../domain/account-query.ts';
import type { Bulletin } from '../../domain/bulletin.ts';
import type { Case } from '../../domain/case.ts';
import { AppError } from '../../domain/errors.ts';
import type { AccountList, ListRow } from '../../domain/mass.ts';
import type { Conversation } from '../../ports/conversation-store.ts';
import type { ChosenIntent } from '../../ports/feedback-store.ts';
import type { KnownPerson } from '../../ports/people-store.ts';
import { storeFault } from './mongo-faults.ts';

/** A person with what is searched for but not shown: both addresses in lower case. */
export type StoredPerson = KnownPerson & { readonly accountKey: string; readonly emailKey: string };

/** An account with what it is found by. */
export type StoredAccount = RegisteredAccount & AccountIndex;

/** Every collection with the shape of its documents; `_id`s are the domain's own. */
export interface Documents {
  readonly cases: Case;
  readonly bulletins: Bulletin;
  readonly conversations: Conversation;
  readonly people: StoredPerson;
  readonly accounts: StoredAccount;
  readonly addresses: { readonly _id: string; readonly caseId: string; readonly at: string };
  readonly counters: { readonly _id: string; readonly value: number };
  readonly settings: { readonly _id: string; readonly value: string };
  readonly feedback: ChosenIntent & { readonly _id: string };
  readonly lists: AccountList;
  readonly listRows: ListRow & { readonly _id: string; readonly list: string };
  readonly meta: { readonly _id: string; readonly version: number };
}

/** How long a call waits, in milliseconds: for a server to be found, and for its answer. */
export interface Patience {
  readonly selectionMs: number;
  readonly answerMs: number;
}

const PATIENCE: Patience = { selectionMs: 2_000, answerMs: 5_000 };

function options({ selectionMs, answerMs }: Patience): MongoClientOptions {
  return {
    appName: 'mesa',
    serverSelectionTimeoutMS: selectionMs,
    connectTimeoutMS: selectionMs,
    socketTimeoutMS: answerMs,
    waitQueueTimeoutMS: answerMs,
    ignoreUndefined: true,
    writeConcern: { w: 'majority', journal: true },
  };
}

/**
 * The call's outcome, or a fault after that time. With mongodb 7.8.0 a call that is written to a connection in the
 * moment in which that closes never ends: the driver waits for a `drain` that a destroyed socket no longer tells.
 */
async function within<T>(ms: number, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new MongoNetworkTimeoutError('no answer')), ms);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The connection to one database. The first call prepares it (`prepare`), and so does the next where that failed:
 * a server that is away at the start is used as soon as it is there. Throws the desk's faults: after 2 s where no
 * server is found, after 5 s where it was reached but does not answer.
 */
export class MongoDatabase {
  readonly #client: MongoClient;
  readonly #db: Db;
  readonly #prepare: (db: Db) => Promise<void>;
  /** Longest that any call takes, in milliseconds. */
  readonly #longestMs: number;
  #prepared: Promise<void> | undefined;
  #closed = false;

  constructor(uri: string, name: string, prepare: (db: Db) => Promise<void>, patience: Patience = PATIENCE) {
    try {
      this.#client = new MongoClient(uri, options(patience));
    } catch (cause) {
      throw new AppError('settings_invalid', { cause, detail: { setting: 'MONGODB_URI' } });
    }
    this.#db = this.#client.db(name);
    this.#prepare = prepare;
    this.#longestMs = patience.selectionMs + patience.answerMs;
  }

  collection<Name extends keyof Documents>(name: Name): Collection<Documents[Name]> {
    return this.#db.collection<Documents[Name]>(name);
  }

  /** Runs `work` on the prepared database. */
  async run<T>(work: (db: Db) => Promise<T>): Promise<T> {
    if (this.#closed)
      throw new AppError('store_unavailable', { detail: { store: 'mongodb', why: 'closed' } });
    try {
      this.#prepared ??= this.#connect();
      await this.#prepared;
      return await within(this.#longestMs, work(this.#db));
    } catch (thrown) {
      throw storeFault(thrown);
    }
  }

  async #connect(): Promise<void> {
    try {
      // Said outright, since a client whose first connection failed does not try again by itself.
      await this.#client.connect();
      await this.#prepare(this.#db);
    } catch (thrown) {
      this.#prepared = undefined;
      throw thrown;
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#client.close();
  }
}
