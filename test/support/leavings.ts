import { appendFileSync, cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import pino, { type Logger } from 'pino';
import type { SandboxExchange } from '../../services/sandbox/graph-service.ts';

/**
 * Set by `leavings-setup.ts` for a run of vitest and whatever processes its tests start: the folder where tests put
 * what they leave behind, for `test/after` to search. Without it (a program that is run by itself) nothing is kept.
 */
const FOLDER = process.env.MESA_TEST_LEAVINGS;

/** Every secret that was set or minted, a line each; outside everything that is searched. */
export const ledgerIn = (folder: string): string => join(folder, 'ledger');
/** What is searched. */
export const keptIn = (folder: string): string => join(folder, 'kept');

let kept = 0;
const placeFor = (what: string): string => {
  kept += 1;
  return join(keptIn(FOLDER ?? ''), `${process.pid}-${kept}-${what}`);
};

const SECRET = /"(?:password|temporaryAccessPass)":"([^"]+)"/g;

/**
 * The secrets in a call of Graph that was granted: passwords that were set, in the request; passes that were made, in
 * the answer.
 */
export function secretsIn({ requestBody, responseBody, status }: SandboxExchange): readonly string[] {
  if (status > 299) return [];
  const text = JSON.stringify([requestBody, responseBody]);
  return [...text.matchAll(SECRET)].flatMap(([, secret]) => (secret ? [secret] : []));
}

/**
 * For a sandbox's `onExchange`: notes each secret before anything else hears of the call. The sandbox is the only
 * place where secrets are set or made.
 */
export function noting(hears?: (exchange: SandboxExchange) => void): (exchange: SandboxExchange) => void {
  return (exchange) => {
    const secrets = FOLDER === undefined ? [] : secretsIn(exchange);
    if (secrets.length > 0)
      appendFileSync(join(ledgerIn(FOLDER ?? ''), `${process.pid}`), `${secrets.join('\n')}\n`);
    hears?.(exchange);
  };
}

/** Takes a folder of a desk that has ended out of the way: kept for the search, or removed. */
export function keepFolder(folder: string): void {
  if (FOLDER === undefined) {
    rmSync(folder, { recursive: true, force: true });
    return;
  }
  const place = placeFor('data');
  try {
    renameSync(folder, place);
  } catch {
    cpSync(folder, place, { recursive: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Keeps a log, or messages as they came. */
export function keepText(what: 'log' | 'messages' | 'mongo', text: string): void {
  if (FOLDER !== undefined) writeFileSync(placeFor(`${what}.txt`), text);
}

/** Keeps every document of a MongoDB database. */
export async function keepMongo(uri: string, database: string): Promise<void> {
  const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 2_000 }).connect();
  try {
    const documents: unknown[] = [];
    for (const { name } of await client.db(database).listCollections().toArray())
      documents.push(...(await client.db(database).collection(name).find().toArray()));
    keepText('mongo', JSON.stringify(documents));
  } finally {
    await client.close();
  }
}

/** A log beside a desk's stores, each line written at once, also by a process that is killed. */
export function logIn(folder: string): Logger {
  const path = join(folder, 'log.txt');
  return pino({ level: 'debug', base: null }, pino.destination({ dest: path, mkdir: true, sync: true }));
}

/** Makes the folder's parts. */
export function prepareLeavings(folder: string): void {
  for (const part of [ledgerIn(folder), keptIn(folder)]) mkdirSync(part, { recursive: true });
}
