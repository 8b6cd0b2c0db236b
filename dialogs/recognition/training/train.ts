import { mkdirSync, writeFileSync } from 'node:fs';
import { packModel } from '../linear.ts';
import type { StoredModels } from '../model-file.ts';
import { calibrate } from './calibrate.ts';
import { generated, readGrammars, readWriters } from './sources.ts';
import { scoreStrangers } from './strangers.ts';
import { prepareRows, teach } from './teach.ts';

const FILE = 'dialogs/recognition/model/model.json';

/** `npm run train`: the models from the grammars and the labelled messages, the same bytes each time. */
function main(): void {
  const grammar = readGrammars();
  const made = generated(grammar);
  const writers = readWriters().map((writer) => ({ ...writer, prepared: prepareRows(grammar, writer.rows) }));
  const models = teach([...made, ...writers.flatMap(({ prepared }) => prepared)]);
  const { temperature, sureFrom } = calibrate(scoreStrangers(made, writers, models.tags));
  const stored: StoredModels = {
    intent: { ...packModel(models.intent), temperature },
    reason: packModel(models.reason),
    failure: packModel(models.failure),
    tags: packModel(models.tags),
    sureFrom: Math.round(sureFrom * 1e4) / 1e4,
  };
  mkdirSync('dialogs/recognition/model', { recursive: true });
  const text = `${JSON.stringify(stored)}\n`;
  writeFileSync(FILE, text);
  const report = {
    generated: made.length,
    handWritten: writers.reduce((sum, { rows }) => sum + rows.length, 0),
    bytes: text.length,
    temperature,
    sureFrom,
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

main();
