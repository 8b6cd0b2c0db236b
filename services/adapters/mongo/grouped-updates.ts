import {
  type AnyBulkWriteOperation,
  type Collection,
  type Document,
  type Filter,
  MongoBulkWriteError,
  MongoServerError,
  type UpdateFilter,
} from 'mongodb';
import type { MongoDatabase } from './mongo-database.ts';
import { isDuplicate, storeFault } from './mongo-faults.ts';

/** Updates in one command: a conversation is some KB, and a message to the server may have 48 MB. */
const MOST = 100;

interface Asked<T extends Document> {
  readonly operation: AnyBulkWriteOperation<T>;
  readonly resolve: () => void;
  readonly reject: (fault: unknown) => void;
}

/** What became of each update of a command, in their order: undefined where it was made. */
type Faults = readonly (unknown | undefined)[];

/**
 * Updates of single documents that share their round trips: those asked for while a command is under way go out
 * together in the next one, so that many at once cost few commands, and one alone waits for nobody. Each is an
 * atomic change of its own document and answers for itself; the order among those of one command is the server's.
 */
export class GroupedUpdates<T extends Document> {
  readonly #mongo: MongoDatabase;
  readonly #collection: Collection<T>;
  #asked: Asked<T>[] = [];
  #sending = false;

  constructor(mongo: MongoDatabase, collection: Collection<T>) {
    this.#mongo = mongo;
    this.#collection = collection;
  }

  /** Changes the document that fits, if there is one. */
  update(filter: Filter<T>, update: UpdateFilter<T>): Promise<void> {
    return this.#ask({ updateOne: { filter, update } });
  }

  /**
   * Changes the document with that `_id` where it fits the rest of the filter, and makes it where there is none.
   * False, and nothing is changed, where it is there but does not fit.
   */
  async put(filter: Filter<T>, update: UpdateFilter<T>): Promise<boolean> {
    try {
      await this.#ask({ updateOne: { filter, update, upsert: true } });
      return true;
    } catch (thrown) {
      // What does not fit is made anew, and meets itself.
      if (thrown instanceof Error && isDuplicate(thrown.cause)) return false;
      throw thrown;
    }
  }

  #ask(operation: AnyBulkWriteOperation<T>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ operation, resolve, reject });
      if (!this.#sending) void this.#sendAll();
    });
  }

  async #sendAll(): Promise<void> {
    this.#sending = true;
    while (this.#asked.length > 0) {
      const asked = this.#asked.splice(0, MOST);
      const faults = await this.#send(asked.map(({ operation }) => operation));
      for (const [at, { resolve, reject }] of asked.entries()) {
        if (faults[at] === undefined) resolve();
        else reject(faults[at]);
      }
    }
    this.#sending = false;
  }

  /** Never throws: a fault of the whole command is every update's. */
  async #send(operations: AnyBulkWriteOperation<T>[]): Promise<Faults> {
    try {
      await this.#mongo.run(() => this.#collection.bulkWrite(operations, { ordered: false }));
      return [];
    } catch (thrown) {
      const cause = thrown instanceof Error ? thrown.cause : thrown;
      const own = cause instanceof MongoBulkWriteError ? faultsIn(cause) : undefined;
      return operations.map((_operation, at) => (own ? own(at) : thrown));
    }
  }
}

/** Finds an update's own fault; without one of its own it was made, unless the server could not vouch for any. */
function faultsIn(thrown: MongoBulkWriteError): (at: number) => unknown | undefined {
  const errors = Array.isArray(thrown.writeErrors) ? thrown.writeErrors : [thrown.writeErrors];
  const own = new Map(
    errors.map(({ index, errmsg, code }) => [
      index,
      storeFault(new MongoServerError({ message: errmsg ?? '', code })),
    ]),
  );
  const unsure = thrown.result.getWriteConcernError() || own.size === 0 ? storeFault(thrown) : undefined;
  return (at) => own.get(at) ?? unsure;
}
