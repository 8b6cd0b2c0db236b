import { mkdirSync, writeFileSync } from 'node:fs';
import { packModel } from '../linear.ts';
import type { StoredModels } from '../model-file.ts';
import { calibrate } from './calibrate.ts';
import { generated, readLabelled } from './sources.ts';
import { DEV_WEIGHT, exampleOf, prepare, teach, teachIntent } from './teach.ts';

const FILE = 'dialogs/recognition/model/model.json';

/** `npm run train`: the models from the grammars and the labelled messages, the same bytes each time. */
function main(): void {
  const { prepared: made, known } = generated();
  const dev = readLabelled('dev').map((row) => prepare(exampleOf(row, DEV_WEIGHT), known));
  const { temperature, sureFrom } = calibrate(teachIntent(made), dev);
  const models = teach([...made, ...dev], known);
  const stored: StoredModels = {
    intent: { ...packModel(models.intent), temperature },
    reason: packModel(models.reason),
    failure: packModel(models.failure),
    tags: packModel(models.tags),
    known: [...known].sort().join(' '),
    sureFrom: Math.round(sureFrom * 1e4) / 1e4,
  };
  mkdirSync('dialogs/recognition/model', { recursive: true });
  const text = `${JSON.stringify(stored)}\n`;
  writeFileSync(FILE, text);
  const report = { generated: made.length, labelled: dev.length, bytes: text.length, temperature, sureFrom };
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

main();
