import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The variables that decide what is found; `process.env`, or a made-up one in tests. */
export type Environment = Readonly<Record<string, string | undefined>>;

const SUFFIX = process.platform === 'win32' ? '.exe' : '';

/** Full path of a program on PATH, or undefined. */
export function onPath(env: Environment, program: string): string | undefined {
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`] : [program];
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

/** The newest mongod that mongodb-memory-server has downloaded on this machine, or undefined. */
export function downloadedMongod(env: Environment): string | undefined {
  const home = homeOf(env);
  const caches = [
    env.MONGOMS_DOWNLOAD_DIR,
    join(home, '.cache', 'mongodb-binaries'),
    join(home, '.mongodb-binaries'),
    join('node_modules', '.cache', 'mongodb-memory-server'),
  ];
  const found = caches.flatMap((cache) => (cache === undefined ? [] : mongodsIn(cache)));
  return found.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
}

/** Folder for what tests fetch once and keep, outside the project so that a fresh clone finds it again. */
export function testCache(env: Environment): string {
  return join(env.XDG_CACHE_HOME || join(homeOf(env), '.cache'), 'mesa');
}

function homeOf(env: Environment): string {
  return env.HOME ?? env.USERPROFILE ?? homedir();
}

/** Both of that project's layouts: `mongod-x64-debian-7.0.14`, and before that `7.0.14/mongod`. */
function mongodsIn(cache: string): string[] {
  const entries = listed(cache);
  const flat = entries
    .filter((name) => /^mongod-.*\d+\.\d+\.\d+(\.exe)?$/.test(name))
    .map((name) => join(cache, name));
  const nested = entries
    .filter((name) => /^\d+\.\d+\.\d+$/.test(name))
    .map((name) => join(cache, name, `mongod${SUFFIX}`));
  return [...flat, ...nested].filter(isExecutable);
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
