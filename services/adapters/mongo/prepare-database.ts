import { type Db, MongoServerError } from 'mongodb';
import { AppError } from '../../domain/errors.ts';
import { isDuplicate } from './mongo-faults.ts';
import { INDEXES, SCHEMA_VERSION, VALIDATORS } from './schema.ts';

/** NamespaceExists. */
const EXISTS = 48;

/**
 * Brings the database to this version: indexes, and the checks on documents where the server has them. May run any
 * number of times, also in several processes at once. Answers what the server did not take, for the log.
 *
 * Throws `store_newer` where a later version of the desk has been at work, and the driver's errors.
 */
export async function prepareDatabase(db: Db): Promise<readonly string[]> {
  await refuseIfNewer(db);
  const refused: string[] = [];
  for (const [name, validator] of Object.entries(VALIDATORS)) {
    if (!(await check(db, name, validator))) refused.push(`validator of ${name}`);
  }
  for (const [name, indexes] of Object.entries(INDEXES)) await db.collection(name).createIndexes(indexes);
  return refused;
}

async function refuseIfNewer(db: Db): Promise<void> {
  const meta = db.collection<{ _id: string; version: number }>('meta');
  const schema = { _id: 'schema', version: SCHEMA_VERSION };
  const found = await meta.findOne({ _id: schema._id });
  if (!found) {
    await meta.insertOne(schema).catch((thrown: unknown) => {
      if (!isDuplicate(thrown)) throw thrown;
    });
  } else if (found.version > SCHEMA_VERSION) {
    throw new AppError('store_newer', {
      detail: {
        store: 'mongodb',
        database: db.databaseName,
        version: found.version,
        known: SCHEMA_VERSION,
        remedy: 'start the later version of the desk that wrote it, or name another MONGODB_DB',
      },
    });
  }
}

/** True where the server checks documents of the collection from now on. */
async function check(db: Db, name: string, validator: object): Promise<boolean> {
  try {
    await db.createCollection(name, { validator }).catch(async (thrown: unknown) => {
      if (!(thrown instanceof MongoServerError) || thrown.code !== EXISTS) throw thrown;
      await db.command({ collMod: name, validator });
    });
  } catch (thrown) {
    // A server that answered, but knows no validators, is good enough; one that did not answer is not.
    if (!(thrown instanceof MongoServerError)) throw thrown;
    return false;
  }
  const [said] = await db.listCollections({ name }, { nameOnly: false }).toArray();
  return said !== undefined && 'options' in said && said.options?.validator !== undefined;
}
