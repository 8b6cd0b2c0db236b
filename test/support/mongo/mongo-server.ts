import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../free-port.ts';
import { downloadedMongod, type Environment, onPath } from './executables.ts';
import { mongoJars } from './mongo-jars.ts';
import { startServer } from './server-process.ts';

/** A server to test against. `stop` ends it where it was started here, and leaves a given one alone. */
export interface MongoServer {
  readonly uri: string;
  stop(): Promise<void>;
}

/** Why there is none, and what would give one. */
export interface NoMongo {
  readonly skipReason: string;
}

const WIRE_SERVER = fileURLToPath(new URL('./MongoWire.java', import.meta.url));
const HOW =
  'set MONGODB_TEST_URI, or put a mongod on PATH, or install a JDK (17 or newer) and Maven for the Java test server';

/** Where the Java test server keeps its documents: a mongod has those in use in its cache. */
export type Documents = 'file' | 'memory';

/**
 * Looks, in this order, for a server named by MONGODB_TEST_URI, a mongod on PATH or in mongodb-memory-server's
 * cache, and a JDK for the Java test server. Never rejects: what stands in the way is the reason.
 */
export async function findMongo(
  env: Environment = process.env,
  documents: Documents = 'file',
): Promise<MongoServer | NoMongo> {
  if (env.MONGODB_TEST_URI) return { uri: env.MONGODB_TEST_URI, stop: async () => {} };
  const mongod = onPath(env, 'mongod') ?? downloadedMongod(env);
  try {
    return mongod === undefined ? await startWireServer(env, documents) : await startMongod(mongod);
  } catch (cause) {
    return { skipReason: `the MongoDB test server did not start: ${String(cause)}` };
  }
}

async function startMongod(mongod: string): Promise<MongoServer> {
  const folder = mkdtempSync(join(tmpdir(), 'mesa-mongod-'));
  const tidy = () => rmSync(folder, { recursive: true, force: true });
  const port = await freePort();
  const parameters = ['--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', folder];
  try {
    const server = await startServer(mongod, parameters, /waiting for connections/i);
    return { uri: `mongodb://127.0.0.1:${port}`, stop: () => server.stop().then(tidy) };
  } catch (cause) {
    tidy();
    throw cause;
  }
}

async function startWireServer(env: Environment, documents: Documents): Promise<MongoServer | NoMongo> {
  const java = onPath(env, 'java');
  if (java === undefined) return { skipReason: `no MongoDB server for tests: ${HOW}` };
  const jars = await mongoJars(env, onPath(env, 'mvn'));
  if ('skipReason' in jars) return { skipReason: `${jars.skipReason}: ${HOW}` };
  const parameters = [
    '-XX:+UseSerialGC',
    '-Xmx512m',
    '-Dslf4j.internal.verbosity=ERROR',
    '-cp',
    join(jars.folder, '*'),
  ];
  const server = await startServer(java, [...parameters, WIRE_SERVER, documents], /listening (\d+)/);
  return { uri: `mongodb://127.0.0.1:${server.ready[1]}`, stop: server.stop };
}
