import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../../../services/domain/errors.ts';
import { INTENTS } from '../types.ts';
import type { Labelled } from './examples.ts';
import { generate } from './generate.ts';
import { readGrammar } from './grammar.ts';
import { knownWords, type Prepared, prepare } from './teach.ts';

/** Where the readable training data lie, seen from the repository's root, where npm runs its scripts. */
const FOLDER = 'dialogs/recognition/training';

/** The seed of every generated message. */
const SEED = 2026;

const row = z.object({
  id: z.string(),
  text: z.string(),
  locale: z.string(),
  now: z.string(),
  intent: z.enum(INTENTS),
  entities: z.record(z.string(), z.string()),
});

/** Reads labelled messages; `name` is `dev` or `holdout`. A line that is none is a fault of the data. */
export function readLabelled(name: 'dev' | 'holdout'): Labelled[] {
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

/** The messages that the grammars make, the same each time, and the words known from them. */
export function generated(): { prepared: Prepared[]; known: ReadonlySet<string> } {
  const examples = generate(readGrammar(`${FOLDER}/grammar`), SEED).map(({ example }) => example);
  const known = knownWords(examples);
  return { known, prepared: examples.map((example) => prepare(example, known)) };
}
