import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../../../services/domain/errors.ts';
import { INTENTS } from '../types.ts';
import type { Labelled } from './examples.ts';
import { generate } from './generate.ts';
import { type Grammar, readGrammar } from './grammar.ts';
import { type Prepared, prepare } from './teach.ts';

/** Where the readable training data lie, seen from the repository's root, where npm runs its scripts. */
const FOLDER = 'dialogs/recognition/training';

/** The seed of every generated message. */
const SEED = 2026;

/** The file that nothing is learnt from and nothing tuned on. */
const HOLDOUT = 'holdout';

const row = z.object({
  id: z.string(),
  text: z.string(),
  locale: z.string(),
  now: z.string(),
  intent: z.enum(INTENTS),
  entities: z.record(z.string(), z.string()),
});

/** The labelled messages of one file, which one writer or group of writers wrote. */
export interface Writer {
  readonly name: string;
  readonly rows: readonly Labelled[];
}

function readLabelled(name: string): Labelled[] {
  const text = readFileSync(`${FOLDER}/labelled/${name}.ndjson`, 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const parsed = row.safeParse(JSON.parse(line));
      if (!parsed.success)
        throw new AppError('settings_invalid', { detail: { file: name, line: index + 1 } });
      return parsed.data;
    });
}

/** Every writer whose messages are learnt from: a new one is a new file in `labelled/`. A line that is no labelled message is a fault of the data. */
export function readWriters(): Writer[] {
  return readdirSync(`${FOLDER}/labelled`)
    .filter((file) => file.endsWith('.ndjson'))
    .map((file) => file.replace('.ndjson', ''))
    .filter((name) => name !== HOLDOUT)
    .sort()
    .map((name) => ({ name, rows: readLabelled(name) }));
}

/** The messages that nothing is learnt from. */
export function readHoldout(): Labelled[] {
  return readLabelled(HOLDOUT);
}

/** The grammars that messages are made from. */
export function readGrammars(): Grammar {
  return readGrammar(`${FOLDER}/grammar`);
}

/** The messages that the grammars make, the same each time. */
export function generated(grammar: Grammar): Prepared[] {
  return generate(grammar, SEED).map(({ example }) => prepare(example));
}
