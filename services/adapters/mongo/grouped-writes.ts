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
import { type Outcome, SharedTrip } from './shared-trip.ts';

/** Writes in one command: a document of ours is some KB, and a message to the server may have 48 MB. */
const MOST = 100;

/**
 * Writes of single documents that share their round trips. Each is an atomic change of its own document and answers
 * for itself; the order among those of one command is the server's.
 */
export class GroupedWrites<T extends Document> {
  readonly #trips: SharedTrip<AnyBulkWriteOperation<T>, void>;

  constructor(mongo: MongoDatabase, collection: Collection<T>) {
    this.#trips = new SharedTrip((operations) => send(mongo, collection, operations), MOST);
  }

  /** Changes the document that fits, if there is one. */
  update(filter: Filter<T>, update: UpdateFilter<T>): Promise<void> {
    return this.#trips.ask({ updateOne: { filter, update } });
  }

  /**
   * Changes the document with that `_id` where it fits the rest of the filter, and makes it where there is none.
   * False, and nothing is changed, where it is there but does not fit: it would be made anew, and meets itself.
   */
  async put(filter: Filter<T>, update: UpdateFilter<T>): Promise<boolean> {
    try {
      await this.#trips.ask({ updateOne: { filter, update, upsert: true } });
      return true;
    } catch (thrown) {
      if (thrown instanceof Error && isDuplicate(thrown.cause)) return false;
      throw thrown;
    }
  }
}

async function send<T extends Document>(
  mongo: MongoDatabase,
  collection: Collection<T>,
  operations: readonly AnyBulkWriteOperation<T>[],
): Promise<readonly Outcome<void>[]> {
  return mongo.run(async () => {
    try {
      await collection.bulkWrite([...operations], { ordered: false });
      return operations.map(() => ({ value: undefined }));
    } catch (thrown) {
      if (!(thrown instanceof MongoBulkWriteError)) throw thrown;
      return outcomesOf(thrown, operations.length);
    }
  });
}

/** A write without a fault of its own was made, unless the server could not vouch for any. */
function outcomesOf(thrown: MongoBulkWriteError, count: number): readonly Outcome<void>[] {
  const errors = Array.isArray(thrown.writeErrors) ? thrown.writeErrors : [thrown.writeErrors];
  if (errors.length === 0 || thrown.result.getWriteConcernError()) throw thrown;
  const faults = new Map(errors.map((one) => [one.index, faultOf(one)]));
  return Array.from({ length: count }, (_, at) =>
    faults.has(at) ? { fault: faults.get(at) } : { value: undefined },
  );
}

const faultOf = ({ errmsg, code }: { readonly errmsg?: string; readonly code: number }) =>
  storeFault(new MongoServerError({ message: errmsg ?? '', code }));
