import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BotProgram } from './bot-process.ts';

/** A bot under test; each start of it begins with nothing stored. */
export interface Contestant {
  readonly name: 'waterfall' | 'sqlite' | 'mongo';
  program(): BotProgram;
}

/** The desk as it is built, in the sandbox, on the store that lies in the folder. */
export function mesaOn(
  dataDir: string,
  mongo?: { readonly uri: string; readonly database: string },
): BotProgram {
  return {
    script: resolve('dist/bot/main.js'),
    env: {
      HOST: '127.0.0.1',
      MESA_PLAYGROUND: 'off',
      DATA_DIR: dataDir,
      MONGODB_URI: mongo?.uri ?? '',
      MONGODB_DB: mongo?.database ?? '',
    },
  };
}

export const newFolder = (work: string): string => mkdtempSync(join(work, 'data-'));

export const newDatabase = (): string => `bench_${randomUUID().replaceAll('-', '').slice(0, 12)}`;

/** Who is compared: the baseline first. */
export function contestants(work: string, mongoUri: string | undefined): readonly Contestant[] {
  const script = fileURLToPath(new URL('./waterfall-bot.js', import.meta.url));
  return [
    { name: 'waterfall', program: () => ({ script, env: {} }) },
    { name: 'sqlite', program: () => mesaOn(newFolder(work)) },
    ...(mongoUri === undefined
      ? []
      : [
          {
            name: 'mongo' as const,
            program: () => mesaOn(newFolder(work), { uri: mongoUri, database: newDatabase() }),
          },
        ]),
  ];
}
