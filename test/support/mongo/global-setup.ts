import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { findMongo, type MongoServer, type NoMongo } from './mongo-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test file asks for the run's MongoDB server. */
    mongoBroker: string;
  }
}

/**
 * One MongoDB server for a whole run of vitest, started when the first test file asks for it: a run of files that
 * need none does not wait for one. Test files ask through `mongo-for-tests.ts`.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let found: Promise<MongoServer | NoMongo> | undefined;
  const broker = createServer((_request, response) => {
    found ??= findMongo();
    void found.then((mongo) => response.end(JSON.stringify(mongo)));
  });
  broker.listen(0, '127.0.0.1');
  await once(broker, 'listening');
  project.provide('mongoBroker', `http://127.0.0.1:${(broker.address() as AddressInfo).port}`);
  return async () => {
    broker.close();
    const mongo = await found;
    if (mongo !== undefined && 'uri' in mongo) await mongo.stop();
  };
}
