import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Environment, testCache } from './executables.ts';

const POM = fileURLToPath(new URL('./pom.xml', import.meta.url));
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';

/**
 * Folder with the wire server's jars. Fetched from Maven Central by `mvn` the first time, then kept under the
 * user's cache by the hash of pom.xml, so that later runs need neither Maven nor a network.
 */
export async function mongoJars(
  env: Environment,
  maven: string | undefined,
): Promise<{ folder: string } | { skipReason: string }> {
  const key = createHash('sha256').update(readFileSync(POM)).digest('hex').slice(0, 12);
  const folder = join(testCache(env), `mongo-wire-${key}`);
  if (existsSync(folder)) return { folder };
  if (maven === undefined) return { skipReason: 'java is here, but no mvn to fetch the test server with' };
  return fetchInto(env, maven, folder);
}

/** Into a folder of its own first, then renamed: two runs at once, or one killed, leave nothing half there. */
async function fetchInto(
  env: Environment,
  maven: string,
  folder: string,
): Promise<{ folder: string } | { skipReason: string }> {
  const cache = testCache(env);
  mkdirSync(cache, { recursive: true });
  const partial = mkdtempSync(join(cache, 'partial-'));
  try {
    await promisify(execFile)(maven, ['-q', '-B', '-f', POM, COPY, `-DoutputDirectory=${partial}`], {
      timeout: 300_000,
    });
    if (!existsSync(folder)) renameSync(partial, folder);
    return { folder };
  } catch (cause) {
    if (existsSync(folder)) return { folder };
    return { skipReason: `mvn could not fetch the test server: ${firstError(cause)}` };
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function firstError(cause: unknown): string {
  const said = String((cause as { stdout?: unknown }).stdout ?? '');
  const line = said.split('\n').find((text) => text.includes('ERROR'));
  return (line ?? String(cause)).slice(0, 300);
}
